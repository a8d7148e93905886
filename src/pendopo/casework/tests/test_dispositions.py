"""Dispositions: head to division to officer and back, in chains, with clocks of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    all_at_once,
    counted,
    facts_of,
    kinds,
    on,
    recommended,
)

HEAD, DIVISION, TEAM, DRAFTER = "kadis.ptsp", "kabid.ptsp", "ketuatim.ptsp", "penata.ptsp"
OWNER, HEALTH = "2.18.2.07.3.32.01.0000", "1.02.0.00.0.00.01.0000"
WEDNESDAY = (MONDAY + 2 * DAY).date()


def position(code: str, agency: str = OWNER) -> UUID:
    with ledger.use_region(CODE):
        chart = directory.chart()
        return UUID(str(chart.by_place[(chart.by_code[agency].id, code)].id))


def give(case: Any, username: str, to: UUID, now: dt.datetime = MONDAY, **more: Any) -> UUID:
    given = {"wanted": "follow_up", "instruction": "Mohon ditindaklanjuti", **more}
    with ledger.use_region(CODE):
        who = case.regency.actor(username, now)
        return UUID(str(casework.dispose(case_id=case.case_id, who=who, to=to, now=now, **given)))


def seen(case: Any, username: str, now: dt.datetime = MONDAY) -> list[Any]:
    return list(case.view(username, now).dispositions)


def report(
    case: Any, username: str, row: UUID, now: dt.datetime = MONDAY, version: int = 1
) -> None:
    with ledger.use_region(CODE):
        casework.report_disposition(
            disposition_id=row, who=case.regency.actor(username, now), version=version,
            report="Sudah selesai", now=now,
        )  # fmt: skip


def waiting(case: Any, username: str, view: str, now: dt.datetime = MONDAY) -> list[Any]:
    with ledger.use_region(CODE):
        who = case.regency.actor(username, now)
        found = casework.dispositions(who=who, view=view, limit=500, now=now)
    assert found.total == found.counts[view] >= len(found.cards)
    return [one for one in found.cards if one.case_id == case.case_id]


def test_an_instruction_goes_down_the_chain_and_its_report_comes_back_up(regency: Any) -> None:
    case = regency.submit()
    first = give(case, HEAD, position("kepala_bidang"), due_on=WEDNESDAY)
    second = give(case, DIVISION, position("penata_perizinan"), parent=first, wanted="advise")
    chain = seen(case, HEAD)
    assert [(one.id, one.depth, one.status) for one in chain] == [
        (first, 0, "open"), (second, 1, "open"),
    ]  # fmt: skip
    assert (chain[0].may_withdraw, chain[0].may_report, chain[1].may_report) == (True, False, False)
    assert seen(case, DRAFTER)[1].may_report
    assert [one.wanted for one in waiting(case, DRAFTER, "received")] == ["advise"]
    assert [one.id for one in waiting(case, HEAD, "given")] == [first]
    with pytest.raises(casework.Refused) as early:
        report(case, DIVISION, first)
    assert early.value.code == "disposition_passed_on"
    report(case, DRAFTER, second)
    report(case, DIVISION, first, MONDAY + DAY)
    assert [(one.status, one.report) for one in seen(case, HEAD)] == [
        ("reported", "Sudah selesai")
    ] * 2
    assert waiting(case, DRAFTER, "received") == waiting(case, HEAD, "given") == []
    told = [fact.kind for fact in facts_of(case) if fact.kind.startswith("disposition")]
    assert told == ["disposition.given"] * 2 + ["disposition.reported"] * 2
    assert case.mine().dispositions == ()
    assert not [one for one in case.mine().tracking.events if one.kind.startswith("disposition")]


@pytest.mark.parametrize(
    ("now", "colour", "late_by"),
    [
        (MONDAY, "on_time", 0),
        (MONDAY + 2 * DAY, "soon", 0),
        (MONDAY + 3 * DAY, "late", 1),
    ],
)
def test_its_clock_is_its_own(regency: Any, now: dt.datetime, colour: str, late_by: int) -> None:
    case = regency.submit()
    give(case, HEAD, position("kepala_bidang"), due_on=WEDNESDAY)
    (one,) = seen(case, HEAD, now)
    assert (one.clock.colour, one.clock.late_by) == (colour, late_by)
    assert on(one.clock.due_at) == "2026-11-18 15:30"
    (card,) = waiting(case, DIVISION, "received", now)
    assert card.clock == one.clock


def test_due_on_the_day_it_is_given(regency: Any) -> None:
    case = regency.submit()
    give(case, HEAD, position("kepala_bidang"), due_on=MONDAY.date())
    (one,) = seen(case, HEAD)
    assert (on(one.clock.due_at), one.clock.used, one.clock.total) == ("2026-11-16 15:30", 1, 1)


@pytest.mark.parametrize(
    ("username", "to", "agency", "more", "code"),
    [
        (DRAFTER, "kepala_bidang", OWNER, {}, "not_for_you"),  # no supervisor
        (HEAD, "kepala", OWNER, {}, "disposition_to"),  # oneself
        (HEAD, "inspektur", "6.01.0.00.0.00.01.0000", {}, "disposition_to"),  # on no lane
        (HEAD, "kepala_bidang", OWNER, {"instruction": "  "}, "disposition_words"),
        (HEAD, "kepala_bidang", OWNER, {"instruction": "x" * 2001}, "note_long"),
        (HEAD, "kepala_bidang", OWNER, {"wanted": "apa"}, "disposition_words"),
        (HEAD, "kepala_bidang", OWNER, {"due_on": dt.date(2026, 11, 13)}, "disposition_due"),
        (HEAD, "kepala_bidang", OWNER, {"due_on": dt.date(2026, 11, 21)}, "disposition_due"),
        (HEAD, "kepala_bidang", OWNER, {"parent": UUID(int=5)}, "disposition_unknown"),
    ],
)
def test_what_is_turned_down(
    regency: Any, username: str, to: str, agency: str, more: dict[str, Any], code: str
) -> None:
    case = regency.submit()
    with pytest.raises(casework.Refused) as refused:
        give(case, username, position(to, agency), **more)
    assert refused.value.code == code
    assert not facts_of(case, "disposition.given")


def test_an_agency_on_a_lane_may_be_asked_and_then_sees_the_case(regency: Any) -> None:
    case = regency.submit()
    with pytest.raises(casework.NotFound):
        case.view("teknis.dinkes")
    row = give(case, HEAD, position("tim_teknis", HEALTH))
    assert [one.id for one in case.view("teknis.dinkes").dispositions] == [row]
    with ledger.use_region(CODE):
        who = regency.actor(HEAD)
        reach = {one.id for one in casework.disposable(case_id=case.case_id, who=who)}
        stranger = casework.disposable(case_id=case.case_id, who=regency.actor("teknis.dinkes"))
    assert position("tim_teknis", HEALTH) in reach
    assert position("kepala") not in reach  # oneself
    assert position("tim_teknis", HEALTH) not in {one.id for one in stranger}


def test_no_position_of_another_region_can_be_named(regency: Any) -> None:
    from tests.house.world import OTHER, PASSWORD, ROOT

    directory.load_region(
        ROOT / "packages/regions/jember", now=MONDAY - 300 * DAY, demo_password=PASSWORD
    )
    with ledger.use_region(OTHER):
        theirs = next(iter(directory.chart().positions))
    with pytest.raises(casework.Refused) as refused:
        give(regency.submit(), HEAD, theirs)
    assert refused.value.code == "disposition_to"


def test_taking_it_back_takes_back_what_was_passed_on(regency: Any) -> None:
    case = regency.submit()
    first = give(case, HEAD, position("kepala_bidang"))
    second = give(case, DIVISION, position("ketua_tim"), parent=first)
    third = give(case, TEAM, position("penata_perizinan"), parent=second)
    assert [one.depth for one in seen(case, HEAD)] == [0, 1, 2]
    with ledger.use_region(CODE):
        back = {"who": regency.actor(HEAD), "version": 1, "now": MONDAY}
        with pytest.raises(casework.Refused):
            casework.withdraw_disposition(disposition_id=second, **back)  # not the head's own
        casework.withdraw_disposition(disposition_id=first, **back)
        with pytest.raises(casework.Stale):
            casework.withdraw_disposition(disposition_id=first, **back)
    assert {one.status for one in seen(case, HEAD)} == {"withdrawn"}
    gone = facts_of(case, "disposition.withdrawn")
    assert {UUID(str(one.data["disposition"])) for one in gone} == {first, second, third}
    with pytest.raises(casework.Stale):
        report(case, DRAFTER, third, version=2)


def test_two_heads_never_overwrite_each_other(regency: Any) -> None:
    """The same instruction at once stands once; a report and a withdrawal: one of them holds."""
    case = regency.submit()
    to = position("kepala_bidang")
    answers = all_at_once(lambda: give(case, HEAD, to), lambda: give(case, HEAD, to))
    assert kinds(answers) == ["Refused", "UUID"]
    (row,) = (one for one in answers if isinstance(one, UUID))

    def withdraw() -> None:
        with ledger.use_region(CODE):
            casework.withdraw_disposition(
                disposition_id=row, who=regency.actor(HEAD), version=1, now=MONDAY
            )

    ends = all_at_once(lambda: report(case, DIVISION, row), withdraw)
    assert kinds(ends) == ["NoneType", "Stale"]
    assert (
        len(facts_of(case, "disposition.reported") + facts_of(case, "disposition.withdrawn")) == 1
    )


def test_the_same_command_gives_one_disposition(regency: Any) -> None:
    case = regency.submit()
    same = {"command": ledger.Command(case.case_id, "sekali-saja", b"isi")}
    to = position("kepala_bidang")
    assert give(case, HEAD, to, **same) == give(case, HEAD, to, **same)
    assert len(facts_of(case, "disposition.given")) == 1


def test_words_are_sealed_and_lists_ask_two_statements(regency: Any) -> None:
    case = regency.submit()
    give(case, HEAD, position("kepala_bidang"), instruction="Panggil pemohonnya")
    from django.db import connection

    with ledger.use_region(CODE), ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM casework_disposition WHERE case_id = %s", [case.case_id])
        assert b"Panggil" not in bytes(cursor.fetchone()[0])
    with ledger.use_region(CODE):
        who = regency.actor(DIVISION)
        with counted() as statements:
            casework.dispositions(who=who, view="received", now=MONDAY)
    assert len(statements) == 2, statements


def test_a_task_is_assigned_by_the_superior_and_taken_back(regency: Any) -> None:
    case = recommended(regency)
    view = case.view(DIVISION)
    (task,) = view.tasks
    with ledger.use_region(CODE):
        kabid = regency.actor(DIVISION)
        named = {"task_id": task.id, "who": kabid, "now": MONDAY}
        fit = casework.assignees(**named)
        drafter = regency.actor(DRAFTER).account_id
        assert [one.account_id for one in fit] == [drafter]
        version = casework.assign(to=drafter, version=task.version, **named)
        with pytest.raises(casework.Stale):
            casework.assign(to=drafter, version=task.version, **named)
        with pytest.raises(casework.Refused) as unfit:
            casework.assign(to=regency.actor("loket.ptsp").account_id, version=version, **named)
        assert unfit.value.code == "assignee_unfit"
        with pytest.raises(casework.Refused) as refused:
            casework.assign(
                task_id=task.id, who=regency.actor(TEAM), to=drafter, version=version, now=MONDAY
            )
        assert refused.value.code == "not_for_you"
        assert casework.assignees(task_id=task.id, who=regency.actor(TEAM), now=MONDAY) == ()
        casework.release(version=version, **named)
    (open_one,) = case.view(DIVISION).tasks
    assert open_one.assignee_id is None
    case.do(DRAFTER, "siap")
    with ledger.use_region(CODE):
        (initial,) = (one for one in case.view(DIVISION).tasks if one.work == "paraf")
        named["task_id"] = initial.id
        assert casework.assignees(**named) == ()
        with pytest.raises(casework.Refused) as office:
            casework.assign(to=kabid.account_id, version=initial.version, **named)
    assert office.value.code == "assignee_unfit"
    (fact,) = facts_of(case, "task.assigned")
    assert UUID(str(fact.data["assignee"])) == drafter


def told(case: Any) -> list[str]:
    """Kinds of notices about dispositions of the case, in their order."""
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        rows = Notice.objects.filter(about_id=case.case_id).order_by("made_at", "id")
        found = [one.dedupe.split(":")[0] for one in rows]
    return [one for one in found if one.startswith("disposition.")]


@pytest.fixture
def reachable_heads(regency: Any) -> None:
    """The head and the division have an address to be written to."""
    with ledger.use_region(CODE):
        for username in (HEAD, DIVISION):
            who = regency.actor(username)
            directory.change_person(
                person_id=who.person_id, phone="081298760009", actor=who, now=MONDAY
            )


def test_who_is_asked_hears_it_once_and_who_asked_hears_of_the_report(
    regency: Any, reachable_heads: None, worker: Any
) -> None:
    case = regency.submit()
    worker.drain(MONDAY)
    row = give(case, HEAD, position("kepala_bidang"), due_on=WEDNESDAY)
    worker.drain(MONDAY)
    assert told(case) == ["disposition.given"]
    worker.drain(MONDAY)
    report(case, DIVISION, row)
    worker.drain(MONDAY)
    assert sorted(told(case)) == ["disposition.given", "disposition.reported"]


def test_who_asked_hears_once_that_it_is_late(
    regency: Any, reachable_heads: None, worker: Any
) -> None:
    case = regency.submit()
    row = give(case, HEAD, position("kepala_bidang"), due_on=WEDNESDAY)
    done = give(case, HEAD, position("penata_perizinan"), due_on=WEDNESDAY)
    report(case, DRAFTER, done)
    for days in (2, 3, 4):
        with ledger.use_region(CODE):
            casework.fire_due_timers(now=MONDAY + days * DAY + dt.timedelta(hours=9))
        worker.drain(MONDAY + days * DAY + dt.timedelta(hours=9))
    late = [one for one in facts_of(case) if one.kind == "disposition.late"]
    assert [one.data["disposition"] for one in late] == [str(row)]
    assert told(case).count("disposition.late") == 1
