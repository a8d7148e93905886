"""What the public, the agency and the coordinator never see."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, voice
from pendopo.voice.tests.reporting import CODE, MONDAY, PHONE, applied, facts, forward, row, send

NAME = "Siti Rahmawati (contoh)"


def test_an_anonymous_case_knows_no_name_even_unsealed(town: Any, worker: Any) -> None:
    receipt = send(visibility="anonymous")
    case = applied(town, receipt)
    forward(case, worker)
    with ledger.use_region(CODE):
        view = casework.unseal(
            case_id=case.case_id, who=town.actor("penghubung.dpupr"), purpose="work", now=MONDAY
        )
    assert NAME not in repr(view) and PHONE[1:] not in repr([one.value for one in view.answers])
    assert view.applicant_masked == ""
    with ledger.use_region(CODE), pytest.raises(voice.Refused):
        voice.reveal_identity(
            number=receipt.number, who=town.actor("koordinator.aduan"),
            purpose="investigation", now=MONDAY,
        )  # fmt: skip
    with ledger.use_region(CODE):
        auditor = town.actor("auditor.inspektorat")
        with pytest.raises(voice.Refused):
            voice.reveal_identity(number=receipt.number, who=auditor, purpose="", now=MONDAY)
        found = voice.reveal_identity(
            number=receipt.number, who=auditor, purpose="investigation", now=MONDAY
        )
    assert found.name == NAME
    (seen,) = facts(receipt, "report.identity_viewed")
    assert seen.actor == auditor.account_id


def test_a_secret_report_is_listed_nowhere_but_counts_for_its_agency(
    town: Any, worker: Any
) -> None:
    receipt = send(visibility="secret")
    forward(applied(town, receipt), worker)
    with ledger.use_region(CODE):
        with pytest.raises(voice.NotFound):
            voice.report_card(number=receipt.number)
        with pytest.raises(voice.NotFound):
            voice.support(
                number=receipt.number, who=directory.ANONYMOUS, reporter=voice.Reporter(),
                language="id", now=MONDAY, command=ledger.Command(receipt.case_id, "x" * 12, b"x"),
            )  # fmt: skip
        agency = row(receipt).agency_id
        filters = voice.Filters(agency_id=agency)
        page, cursor = [], ""
        while True:
            one = voice.reports(filters=filters, cursor=cursor)
            page += one.cards
            cursor = one.next_cursor
            if not cursor:
                break
        (result,) = voice.agency_results(filters=filters)
        rows = voice.export_rows(filters=filters)
    assert receipt.number not in {one.number for one in page}
    assert result.forwarded == len(rows) > len(page)
    assert receipt.number not in repr(rows)


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(town: Any) -> None:
    receipt = send()
    said = []
    with ledger.use_region(CODE):
        for number, code in ((receipt.number, "K7M-4QP-2XD"), ("000-000-000", receipt.code)):
            with pytest.raises(voice.NotFound) as refused:
                voice.follow(number=number, code=code, who=directory.ANONYMOUS, now=MONDAY)
            said.append(refused.value.text)
        assert voice.follow(
            number=receipt.number, code=receipt.code, who=directory.ANONYMOUS, now=MONDAY
        ).card.status == "received"  # fmt: skip
    assert said[0] == said[1]


def test_facts_of_a_report_hold_neither_words_nor_the_exact_place(town: Any) -> None:
    receipt = send()
    told = repr([one.data for one in facts(receipt)])
    for private in ("berlubang", "pasar", NAME, PHONE[1:], "7.91355", "113.82134"):
        assert private not in told
    kept = row(receipt)
    assert (kept.cell_lat, kept.cell_lon) == (-3957, 56910)
    assert kept.district and kept.village and kept.public_text == ""


def test_supporters_and_sealed_reporters_are_told_once(town: Any, worker: Any) -> None:
    from pendopo.messages.models import Notice
    from pendopo.voice.tests.reporting import command

    receipt = send(visibility="anonymous")
    with ledger.use_region(CODE):
        voice.support(
            number=receipt.number, who=directory.ANONYMOUS, language="en", now=MONDAY,
            reporter=voice.Reporter(phone="081200000055"), command=command(),
        )  # fmt: skip
    forward(applied(town, receipt), worker)
    worker.drain(MONDAY)
    with ledger.use_region(CODE), ledger.region_transaction():
        told = list(Notice.objects.filter(about_id=receipt.case_id, dedupe__startswith="report:"))
    assert len(told) == 2 and len({one.person_id for one in told}) == 2
