"""All deadlines of a case, computed from its marks, its package and a calendar; nothing is kept."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from pendopo.core.clock import Calendar, Limit, Mark, deadline
from pendopo.core.process import Node
from pendopo.services.compiled import Compiled
from pendopo.services.flow.calls import call_of
from pendopo.services.flow.known import named_limits, task_limit, total_limit
from pendopo.services.flow.move import Due, Dues
from pendopo.services.flow.state import CaseState, Standing, Waiting
from pendopo.services.schema import DatedLimit

_LONGEST = 100_000  # minutes: what one limit can hold
_LIMIT = re.compile(r"=?\s*limits\.(\w+)")


def dues(compiled: Compiled, case: CaseState, calendar: Calendar) -> Dues:
    """The deadline of the case, of each open task and of each timer, as the calendar is known."""
    return Dues(
        case=case_due(compiled, case, calendar),
        tasks={one.token: task_due(compiled, case, one, calendar) for one in case.tasks},
        timers={one.token: timer_due(compiled, case, one, calendar) for one in case.timers},
    )


def case_due(compiled: Compiled, case: CaseState, calendar: Calendar) -> Due:
    """The limit of the service on the clock that the outcomes start, pause, resume and stop; none
    once another system decides."""
    rule = total_limit(compiled, case, calendar)
    if is_passed_on(compiled, case):
        return Due(None, rule.value, rule.basis, rule.contoh)
    return _due(rule, case.marks, calendar)


def is_passed_on(compiled: Compiled, case: CaseState) -> bool:
    """Whether the file has gone on to the system that decides; our clock has stopped there."""
    return compiled.service.mode == "handover" and any(one.kind == "stop" for one in case.marks)


def task_due(compiled: Compiled, case: CaseState, task: Standing, calendar: Calendar) -> Due:
    """A task's own limit counts from its opening; a stage's limit on the clock of the stage."""
    rule = task_limit(compiled, case, task.element, calendar)
    if rule is None:
        return Due(None)
    return _due(rule, task_marks(compiled, case, task.element, task.opened_at), calendar)


def timer_due(
    compiled: Compiled, case: CaseState, timer: Waiting, calendar: Calendar
) -> datetime | None:
    """A timer on a task counts on the task's clock, every other one from when it was set.

    So an escalation after the task's or stage's limit comes at the very moment the task is due,
    also when its clock stood still or a holiday came in between.
    """
    if timer.at is not None:
        return timer.at
    if timer.months is not None:
        day = add_months(calendar.local_date(timer.set_at), timer.months)
        return calendar.end_of(day)
    if timer.element in compiled.tasks:
        return _silence_due(compiled, case, timer, calendar)
    node = compiled.graph.nodes[timer.element]
    named = _named(node, compiled, case, calendar)
    if named is not None:  # as the limit is now, not as it was when the timer was set
        timer = _of_length(timer, named.value)
    host = node.host
    if host not in compiled.tasks:  # in the flow itself, or on a service or sub-process
        return _later(timer, (Mark("start", timer.set_at),), calendar)
    marks = task_marks(compiled, case, host, timer.set_at)
    rule = task_limit(compiled, case, host, calendar)
    if rule is not None and _is_limit(timer, rule.value):
        return _due(rule, marks, calendar).at
    return _later(timer, marks, calendar)


def _named(
    node: Node, compiled: Compiled, case: CaseState, calendar: Calendar
) -> DatedLimit | None:
    """The limit that a timer of the drawing names as `=limits.name`, and nothing else."""
    written = node.timer.expression.text if node.timer and node.timer.expression else ""
    found = _LIMIT.fullmatch(written.strip())
    call = call_of(compiled, node.id)
    return named_limits(compiled, case, calendar, call).get(found[1]) if found else None


def _of_length(timer: Waiting, limit: Limit) -> Waiting:
    if limit.unit == "working_days":
        return replace(timer, days=limit.amount, seconds=None)
    length = timedelta(days=limit.amount) if limit.unit == "days" else limit.elapsed
    return replace(timer, days=None, seconds=length.total_seconds())


def _silence_due(
    compiled: Compiled, case: CaseState, timer: Waiting, calendar: Calendar
) -> datetime | None:
    """The silence of one agency counts on its task's clock, as a limit of that length would."""
    join = compiled.tasks[timer.element].spec.join
    assert join is not None and join.silence is not None  # nothing else sets such a timer
    marks = task_marks(compiled, case, timer.element, timer.set_at)
    at = deadline(join.silence.after, marks, calendar)
    return at.astimezone(UTC) if at else None


def _is_limit(timer: Waiting, limit: Limit) -> bool:
    if limit.unit == "working_days":
        return timer.days == limit.amount
    length = timedelta(days=limit.amount) if limit.unit == "days" else limit.elapsed
    return timer.seconds == length.total_seconds()


def _later(timer: Waiting, marks: tuple[Mark, ...], calendar: Calendar) -> datetime | None:
    if timer.days is not None and timer.days > 0:
        return deadline(Limit(timer.days, "working_days"), marks, calendar)
    minutes = round((timer.seconds or 0) / 60)
    if minutes < 1:
        return timer.set_at + timedelta(seconds=timer.seconds or 0)
    at = deadline(Limit(min(minutes, _LONGEST), "minutes"), marks, calendar)
    return at.astimezone(UTC) if at else None


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def task_marks(
    compiled: Compiled, case: CaseState, element: str, opened_at: datetime
) -> tuple[Mark, ...]:
    """The marks of the clock a task runs on: its stage's, or its own from its opening."""
    stage = compiled.tasks[element].stage
    return case.stages.get(stage, ()) if stage else (Mark("start", opened_at),)


def _due(rule: DatedLimit, marks: Sequence[Mark], calendar: Calendar) -> Due:
    at = deadline(rule.value, marks, calendar)
    return Due(at.astimezone(UTC) if at else None, rule.value, rule.basis, rule.contoh)
