"""Whole walks of a report through `api`, as reporter and officers take them."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, voice
from pendopo.voice.tests.reporting import (
    CODE,
    DAY,
    MONDAY,
    ROADS,
    answer,
    applied,
    at,
    check_rebuilt,
    forward,
    photo,
    send,
)


def test_a_report_is_a_task_in_the_coordinators_inbox(town: Any) -> None:
    receipt = send(photos=[photo()])
    with ledger.use_region(CODE):
        who = town.actor("koordinator.aduan")
        cards, cursor = [], ""
        while True:
            page = casework.inbox(who=who, view="mine", cursor=cursor, now=MONDAY)
            cards += page.cards
            cursor = page.next_cursor
            if not cursor:
                break
    (card,) = (one for one in cards if one.number == receipt.number)
    assert (card.element, card.due_at) == ("verifikasi", at("2026-11-19 15:30"))


def test_a_report_is_forwarded_answered_proven_and_confirmed(town: Any, worker: Any) -> None:
    receipt = send(photos=[photo()])
    case = applied(town, receipt)
    forward(case, worker, MONDAY + DAY)
    with ledger.use_region(CODE):
        roads = directory.chart().by_code[ROADS].id
        card = voice.report_card(number=receipt.number)
    assert (card.status, card.agency_id, card.topic) == ("forwarded", roads, "jalan")
    assert card.text == "" and card.photos == 1
    answer(case, worker, MONDAY + 2 * DAY)
    case.apply_again("selesai", MONDAY + 3 * DAY)
    worker.drain(MONDAY + 3 * DAY)
    found = check_rebuilt(receipt)
    assert (found.status, found.confirmed, found.on_time) == ("confirmed", True, None)
    with ledger.use_region(CODE):
        casework.fire_due_timers(now=MONDAY + 14 * DAY)
    worker.drain(MONDAY + 14 * DAY)
    found = check_rebuilt(receipt)
    assert (found.status, found.on_time) == ("confirmed", True)
    assert found.closed_at == MONDAY + 3 * DAY
    assert found.forwarded_at == MONDAY + DAY
    assert found.answered_at == found.last_answer_at == MONDAY + 2 * DAY
    assert (found.verify_late, found.answer_late, found.reopen_count) == (False, False, 0)


@pytest.mark.parametrize("sort", ["aspiration", "information"])
def test_every_class_of_report_has_a_package_and_its_own_clock(
    town: Any, worker: Any, sort: str
) -> None:
    receipt = send(sort=sort, text="Mohon rekapitulasi anggaran perbaikan jalan tahun 2025.")
    case = applied(town, receipt)
    forward(case, worker, at("2026-11-16 10:00"))
    due = {"aspiration": "2026-12-04 15:30", "information": "2026-11-30 15:30"}[sort]
    assert case.view("koordinator.aduan").tracking.due_at == at(due)
    case.do("penghubung.dpupr", "jawab", MONDAY + DAY, jawaban="Terlampir (contoh).")
    case.do("verifikator.aduan", "terima", MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    found = check_rebuilt(receipt)
    assert (found.status, found.answered_at) == ("answered", MONDAY + DAY)
