"""Whose a task is and which limit holds, said in FEEL: tables with dates and reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pendopo.core.clock import indonesia
from pendopo.core.feel import expression
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.inspection import inspect
from pendopo.services.limits import chosen
from pendopo.services.schema import DatedLimit
from pendopo.services.stories.play import FILE
from pendopo.services.tests.drawn import SENT, flows, package, source, users

CALENDAR = indonesia(range(2026, 2028))
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
HEALTH, ROADS = "1.02.0.00.0.00.01.0000", "1.03.0.00.0.00.01.0000"
START = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>'
WATCH = (
    '<bpmn:boundaryEvent id="lama" cancelActivity="false" attachedToRef="tangani">'
    "<bpmn:timerEventDefinition><bpmn:timeDuration>=limits.tangani</bpmn:timeDuration>"
    "</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    '<bpmn:serviceTask id="lapor" camunda:topic="escalate"/><bpmn:endEvent id="dilapor"/>'
)
BODY = START + users("pilah", "tangani") + WATCH
WAYS = ("mulai>pilah", "pilah>tangani", "tangani>selesai", "lama>lapor", "lapor>dilapor")
SORT: dict[str, Any] = {
    "outcomes": {"pilih": {"clock": "start"}},
    "form": {
        "instansi": {"type": "string", "enum": [HEALTH, ROADS, "tidak-ada", "owner"]},
        "kelas": {"type": "string", "enum": ["gawat", "biasa"]},
    },
}


def rule(since: str, days: int, when: str = "") -> dict[str, Any]:
    found = {"from": date.fromisoformat(since), "value": f"{days} working_days", "basis": "Contoh"}
    return found | ({"when": when} if when else {})


DEFAULTS: dict[str, Any] = {
    "tasks": {
        "pilah": SORT,
        "tangani": {
            "organisation": "= pilah.instansi",
            "limit": [
                rule("2026-01-01", 1, 'pilah.kelas = "gawat"'),
                rule("2026-01-01", 5),
            ],
        },
    },
    "sla": {
        "total": [
            rule("2020-01-01", 10, 'pilah.kelas = "gawat"'),
            rule("2026-11-01", 3, 'pilah.kelas = "gawat"'),
            rule("2020-01-01", 20),
        ]
    },
}


def made(**more: Any) -> Compiled:
    return package("golongan", BODY + flows(*WAYS), **{**DEFAULTS, **more})


def begun(compiled: Compiled) -> flow.Move:
    answers = {**SENT, "ktp": [FILE]}
    return flow.begin(compiled, answers=answers, applicant={}, now=MONDAY, calendar=CALENDAR)


def sorted_as(compiled: Compiled, agency: str, kind: str) -> flow.Move:
    move = begun(compiled)
    return flow.complete(
        compiled,
        move.case,
        task=move.case.tasks[0].token,
        outcome="pilih",
        answers={"instansi": agency, "kelas": kind},
        now=MONDAY,
        calendar=CALENDAR,
    )


@pytest.mark.parametrize(
    ("kind", "whole", "step"), [("gawat", "2026-11-19", "2026-11-17"),
                                ("biasa", "2026-12-14", "2026-11-23")]
)  # fmt: skip
def test_a_limit_depends_on_what_the_case_is(kind: str, whole: str, step: str) -> None:
    compiled = made()
    assert flow.total_limit(compiled, begun(compiled).case, CALENDAR).value.amount == 20
    move = sorted_as(compiled, HEALTH, kind)
    assert move.dues.case.at is not None
    assert move.opened[0].due_at is not None
    assert CALENDAR.local_date(move.opened[0].due_at).isoformat() == step
    assert CALENDAR.local_date(move.dues.case.at).isoformat() == whole
    # The timer names the limit, and keeps to it: it was set in the very step that decided.
    (timer,) = move.timers
    assert timer.due_at == move.opened[0].due_at
    kept = flow.CaseState.decode(move.case.encode())
    assert flow.dues(compiled, kept, CALENDAR) == move.dues  # nothing but the state is needed


@pytest.mark.parametrize(
    ("agency", "whose"),
    [(HEALTH, HEALTH), (ROADS, ROADS), ("owner", "owner"), ("tidak-ada", "tidak-ada")],
)
def test_whose_a_task_is_may_be_a_formula(agency: str, whose: str) -> None:
    assert sorted_as(made(), agency, "biasa").opened[0].organisation == whose


@pytest.mark.parametrize("formula", ["= null", "= 3", '= "applicant"[1]', "= pilah.lain"])
def test_a_formula_without_an_agency_gives_none(formula: str) -> None:
    tasks = {**DEFAULTS["tasks"], "tangani": {"organisation": formula}}
    body = BODY.replace("=limits.tangani", "=working days(2)")
    compiled = package("golongan", body + flows(*WAYS), **{**DEFAULTS, "tasks": tasks})
    assert sorted_as(compiled, HEALTH, "biasa").opened[0].organisation == ""


@pytest.mark.parametrize(
    ("day", "names", "amount"),
    [
        ("2026-10-30", {"k": "a"}, 10),  # the new rule for "a" has not begun
        ("2026-11-01", {"k": "a"}, 3),
        ("2026-11-01", {"k": "b"}, 7),
        ("2026-11-01", {"k": "c"}, 20),  # a later default leaves the kinds alone
        ("2026-10-30", {"k": "c"}, 60),
        ("2019-12-31", {"k": "a"}, 60),  # older than every rule: the first default
        ("2026-11-01", {"k": None}, 20),
        ("2026-11-01", {"k": 5}, 20),
    ],
)
def test_rules_of_one_condition_are_one_dated_series(
    day: str, names: dict[str, object], amount: int
) -> None:
    from pendopo.core.clock import Limit

    said = [("2020-01-01", 10, 'k = "a"'), ("2026-11-01", 3, 'k = "a"'), ("2020-01-01", 60, ""),
            ("2020-01-01", 7, 'k in ("a", "b")'), ("2026-11-01", 20, "")]  # fmt: skip
    rules = [
        DatedLimit(since=date.fromisoformat(a), value=Limit(n, "working_days"), basis="x", when=w)
        for a, n, w in said
    ]
    formulas = {one.when: expression(one.when) for one in rules if one.when}
    assert chosen(rules, date.fromisoformat(day), lambda: names, formulas).value.amount == amount


def test_stories_say_whose_a_task_is() -> None:
    told = {
        "title": "Ke dinas kesehatan",
        "given": {"at": "2026-11-16 09:00", "answers": SENT},
        "when": [
            {
                "at": "2026-11-16 09:00",
                "task": "pilah",
                "outcome": "pilih",
                "answers": {"instansi": HEALTH, "kelas": "gawat"},
                "then": {"whose": {"tangani": HEALTH}, "due": "2026-11-19"},
            }
        ],
        "then": {"whose": {"tangani": ROADS}},
    }
    found = inspect(source("golongan", BODY + flows(*WAYS), **DEFAULTS, stories={"a": told}))
    (problem,) = found.problems
    assert (problem.rule, HEALTH in problem.english) == ("story-failed", True)


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("a strange name", {"organisation": "= plah.instansi"}, "name-unknown"),
    ("personal data", {"organisation": '= if nik = "1" then "owner" else ""'}, "name-personal"),
    ("no FEEL", {"organisation": "= if"}, "feel"),
    ("the applicant", {"organisation": '= "applicant"'}, "formula-applicant"),
    ("a limit that passes with time", {"limit": [rule("2026-01-01", 1, "today > submitted"),
                                                 rule("2026-01-01", 2)]}, "name-unknown"),
    ("a limit without a default", {"limit": [rule("2026-01-01", 1, "fee > 0")]}, "limit-default"),
    ("apart from nothing", {"apart_from": ["lain"]}, "apart-unknown"),
    ("apart from itself", {"apart_from": ["tangani"]}, "apart-unknown"),
    ("an agency that is none", {"organisation": '= if fee > 0 then "9.99" else "owner"'},
     "organisation-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("spec", "rule"), [one[1:] for one in WRONG], ids=[o[0] for o in WRONG])
def test_defects_are_found_with_their_line(spec: dict[str, Any], rule: str) -> None:
    tasks = {**DEFAULTS["tasks"], "tangani": {**DEFAULTS["tasks"]["tangani"], **spec}}
    package_ = source("golongan", BODY + flows(*WAYS), **{**DEFAULTS, "tasks": tasks})
    organisations = {HEALTH, ROADS, "2.18.2.07.3.32.01.0000"}
    found = inspect(package_, organisations=organisations)
    assert [(one.rule, one.source) for one in found.problems] == [(rule, "service.yaml")]
    assert found.problems[0].line > 1
