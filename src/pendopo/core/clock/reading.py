"""What a clock shows at one moment: used, left, due, and the colour people act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from pendopo.core.clock.calendar import Calendar
from pendopo.core.clock.deadline import calendar_of, due, paused_days
from pendopo.core.clock.limit import Limit, Unit
from pendopo.core.clock.marks import Mark, Run, State, follow

Colour = Literal["on_time", "soon", "late"]
SOON: Final = 0.75


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock at one moment; numbers are in `unit`.

    used: days counted so far, today included ("hari kerja ke-`used` dari `total`"), or whole
    minutes or hours elapsed. left: total - used, never below 0. share: used / total, exact for
    elapsed time. due_at: UTC, None when not started or paused. colour: "soon" from 75 % used.
    late_by: how far past due, rounded up, 0 when not late.
    """

    state: State
    unit: Unit
    used: int
    total: int
    left: int
    share: float
    due_at: datetime | None
    colour: Colour
    late_by: int


def reading(limit: Limit, marks: Iterable[Mark], calendar: Calendar, now: datetime) -> Reading:
    """Read the clock at `now` (aware); marks after `now` are not known yet and are ignored.

    A stopped clock shows what it showed when it stopped, a paused one when it was paused.
    """
    if now.tzinfo is None:
        raise ValueError("now needs an aware datetime")
    run = follow(marks, until=now)
    due_at = due(limit, run, calendar)
    at = run.stopped_at or now
    if run.paused_at is not None:
        at = min(at, run.paused_at)
    used, share = _used(limit, run, calendar, at)
    late = due_at is not None and at > due_at
    return Reading(
        state=run.state,
        unit=limit.unit,
        used=used,
        total=limit.amount,
        left=max(0, limit.amount - used),
        share=share,
        due_at=due_at,
        colour="late" if late else "soon" if share >= SOON else "on_time",
        late_by=_late_by(limit, calendar, due_at, at) if late and due_at is not None else 0,
    )


def _used(limit: Limit, run: Run, calendar: Calendar, at: datetime) -> tuple[int, float]:
    if run.started_at is None:
        return 0, 0.0
    if not limit.by_the_day:
        spent = at - run.started_at
        for paused, resumed in run.pauses:
            spent -= resumed - paused
        return spent // (limit.elapsed / limit.amount), spent / limit.elapsed
    counting = calendar_of(limit, calendar)
    start, today = counting.local_date(run.started_at), counting.local_date(at)
    used = counting.working_days_between(start, today)
    open_pause = () if run.paused_at is None else ((run.paused_at, at),)
    for first, last in paused_days((*run.pauses, *open_pause), counting):
        used -= counting.working_days_between(max(first - timedelta(1), start), min(last, today))
    return used, used / limit.amount


def _late_by(limit: Limit, calendar: Calendar, due_at: datetime, at: datetime) -> int:
    if not limit.by_the_day:
        return -((due_at - at) // (limit.elapsed / limit.amount))
    counting = calendar_of(limit, calendar)
    days = counting.working_days_between(counting.local_date(due_at), counting.local_date(at))
    return max(1, days)
