"""Time passes: escalation, deemed decisions, new holidays. Every stored deadline is a cache."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import published
from pendopo.casework.tests.walking import (
    CODE,
    at,
    facts_of,
    fire,
    on,
    open_elements,
    recommended,
    row,
    submit_to,
    to_be_signed,
)

QUIET = at("2027-09-06 09:00")
"""A Monday that no other test works on: a day off ruled here disturbs nobody."""


def escalations(case: Any) -> list[str]:
    return [one.data["reason"] for one in facts_of(case, "case.escalated")]


def test_a_late_opinion_is_told_to_the_supervisors_and_stays_open(
    regency: Any, worker: Any
) -> None:
    """Six working days from 16 November end on Tuesday 24 November, 15.30."""
    case = regency.submit(now=at("2026-11-16 09:00"))
    case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    fire(at("2026-11-24 15:29"))
    assert escalations(case) == []
    fire(at("2026-11-24 15:31"))
    fire(at("2026-11-24 15:32"))
    assert escalations(case) == ["task_late"]
    assert open_elements(case, now=at("2026-11-24 15:32")) == ["rekomendasi"]
    worker.drain(at("2026-11-24 15:33"))
    assert not row(case).state.count(b'"topic"')  # the automatic step was done and answered
    case.do("teknis.dinkes", "rekomendasikan", at("2026-11-26 09:00"))
    assert [one.data["late"] for one in facts_of(case, "task.done")] == [False, True]


def test_a_deemed_decision_is_announced_a_working_day_before_and_never_signed(
    regency: Any,
) -> None:
    """UU 30/2014 Art. 53: past its limit an application is granted by law. We say so; a decision
    is still signed by a person."""
    case = recommended(regency, at("2026-11-16 10:00"))
    assert on(row(case).deemed_at) == "2026-11-27 15:30"
    for moment, told in (
        ("2026-11-26 15:29", []),
        ("2026-11-26 15:31", ["deemed_near"]),
        ("2026-11-27 15:29", ["deemed_near"]),
        ("2026-11-27 15:31", ["deemed_near", "deemed_passed"]),
        ("2026-11-30 09:00", ["deemed_near", "deemed_passed"]),
    ):
        fire(at(moment))
        assert escalations(case) == told, moment
    assert (row(case).status, open_elements(case, now=at(moment))) == ("running", ["draf"])
    with ledger.use_region(CODE):
        titles = [one.title.id for one in casework.track(number=case.number, now=QUIET).events]
    assert titles[-1] == "Batas waktu terlampaui: dianggap dikabulkan menurut hukum"


def test_the_alarm_of_the_law_waits_while_the_applicant_is_asked(regency: Any) -> None:
    case = regency.submit(now=at("2026-11-16 09:00"))
    case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    case.do("teknis.dinkes", "tanya_pemohon", at("2026-11-18 10:00"), pertanyaan="Lantai berapa?")
    fire(at("2026-12-15 09:00"))
    assert (escalations(case), row(case).deemed_at) == ([], None)
    case.apply_again("kirim", at("2026-12-15 10:00"), jawaban="Lantai dua")
    assert on(row(case).deemed_at) == on(row(case).due_at) != ""


def test_a_limit_of_less_than_a_day_is_announced_halfway(regency: Any) -> None:
    from pendopo.casework import timing

    start = at("2026-11-16 09:00")
    with ledger.use_region(CODE):
        near, due = timing.alarm_rows(start + dt.timedelta(hours=2), start)
    assert [on(dt.datetime.fromisoformat(one["due_at"])) for one in (near, due)] == [
        "2026-11-16 10:00", "2026-11-16 11:00",
    ]  # fmt: skip


def test_the_alarms_of_the_region_name_the_gravest_first(regency: Any) -> None:
    """What a wall shows: deemed decisions that passed, those that come near, then what is late."""
    case = recommended(regency, at("2026-11-16 10:00"))

    def kinds(moment: str) -> list[str]:
        with ledger.use_region(CODE):
            found = casework.alarms(now=at(moment), limit=5_000)
        order = [one.kind for one in found]
        assert order == sorted(order, key=["deemed_passed", "deemed_near", "late"].index)
        return [one.kind for one in found if one.number == case.number]

    assert kinds("2026-11-19 10:00") == []
    assert kinds("2026-11-25 10:00") == ["late"]  # its step since the 19th, the service not yet
    assert kinds("2026-11-26 10:00") == ["deemed_near"]
    assert kinds("2026-11-27 15:31") == ["deemed_passed"]


@pytest.mark.parametrize(("signed", "on_time"), [("15:29", True), ("15:31", False)])
def test_a_case_is_on_time_when_it_is_signed_on_its_last_day(
    regency: Any, worker: Any, signed: str, on_time: bool
) -> None:
    """The clock stops with the signature, not with the register that follows."""
    case = to_be_signed(regency, at("2026-11-16 10:00"))
    assert case.sign(at(f"2026-11-27 {signed}")).ok
    with ledger.use_region(CODE), ledger.region_transaction():
        (call,) = services.flow.CaseState.decode(bytes(row(case).state)).calls
    from pendopo.casework.actions.timers import answer_service

    with ledger.use_region(CODE):
        answer_service(
            case_id=case.case_id, token=call.token, result={}, now=at("2026-11-30 09:00")
        )
    (closed,) = facts_of(case, "case.closed")
    assert (closed.data["on_time"], row(case).on_time) == (on_time, on_time)
    worker.drain(at("2026-11-30 09:00"))


def test_a_service_that_the_law_exempts_is_never_deemed_granted(regency: Any) -> None:
    """An exemption needs its article; the limit itself still holds and escalates."""
    published(
        "sip-dokter-dikecualikan",
        {"deemed_decision: {exempt: false}": 'deemed_decision: {exempt: true, article: "Contoh"}'},
    )
    case = submit_to(regency, "sip-dokter-dikecualikan", at("2026-11-16 09:00"))
    case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    fire(at("2026-11-30 09:00"))
    assert (escalations(case), row(case).deemed_at) == (["task_late"], None)
    assert on(row(case).due_at) == "2026-11-27 15:30"


def test_a_newly_decreed_day_off_moves_open_deadlines_with_a_fact(
    regency: Any, worker: Any
) -> None:
    checked, waiting = recommended(regency, QUIET), regency.submit(now=QUIET)
    ended = recommended(regency, QUIET)
    with ledger.use_region(CODE):
        casework.withdraw(case_id=ended.case_id, who=directory.ANONYMOUS, key=ended.code, now=QUIET)
    before = on(row(checked).due_at)
    (task,) = waiting.view("loket.ptsp", QUIET).tasks
    assert (before, on(task.due_at)) == ("2027-09-17 15:30", "2027-09-07 15:30")
    with ledger.use_region(CODE):
        directory.rule_day(
            day=dt.date(2027, 9, 7), off=True, reason="Pemilihan kepala desa", actor=None,
            basis="CONTOH/100.1/2027", now=QUIET,
        )  # fmt: skip
    worker.drain(QUIET)  # the decree is a fact: who reads it moves the deadlines
    assert on(row(checked).due_at) == "2027-09-20 15:30"
    assert on(row(checked).deemed_at) == "2027-09-20 15:30"
    (task,) = waiting.view("loket.ptsp", QUIET).tasks
    assert on(task.due_at) == "2027-09-08 15:30"  # its case has no deadline yet, the check has
    moved = facts_of(checked, "case.deadline_moved")
    assert [one.data["due_at"][:16] for one in moved] == ["2027-09-20T08:30"]
    assert len(facts_of(waiting, "task.deadline_moved")) == 1
    assert not facts_of(waiting, "case.deadline_moved") + facts_of(ended, "case.deadline_moved")
    with ledger.use_region(CODE):
        assert casework.recompute_deadlines(now=QUIET) == 0  # nothing left to follow
    fire(at("2027-09-17 15:31"))
    assert escalations(checked) == ["deemed_near"]  # the alarm has moved along
    fire(at("2027-09-20 15:31"))
    assert escalations(checked) == ["deemed_near", "deemed_passed"]


def test_every_stored_deadline_is_what_the_rules_say(regency: Any) -> None:
    """All cases of this run, whatever happened to them: the cache equals the pure function."""
    asked = regency.submit(now=QUIET)
    asked.do("loket.ptsp", "lengkap", QUIET)
    asked.do("teknis.dinkes", "tanya_pemohon", QUIET, pertanyaan="Lantai berapa?")
    recommended(regency, QUIET)
    wrong = []
    with ledger.use_region(CODE):
        casework.recompute_deadlines(now=QUIET)
        with ledger.region_transaction():
            cases = list(models.Case.objects.filter(ended_at=None))
            for case in cases:
                dues = services.flow.dues(
                    services.version(hash=case.version_hash),
                    services.flow.CaseState.decode(bytes(case.state)),
                    directory.calendar(),
                )
                stored = {one.token: one.due_at for one in case.tasks.filter(status="open")}
                timers = {
                    one.token: one.due_at
                    for one in case.timers.filter(kind="process", done_at=None, cancelled_at=None)
                }
                if (
                    case.due_at != dues.case.at
                    or stored != {token: due.at for token, due in dues.tasks.items()}
                    or any(timers[token] != due for token, due in dues.timers.items() if due)
                ):
                    wrong.append(case.number)
    assert len(cases) > 2
    assert not wrong


def test_a_timer_that_fails_keeps_no_other_waiting(
    regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.casework.actions import timers

    now = at("2026-11-24 15:31")
    broken, sound = (regency.submit(now=at("2026-11-16 09:00")) for _ in range(2))
    for case in (broken, sound):
        case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    monkeypatch.setattr(timers, "BATCH", 1)
    with ledger.use_region(CODE), ledger.region_transaction():
        whole = models.Case.objects.get(id=broken.case_id).state
        models.Case.objects.filter(id=broken.case_id).update(state=b"{")
    fire(now)
    assert (escalations(broken), escalations(sound)) == ([], ["task_late"])
    with ledger.use_region(CODE), ledger.region_transaction():
        models.Case.objects.filter(id=broken.case_id).update(state=whole)
    fire(now)
    assert escalations(broken) == ["task_late"]


def test_a_timer_of_a_busy_case_waits_for_the_next_round(regency: Any) -> None:
    """The case is locked first, by everyone: so no officer and no timer wait in a circle."""
    import threading

    from pendopo.casework.actions.timers import fire_timer

    case = regency.submit(now=at("2026-11-16 09:00"))
    case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    now = at("2026-11-24 15:31")
    with ledger.use_region(CODE), ledger.region_transaction():
        timer = models.Timer.objects.get(case_id=case.case_id, kind="process")
        models.Case.objects.select_for_update().get(id=case.case_id)
        fired: list[bool] = []

        def other() -> None:
            from django.db import connection

            with ledger.use_region(CODE):
                fired.append(fire_timer(timer_id=timer.id, now=now))
            connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=10)
    assert fired == [False]
    with ledger.use_region(CODE):
        assert fire_timer(timer_id=timer.id, now=now)
        assert not fire_timer(timer_id=timer.id, now=now)
        assert not fire_timer(timer_id=uuid4(), now=now)
