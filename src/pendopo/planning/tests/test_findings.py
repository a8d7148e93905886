"""Findings of audits: who records them, what they are about, how they stand."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from pendopo.planning.tests.doors import casework, ledger, planning
from pendopo.planning.tests.planned import CODE, MONDAY, PTSP
from pendopo.planning.tests.test_contracts import a_plan, contract

SLUG = "temuan-pemeriksaan"
DAY = dt.timedelta(days=1)


def record(regency: Any, **changes: Any) -> str:
    regency.publish(SLUG)
    key = uuid4()
    asked: dict[str, Any] = {
        "answers": regency.answers(SLUG, story="selesai", instansi=PTSP),
        "who": regency.actor("auditor.inspektorat"), "language": "id", "now": MONDAY,
        "command": ledger.Command(key, str(key), key.bytes), **changes,
    }  # fmt: skip
    number: str = planning.record_finding(**asked)
    return number


def found(number: str, now: dt.datetime = MONDAY, **asked: Any) -> Any:
    return next(one for one in planning.findings(now=now, **asked) if one.number == number)


def test_it_stands_on_its_agency_its_node_and_its_contract(regency: Any, worker: Any) -> None:
    with ledger.use_region(CODE):
        made, key = a_plan(title="RKPD temuan (contoh)")
        one = contract(made, key, letter="temuan/1")
        number = record(regency, contract_id=one)
        card = found(number, contract_id=one)
        assert card == found(number, node_keys=[key])
        assert card == found(number, organisation_id=card.organisation_id)
        assert (card.plan_id, card.open, card.late) == (made.id, True, False)
    worker.drain(MONDAY)
    with ledger.use_region(CODE):
        (fact,) = ledger.facts_about(about=card.case_id, kinds=["finding.recorded"])
        assert set(fact.data) >= {"agency", "node", "contract", "number"}


def test_the_same_command_opens_one_case(regency: Any) -> None:
    with ledger.use_region(CODE):
        key = uuid4()
        command = ledger.Command(key, str(key), key.bytes)
        first = record(regency, command=command)
        assert record(regency, command=command) == first
        assert [one.number for one in planning.findings(now=MONDAY)].count(first) == 1


def test_only_the_inspectorate_records_and_only_what_fits(regency: Any) -> None:
    with ledger.use_region(CODE):
        regency.publish(SLUG)
        made, key = a_plan(title="RKPD temuan lain (contoh)")
        for username in ("perencana.bappeda", "program.ptsp", "penghubung.dpupr", "bupati"):
            with pytest.raises(planning.Refused, match="not_for_you"):
                record(regency, who=regency.actor(username))
        elsewhere = regency.answers(SLUG, story="selesai")  # of the road agency
        for about in ({"plan_id": made.id, "node_key": key},
                      {"contract_id": contract(made, key, letter="temuan/2")}):  # fmt: skip
            with pytest.raises(planning.Refused, match="finding_elsewhere"):
                record(regency, answers=elsewhere, **about)
        with pytest.raises(planning.Refused, match="finding_agency"):
            record(regency, answers={**elsewhere, "instansi": "0.00"})
        with pytest.raises(casework.Invalid):
            record(regency, answers={**elsewhere, "uraian": "pendek"})


def test_from_receipt_to_escalation_to_verified(regency: Any, worker: Any) -> None:
    auditor, liaison = regency.actor("auditor.inspektorat"), regency.actor("penghubung.dpupr")
    with ledger.use_region(CODE):
        number = record(regency, answers=regency.answers(SLUG, story="selesai"))
        case = found(number).case_id
        do(case, "terima", "terima", liaison, MONDAY)
        card = found(number)
        assert (card.due_at - MONDAY).days in (59, 60) and not card.late
    late = MONDAY + 62 * DAY
    with ledger.use_region(CODE):
        casework.fire_due_timers(now=late)
        assert found(number, late).late
        kinds = [one.kind for one in ledger.facts_about(about=case)]
        assert "case.escalated" in kinds
    worker.drain(late)  # the service task that tells the superiors
    with ledger.use_region(CODE):
        do(case, "tindak_lanjut", "jawab", liaison, late, jawaban="Sudah disetor (contoh).")
        do(case, "verifikasi", "sesuai", auditor, late)
        card = found(number, late)
        assert (card.open, card.outcome, card.step.id) == (
            False, "selesai", "Selesai ditindaklanjuti",
        )  # fmt: skip


def do(case: Any, element: str, outcome: str, who: Any, now: dt.datetime, **answers: Any) -> None:
    step = casework.open_step(case_id=case, element=element)
    casework.complete_task(
        task_id=step.task_id, who=who, version=step.version, outcome=outcome, answers=answers,
        now=now,
    )  # fmt: skip
