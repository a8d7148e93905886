"""Who may do what: every verb of an officer, for every role of the demo and a foreign region."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import (
    CODE,
    MONDAY,
    at,
    letters_of,
    recommended,
    the_task,
    to_be_signed,
)

OFFICERS = (
    "loket.ptsp", "penata.ptsp", "ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp", "kadis.ptsp",
    "pengelola.ptsp", "teknis.dinkes", "kabid.dinkes", "kadis.dinkes", "sekretaris.dinkes",
    "kadis.kominfo", "inspektur", "sekda", "bupati", "admin.kabupaten", "warga",
)  # fmt: skip
# Those who keep the application running do not read what citizens wrote in it.
PTSP = {one for one in OFFICERS if one.endswith(".ptsp")} - {"pengelola.ptsp"}
DINKES = {one for one in OFFICERS if one.endswith(".dinkes")}
ELSEWHERE = set(OFFICERS) - PTSP - DINKES


def outcome(act: Callable[[], Any]) -> str:
    """ "ok", or the code of the refusal."""
    try:
        act()
    except casework.Refused as refused:
        return str(refused.code)
    return "ok"


@pytest.fixture(scope="module")
def at_the_counter(regency: Any) -> Any:
    return regency.submit()


@pytest.fixture(scope="module")
def at_the_agency(regency: Any) -> Any:
    """With the health agency, for a visit."""
    case = regency.submit(jenis_praktik="mandiri", sip_ke=2, nama_tempat="Praktik A")
    case.do("loket.ptsp", "lengkap")
    return case


@pytest.mark.parametrize("username", OFFICERS)
def test_who_sees_a_case(at_the_counter: Any, at_the_agency: Any, username: str) -> None:
    """The owner always, another agency once it has a part in it; others not even that it exists."""
    cases = (at_the_counter, at_the_agency)
    with ledger.use_region(CODE):
        who = at_the_counter.regency.actor(username)
        seen = [
            outcome(lambda case=case: casework.case(case_id=case.case_id, who=who, now=MONDAY))
            for case in cases
        ]
        by_number = outcome(
            lambda: casework.case_of_number(number=at_the_counter.number, who=who, now=MONDAY)
        )
        unsealed = outcome(
            lambda: casework.unseal(
                case_id=at_the_counter.case_id, who=who, purpose="check", now=MONDAY
            )
        )
    expected = (
        ["ok", "ok"]
        if username in PTSP
        else ["case_unknown", "ok"]
        if username in DINKES
        else ["case_unknown"] * 2
    )
    assert seen == expected
    assert by_number == unsealed == expected[0]


@pytest.mark.parametrize(
    ("stage", "may"),
    [
        ("counter", {"loket.ptsp"}),
        ("agency", {"teknis.dinkes", "kabid.dinkes"}),
        ("draft", {"penata.ptsp"}),
        ("signature", {"kadis.ptsp"}),
    ],
)
def test_who_may_do_the_task_of_each_stage(
    regency: Any, at_the_counter: Any, at_the_agency: Any, stage: str, may: set[str]
) -> None:
    case = {
        "counter": lambda: at_the_counter,
        "agency": lambda: at_the_agency,
        "draft": lambda: recommended(regency),
        "signature": lambda: to_be_signed(regency),
    }[stage]()
    (task,) = case.view("kadis.ptsp").tasks
    insiders = PTSP | (DINKES if stage != "counter" else set())
    found = {}
    for username in OFFICERS:
        who = regency.actor(username)
        with ledger.use_region(CODE):
            found[username] = outcome(
                lambda who=who: casework.complete_task(
                    task_id=task.id, who=who, version=-1, outcome="x", answers={}, now=MONDAY
                )
            )
    assert {one for one, code in found.items() if code == "task_stale"} == may
    assert {one for one, code in found.items() if code == "not_for_you"} == insiders - may
    assert {one for one, code in found.items() if code == "task_unknown"} == set(
        OFFICERS
    ) - insiders - may


def test_who_initials_is_the_position_that_the_chain_names(regency: Any) -> None:
    case = recommended(regency)
    case.do("penata.ptsp", "siap")
    may = [name for name in OFFICERS if name in PTSP and _may(case, name)]
    assert may == ["ketuatim.ptsp"]


def _may(case: Any, username: str) -> bool:
    return any(one.outcomes for one in case.view(username).tasks)


def test_verbs_of_the_task_are_its_officers_alone(at_the_agency: Any) -> None:
    """Take, release, snooze, drafts, preview: the health agency's own, or a supervisor's."""
    case = at_the_agency
    task = the_task(case, "teknis.dinkes")
    words = {"task_id": task.id, "now": MONDAY}
    acts: dict[str, Callable[[Any], Any]] = {
        "take": lambda who: casework.take(who=who, version=-1, **words),
        "release": lambda who: casework.release(who=who, version=-1, **words),
        "snooze": lambda who: casework.snooze(who=who, version=-1, until=None, **words),
        "keep": lambda who: casework.save_task_draft(who=who, version=-1, answers={}, **words),
        "preview": lambda who: casework.preview(who=who, answers={}, **words),
    }
    for username in ("loket.ptsp", "kadis.ptsp", "sekretaris.dinkes", "kadis.kominfo"):
        who = case.regency.actor(username)
        with ledger.use_region(CODE):
            found = {name: outcome(partial(act, who)) for name, act in acts.items()}
        expected = "task_unknown" if username in ELSEWHERE else "not_for_you"
        assert set(found.values()) == {expected}, (username, found)
    with ledger.use_region(CODE):
        head = case.regency.actor("kadis.dinkes")
        assert outcome(lambda: acts["release"](head)) == "task_stale"  # a supervisor may


def test_notes_come_from_the_applicant_or_from_who_takes_part(at_the_agency: Any) -> None:
    case = at_the_agency
    words = {"case_id": case.case_id, "body": "Halo", "now": MONDAY}
    table = [
        (directory.ANONYMOUS, case.code, "ok"),
        (directory.ANONYMOUS, "AAA-AAA-AAA", "case_unknown"),
        (case.regency.actor("warga"), "", "case_unknown"),
        (case.regency.actor("teknis.dinkes"), "", "ok"),
        (case.regency.actor("kadis.kominfo"), "", "case_unknown"),
    ]
    with ledger.use_region(CODE):
        for who, key, expected in table:
            assert (
                outcome(lambda who=who, key=key: casework.add_note(who=who, key=key, **words))
                == expected
            )
        assert outcome(lambda: casework.add_note(
            who=directory.ANONYMOUS, key=case.code, **(words | {"body": " \0 "})
        )) == "note_empty"  # fmt: skip
    assert [(one.by_applicant, one.internal) for one in case.mine().notes] == [
        (True, False), (False, False),
    ]  # fmt: skip


def test_documents_and_letters_open_for_the_applicant_and_those_at_work(regency: Any) -> None:
    case = to_be_signed(regency)
    (letter,) = letters_of(case)
    file = case.mine().files[0]
    doors = {
        "document": lambda **who: casework.file_of_case(file_id=file.file_id, now=MONDAY, **who),
        "letter": lambda **who: casework.letter_pdf(letter_id=letter.id, now=MONDAY, **who),
    }
    officers = {"kadis.ptsp": "ok", "teknis.dinkes": "ok", "kadis.kominfo": "case_unknown"}
    for username, expected in officers.items():
        who = regency.actor(username)
        with ledger.use_region(CODE):
            found = {outcome(partial(door, who=who)) for door in doors.values()}
        assert found == {expected}, username
    with ledger.use_region(CODE):
        mine = {"who": directory.ANONYMOUS, "key": case.code}
        assert outcome(lambda: doors["document"](**mine)) == "ok"
        assert outcome(lambda: doors["letter"](**mine)) == "case_unknown"  # not signed yet
        stranger = {"who": directory.ANONYMOUS, "key": "AAA-AAA-AAA"}
        assert {outcome(lambda door=door: door(**stranger)) for door in doors.values()} == {
            "case_unknown"
        }


def test_another_region_knows_nothing_of_it(at_the_agency: Any) -> None:
    """The same ids, the same roles, another host: row-level security answers, not a filter."""
    case = at_the_agency
    task = the_task(case, "teknis.dinkes")
    who = dataclasses.replace(case.regency.actor("teknis.dinkes"), region_code="99.99")
    applicant = {"who": directory.ANONYMOUS, "key": case.code}
    doors = {
        "case": lambda: casework.case(case_id=case.case_id, who=who, now=MONDAY),
        "task": lambda: casework.case_of_task(task_id=task.id, who=who, now=MONDAY),
        "complete": lambda: casework.complete_task(
            task_id=task.id, who=who, version=1, outcome="selesai", answers={}, now=MONDAY
        ),
        "appointment": lambda: casework.set_appointment(
            task_id=task.id, who=who, at=at("2026-11-19 09:00"), place="x", now=MONDAY
        ),
        "opened": lambda: casework.mark_opened(task_id=task.id, who=who, now=MONDAY),
        "track": lambda: casework.track(number=case.number, now=MONDAY),
        "mine": lambda: casework.applicant_case(number=case.number, now=MONDAY, **applicant),
        "withdraw": lambda: casework.withdraw(case_id=case.case_id, now=MONDAY, **applicant),
        "draft": lambda: casework.find_draft(code=case.code, now=MONDAY),
        "receipt": lambda: casework.receipt(number=case.number, now=MONDAY),
    }
    with ledger.use_region("99.99"):
        found = {name: outcome(act) for name, act in doors.items()}
        assert casework.inbox(who=who, view="team", now=MONDAY).total == 0
        assert casework.find_cases(who=who, text=case.number) == ()
        assert casework.fire_due_timers(now=at("2027-09-01 09:00")) == 0
    assert {code.split("_")[-1] for code in found.values()} == {"unknown"}, found
