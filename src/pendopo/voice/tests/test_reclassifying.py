"""A report of the wrong class goes on as what it is: same number, no day given back."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.reporting import (
    CODE,
    DAY,
    MONDAY,
    ROADS,
    applied,
    at,
    check_rebuilt,
    facts,
    forward,
    photo,
    row,
    send,
)
from pendopo.voice.tests.test_work import fire

ASKED = "Mohon rekapitulasi anggaran perbaikan jalan tahun 2025 (contoh)."


def turn(town: Any, receipt: Any, sort: str, now: Any, **changes: Any) -> None:
    given = {"who": town.actor("koordinator.aduan"), "version": row(receipt).version, **changes}
    with ledger.use_region(CODE):
        voice.reclassify(number=receipt.number, sort=sort, now=now, **given)


def test_a_complaint_that_asks_for_information_gets_the_clock_of_one(
    town: Any, worker: Any
) -> None:
    """UU 14/2008 Pasal 22: ten working days; the number and the code stay what the citizen has."""
    receipt = send(at("2026-11-16 10:00"), text=ASKED, photos=[photo()])
    worker.drain(MONDAY)
    turn(town, receipt, "information", at("2026-11-18 10:00"))
    worker.drain(at("2026-11-18 10:00"))
    found = check_rebuilt(receipt)
    assert (found.sort, found.status) == ("information", "received")
    case = applied(town, receipt)
    view = case.view("koordinator.aduan", at("2026-11-18 11:00"))
    assert (view.number, view.service) == (receipt.number, "permintaan-informasi-publik")
    (task,) = (one for one in view.tasks if one.status == "open")
    # three working days for verification since Monday, when it came in, not since Wednesday
    assert (task.element, task.due_at) == ("verifikasi", at("2026-11-19 15:30"))
    assert len(view.files) == 1
    case.do("koordinator.aduan", "teruskan", at("2026-11-18 12:00"), topik="jalan", instansi=ROADS)
    worker.drain(at("2026-11-18 12:00"))
    assert case.view("koordinator.aduan").tracking.due_at == at("2026-12-02 15:30")
    with ledger.use_region(CODE):
        own = voice.follow(
            number=receipt.number, code=receipt.code, who=directory.ANONYMOUS, now=MONDAY + 3 * DAY
        )
    assert own.case is not None and ASKED in [one.value for one in own.case.answers]


@pytest.mark.parametrize("sort", ["complaint", "aspiration"])
def test_every_way_and_back_walks_to_its_end(town: Any, worker: Any, sort: str) -> None:
    other = {"complaint": "aspiration", "aspiration": "complaint"}[sort]
    receipt = send(sort=sort)
    turn(town, receipt, other, MONDAY + DAY)
    turn(town, receipt, sort, MONDAY + DAY)
    turn(town, receipt, other, MONDAY + DAY)
    case = applied(town, receipt)
    forward(case, worker, MONDAY + DAY)
    proof = {"bukti": "jawaban"} if other == "complaint" else {}
    case.do("penghubung.dpupr", "jawab", MONDAY + DAY, jawaban="Sudah.", **proof)
    case.do("verifikator.aduan", "terima", MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    assert check_rebuilt(receipt).status == "answered"
    assert [one.data["sort"] for one in facts(receipt, "report.reclassified")] == [
        other, sort, other,
    ]  # fmt: skip


def test_lateness_so_far_stays_and_a_lost_day_is_not_given_back(town: Any, worker: Any) -> None:
    receipt = send(at("2026-11-16 10:00"))
    fire(at("2026-11-19 15:31"))
    worker.drain(at("2026-11-19 15:31"))
    assert check_rebuilt(receipt).verify_late
    turn(town, receipt, "aspiration", at("2026-11-20 09:00"))
    fire(at("2026-11-20 09:01"))
    worker.drain(at("2026-11-20 09:01"))
    found = check_rebuilt(receipt)
    assert found.verify_late and found.rung >= 1  # late at once under its new clock too
    (task,) = (
        one for one in applied(town, receipt).view("koordinator.aduan").tasks
        if one.status == "open"
    )  # fmt: skip
    assert task.due_at == at("2026-11-19 15:30")


def test_the_reporter_hears_of_it_and_officers_do_not_overwrite_each_other(
    town: Any, worker: Any
) -> None:
    from pendopo.messages.models import Notice

    receipt = send()
    seen = row(receipt).version
    turn(town, receipt, "aspiration", MONDAY)
    with pytest.raises(casework.Stale):
        turn(town, receipt, "complaint", MONDAY, version=seen)
    worker.drain(MONDAY)
    with ledger.use_region(CODE), ledger.region_transaction():
        told = Notice.objects.filter(about_id=receipt.case_id, dedupe__startswith="class:")
        assert told.count() == 1
    assert row(receipt).sort == "aspiration"


def test_only_the_coordinator_and_only_before_it_is_forwarded(town: Any, worker: Any) -> None:
    receipt = send()
    for who, refusal in (
        (town.actor("penghubung.dpupr"), voice.Refused),
        (directory.ANONYMOUS, voice.NotFound),
    ):
        with pytest.raises(refusal):
            turn(town, receipt, "aspiration", MONDAY, who=who)
    with pytest.raises(voice.Refused) as same:
        turn(town, receipt, "complaint", MONDAY)
    assert same.value.code == "same_class"
    forward(applied(town, receipt), worker)
    with pytest.raises(voice.Refused) as late:
        turn(town, receipt, "aspiration", MONDAY)
    assert late.value.code == "not_verifying"
    applied(town, receipt).do("penghubung.dpupr", "bukan_wewenang", MONDAY, alasan="Bukan kami.")
    worker.drain(MONDAY)
    with pytest.raises(casework.Refused) as unfit:  # no way back to another agency there
        turn(town, receipt, "information", MONDAY)
    assert unfit.value.code == "recast_unfit"
    turn(town, receipt, "aspiration", MONDAY)
    worker.drain(MONDAY)
    found = check_rebuilt(receipt)
    assert (found.sort, found.status, found.agency_id) == ("aspiration", "received", None)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.Report.objects.get(pk=receipt.case_id).number == receipt.number


def test_the_map_counts_it_under_its_new_class_alone(town: Any, worker: Any) -> None:
    place = voice.Place(point=voice.Point(-7.9999, 113.7777))
    receipt = send(place=place)
    worker.drain(MONDAY)

    def counted() -> dict[str, int]:
        with ledger.use_region(CODE), ledger.region_transaction():
            kept = models.Report.objects.get(pk=receipt.case_id)
            side = 5
            rows = models.Square.objects.filter(
                lat=kept.cell_lat // side * side, lon=kept.cell_lon // side * side, count__gt=0
            )
            return dict(rows.values_list("sort", "count"))

    assert counted() == {"complaint": 1}
    turn(town, receipt, "aspiration", MONDAY)
    worker.drain(MONDAY)
    assert counted() == {"aspiration": 1}
