"""A case that went its way in another system: its steps told again, each at its own moment.

Unlike `stand_at`, which knows only where a case waits, here the steps and their days are known. So
they are taken one after the other with the engine's own moves, and the clocks count as they ran.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pendopo.core.clock import Calendar
from pendopo.services.compiled import Compiled
from pendopo.services.flow.move import Move, OpenedTask
from pendopo.services.flow.readings import case_reading
from pendopo.services.flow.steps import answered, begin, complete, fire
from pendopo.services.problems import Refused

SILENCE = ""
"""In place of an outcome: nobody did the step, and its time ran out."""
MOST_TIMERS = 50
"""Timers that are let pass for one case before it counts as one that never rests."""


@dataclass(frozen=True, slots=True)
class Did:
    """A step as it was done there. outcome: of the drawing, or `SILENCE`; at: None only for a
    silence, which ends when its time runs out; answers: raw."""

    element: str
    outcome: str
    at: datetime | None
    answers: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step of a case's past. task: whose it was; late: its limit had run out by then; status
    after it is read from `element` and `outcome`. clear, personal: its clean answers."""

    task: OpenedTask
    opened_at: datetime
    at: datetime
    outcome: str
    late: bool
    clear: Mapping[str, object] = field(repr=False)
    personal: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Past:
    """Where a case stands after its past. answers: of the application, clean and split; opened:
    tasks open now, with the moment since when; ended_at: None while it runs; on_time: whether the
    clock of the case had time left at its end."""

    move: Move
    clear: Mapping[str, object] = field(repr=False)
    personal: Mapping[str, object] = field(repr=False)
    steps: tuple[PastStep, ...]
    opened: tuple[tuple[OpenedTask, datetime], ...]
    ended_at: datetime | None
    on_time: bool | None


def relive(
    compiled: Compiled,
    *,
    answers: Mapping[str, object],
    applicant: Mapping[str, object],
    received: datetime,
    steps: Sequence[Did],
    now: datetime,
    calendar: Calendar,
) -> Past:
    """Begin the case when it was received and take its steps, in order.

    A step never comes before the one it follows. Alarms that went off meanwhile have gone off: they
    change nothing here and are not set again. After the last step, time passes until `now` only
    while nobody has anything to do. Raises `Refused` "answers", "step-unknown" (the task is not
    open then), "outcome-unknown", "silence" (no time runs out there).
    """
    first = move = begin(
        compiled, answers=answers, applicant=applicant, now=received, calendar=calendar
    )
    at, since = received, {one.token: (one, received) for one in move.opened}
    told: list[PastStep] = []
    for step in steps:
        at = max(at, step.at or at)
        open_now = next((one for one in move.case.tasks if one.element == step.element), None)
        if open_now is None:
            raise Refused(
                "step-unknown",
                "Langkah ini tidak terbuka pada saat itu.",
                "This step was not open at that moment.",
            )
        task, opened_at = since[open_now.token]
        due = move.dues.tasks[open_now.token].at
        if step.outcome == SILENCE:
            until = now if step.at is None else at
            move, at = _silence(compiled, move, open_now.token, at, until, calendar)
        else:
            move = complete(
                compiled, move.case, task=open_now.token, outcome=step.outcome,
                answers=step.answers, now=at, calendar=calendar,
            )  # fmt: skip
        given = move.answers
        late = due is not None and at > due
        told.append(PastStep(task, opened_at, at, step.outcome, late, given.clear, given.personal))
        since |= {one.token: (one, at) for one in move.opened}
        move = _called(compiled, move, at, calendar)
    move, at = _rest(compiled, move, at, now, calendar)
    ended = move.case.ended
    clock = case_reading(compiled, move.case, calendar, at) if ended else None
    return Past(
        move=move,
        clear=first.answers.clear,
        personal=first.answers.personal,
        steps=tuple(told),
        opened=tuple(since[one.token] for one in move.case.tasks),
        ended_at=at if ended else None,
        on_time=None if clock is None else clock.late_by == 0,
    )


def _silence(
    compiled: Compiled, move: Move, token: int, at: datetime, until: datetime, calendar: Calendar
) -> tuple[Move, datetime]:
    """The timer beside the task that takes it away; when that was, at the latest `until`."""
    for timer in move.case.timers:
        due = move.dues.timers[timer.token] or until
        moment = max(at, min(due, until))
        after = fire(compiled, move.case, token=timer.token, now=moment, calendar=calendar)
        if token in after.closed:
            return after, moment
    raise Refused(
        "silence",
        "Langkah ini tidak berakhir dengan sendirinya.",
        "This step does not end by itself.",
    )


def _rest(
    compiled: Compiled, move: Move, at: datetime, now: datetime, calendar: Calendar
) -> tuple[Move, datetime]:
    """Let alarms go off, and waiting pass, up to now; a person's step is nobody else's to take."""
    for _ in range(MOST_TIMERS):
        due = [
            (moment, token)
            for token, moment in move.dues.timers.items()
            if moment is not None and moment <= now
        ]
        for moment, token in sorted(due):
            after = fire(compiled, move.case, token=token, now=max(at, moment), calendar=calendar)
            if not after.closed:
                move = _called(compiled, after, max(at, moment), calendar)
                at = max(at, moment) if not move.case.tasks else at
                break
        else:
            break
    return move, at


def _called(compiled: Compiled, move: Move, at: datetime, calendar: Calendar) -> Move:
    """What was done by itself there is done."""
    for _ in range(MOST_TIMERS):
        if not move.case.calls:
            break
        token = move.case.calls[0].token
        move = answered(compiled, move.case, token=token, result={}, now=at, calendar=calendar)
    return move
