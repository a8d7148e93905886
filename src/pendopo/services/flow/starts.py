"""Cases that nobody applies for: begun by a message, a signal, or a moment in time (§10.5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from math import ceil
from typing import Literal
from zoneinfo import ZoneInfo

from pendopo.core import process
from pendopo.core.clock import Calendar, Limit, Mark, deadline
from pendopo.core.feel import WorkingDays, YearsMonths
from pendopo.core.process import Cycle, Node, When
from pendopo.core.process.values import when
from pendopo.services.compiled import Compiled
from pendopo.services.flow.answers import check_message
from pendopo.services.flow.due import add_months
from pendopo.services.flow.move import Answers, Move
from pendopo.services.flow.moving import Moving
from pendopo.services.flow.state import CaseState
from pendopo.services.problems import Refused

Trigger = Literal["message", "signal", "timer"]
SHORTEST = timedelta(minutes=1)
"""Between two cases that one timer opens."""


@dataclass(frozen=True, slots=True)
class Start:
    """A way in which a case of a package begins by itself. name: of the message or signal."""

    element: str
    trigger: Trigger
    name: str


def is_applied_for(compiled: Compiled) -> bool:
    """Whether a case can be opened by applying: the drawing has a plain start."""
    return not compiled.graph.nodes[compiled.graph.start].trigger


def starts(compiled: Compiled) -> tuple[Start, ...]:
    """The starts with a cause, in the order of the drawing."""
    nodes = [compiled.graph.nodes[one] for one in compiled.graph.starts]
    found: list[Start] = []
    for node in nodes:
        if node.trigger in ("message", "signal", "timer"):
            trigger: Trigger = "timer"
            if node.trigger != "timer":
                trigger = "message" if node.trigger == "message" else "signal"
            found.append(Start(node.id, trigger, node.event))
    return tuple(found)


def started_by(compiled: Compiled, trigger: Trigger, name: str) -> Start | None:
    """The start that a message or signal sets going."""
    return next(
        (one for one in starts(compiled) if (one.trigger, one.name) == (trigger, name)), None
    )


def begin_at(
    compiled: Compiled,
    start: Start,
    *,
    data: Mapping[str, object],
    now: datetime,
    calendar: Calendar,
) -> Move:
    """A case that begins at `start`. data: what the message or signal brings, raw; a message's is
    checked by its form. Gateways read it under the id of the start, and what the application asks
    under the same name counts as answered. Raises `Refused("answers")`."""
    clean = check_message(compiled, start.name, data) if start.trigger == "message" else dict(data)
    questions = compiled.form.questions
    clear = {k: v for k, v in clean.items() if k in questions and not questions[k].personal}
    case = CaseState(process=process.State(), submitted_at=now, answers=clear, begun=start.element)
    moving = Moving(compiled, case, now, calendar)
    moving.start(at=start.element, result=clean)
    return moving.finish(Answers(clear=clear))


def moments(
    node: Node, *, since: datetime, after: datetime, until: datetime, calendar: Calendar
) -> Iterator[datetime]:
    """When a timer that starts cases is due in (after, until], in order. since: from when lengths
    count, the moment from which its version is in force. A day means its first minute, a moment
    without a zone the region's. Raises `ProcessStuck` for a formula that gives no time."""
    due = when(node, {"today": calendar.local_date(since)})
    if isinstance(due, Cycle):
        found = _repeated(due, since, after, calendar)
    else:
        found = iter([_moment(due, since, 1, calendar)])
    for at in found:
        if at > until:
            return
        if at > after:
            yield at


def shortest(node: Node, calendar: Calendar, since: datetime) -> timedelta | None:
    """The time between two cases of a repeating timer, None when it starts one only."""
    due = when(node, {"today": calendar.local_date(since)})
    if not isinstance(due, Cycle):
        return None
    first, second = (_moment(due.every, since, n, calendar) for n in (1, 2))
    return second - first


def _repeated(
    cycle: Cycle, since: datetime, after: datetime, calendar: Calendar
) -> Iterator[datetime]:
    first = _zoned(cycle.first, calendar) if cycle.first else None
    anchor, shift = (first, 0) if first else (since, 1)
    skipped = 0
    if isinstance(cycle.every, timedelta) and after > anchor:
        skipped = max(0, ceil((after - anchor) / cycle.every) - shift - 1)
    for n in count(skipped):
        if cycle.times is not None and n >= cycle.times:
            return
        yield _moment(cycle.every, anchor, n + shift, calendar)


def _moment(due: When, since: datetime, times: int, calendar: Calendar) -> datetime:
    """`times` lengths after `since`, or the point in time itself."""
    if isinstance(due, WorkingDays):
        length = Limit(max(1, due.days * times), "working_days")
        at = deadline(length, (Mark("start", since),), calendar)
        assert at is not None  # a clock that runs has an end
        return at.astimezone(UTC)
    if isinstance(due, YearsMonths):
        local = calendar.local(since)
        day = add_months(local.date(), due.months * times)
        return datetime.combine(day, local.timetz()).astimezone(UTC) if times else since
    if isinstance(due, timedelta):
        return since + due * times
    if isinstance(due, datetime):
        return _zoned(due, calendar)
    assert isinstance(due, date)
    return datetime.combine(due, time(0), ZoneInfo(calendar.zone)).astimezone(UTC)


def _zoned(at: datetime, calendar: Calendar) -> datetime:
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(calendar.zone))
    return at.astimezone(UTC)


def check_applied_for(compiled: Compiled) -> None:
    """Raises `Refused("not-applied-for")`."""
    if not is_applied_for(compiled):
        raise Refused(
            "not-applied-for",
            "Layanan ini tidak diajukan; berkasnya dibuka oleh pesan, sinyal, atau jadwalnya.",
            "One does not apply for this service; messages, signals or its schedule open cases.",
        )
