"""How a report of a class comes to a status, by the drawing of its package: which steps, in order.

Nothing here knows a package: the drawing is walked with the engine's own moves, by the fewest
steps, and remembered by the version.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pendopo.core.clock import Calendar
from pendopo.directory import api as directory
from pendopo.services import api as services

flow = services.flow
APPLICANT = {"kind": "citizen", "signed_in": False}
"""What rules may know of whoever reported elsewhere."""
MOST_LOOKED_AT = 500
_DASH = "Sebagaimana tercatat di SP4N-LAPOR!"
"""What stands in for a reason that the list does not give."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the way. status: what the report is after it, None when the public is not told;
    asks: questions that take words of the row, by what they ask for; fixed: the other answers."""

    element: str
    outcome: str
    status: services.ReportStatus | None
    asks: Mapping[str, str]
    fixed: Mapping[str, object]


def way(
    compiled: services.Compiled, statuses: tuple[services.ReportStatus, ...], at: dt.datetime
) -> tuple[Leg, ...] | None:
    """The steps that make a report each of the statuses in turn; None when there is no such way."""
    return _way(compiled.hash, compiled.slug, statuses, at.date(), _Held(compiled))


class _Held:
    """The package of a remembered way; two of the same version are the same."""

    __slots__ = ("compiled",)

    def __init__(self, compiled: services.Compiled) -> None:
        self.compiled = compiled

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.compiled.hash == self.compiled.hash

    def __hash__(self) -> int:
        return hash(self.compiled.hash)


@lru_cache(maxsize=256)
def _way(
    _hash: str,
    _slug: str,
    statuses: tuple[services.ReportStatus, ...],
    day: dt.date,
    held: _Held,
) -> tuple[Leg, ...] | None:
    compiled, calendar = held.compiled, directory.calendar()
    at = dt.datetime.combine(day, dt.time(5), dt.UTC) - dt.timedelta(days=30)
    case = _begun(compiled, at, calendar)
    legs: tuple[Leg, ...] = ()
    for wanted in statuses:
        found = _search(compiled, case, wanted, at, calendar)
        if found is None:
            return None
        more, case = found
        legs += more
    return legs


def _begun(compiled: services.Compiled, at: dt.datetime, calendar: Calendar) -> Any:
    told = {"isi": _DASH, "visibilitas": "open"}
    answers = {name: value for name, value in told.items() if name in compiled.form.questions}
    move = flow.begin(compiled, answers=answers, applicant=APPLICANT, now=at, calendar=calendar)
    return move.case


def _search(
    compiled: services.Compiled,
    case: Any,
    wanted: services.ReportStatus,
    at: dt.datetime,
    calendar: Calendar,
) -> tuple[tuple[Leg, ...], Any] | None:
    ahead: deque[tuple[tuple[Leg, ...], Any]] = deque([((), case)])
    for _ in range(MOST_LOOKED_AT):
        if not ahead:
            break
        legs, here = ahead.popleft()
        for leg, after in _next(compiled, here, at, calendar):
            told = (*legs, leg)
            if leg.status == wanted:
                return told, after
            if not after.ended:
                ahead.append((told, after))
    return None


def _next(
    compiled: services.Compiled, case: Any, at: dt.datetime, calendar: Calendar
) -> Iterator[tuple[Leg, Any]]:
    report = compiled.service.report
    assert report is not None  # only packages that answer reports come here
    for task in case.tasks:
        definition = compiled.tasks[task.element]
        for outcome in definition.outcomes:
            for asks, fixed in _answers(report, definition, outcome):
                given = {**fixed, **{name: _sample(what) for name, what in asks.items()}}
                try:
                    move = flow.complete(
                        compiled, case, task=task.token, outcome=outcome, answers=given, now=at,
                        calendar=calendar,
                    )  # fmt: skip
                except services.Refused:
                    continue
                status = report.moves.get(f"{task.element}.{outcome}") or _ending(report, move)
                yield Leg(task.element, outcome, status, asks, fixed), move.case
                break
        for timer in case.timers:
            move = flow.fire(compiled, case, token=timer.token, now=at, calendar=calendar)
            if task.token in move.closed:
                status = _ending(report, move)
                yield Leg(task.element, flow.SILENCE, status, {}, {}), move.case


def _ending(report: services.Reporting, move: Any) -> services.ReportStatus | None:
    return report.moves.get(move.case.ended) if move.case.ended else None


def _answers(
    report: services.Reporting, definition: services.TaskDef, outcome: str
) -> Iterator[tuple[dict[str, str], dict[str, object]]]:
    """What the outcome requires: words of the row, and one of the choices that asks for no file."""
    asks: dict[str, str] = {}
    choices: list[tuple[str, tuple[str, ...]]] = []
    for name in definition.outcomes[outcome].requires:
        question = definition.form.questions[name] if definition.form else None
        if name in (report.agency, report.topic, report.answer):
            asks[name] = {report.agency: "agency", report.topic: "topic"}.get(name, "answer")
        elif question is not None and question.labels:
            choices.append((name, tuple(question.labels)))
        else:
            asks[name] = "reason"
    if not choices:
        yield asks, {}
        return
    name, values = choices[0]
    for value in reversed(values):  # the one that asks for least stands last
        yield asks, {name: value}


def _sample(what: str) -> str:
    return {"agency": "0", "topic": "lapor"}.get(what, _DASH)


def words_for(what: str, *, agency: str, topic: str, answer: str, reason: str) -> str:
    """What a step is given for a question, from the row."""
    if what == "agency":
        return agency
    if what == "topic":
        return topic
    return (answer if what == "answer" else reason) or _DASH
