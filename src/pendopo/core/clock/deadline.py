"""Deadlines: pure functions of a limit, the marks of one clock and a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from pendopo.core.clock.calendar import Calendar
from pendopo.core.clock.limit import Limit
from pendopo.core.clock.marks import Mark, Run, follow

_ONE_DAY = timedelta(1)


def deadline(limit: Limit, marks: Iterable[Mark], calendar: Calendar) -> datetime | None:
    """The moment (UTC) at which the limit ends; None when not started or while paused.

    Days: the day of the start does not count (service standards run "setelah berkas dinyatakan
    lengkap dan benar"), the first counted day is the next one; a day on which the clock was
    paused does not count either; the last counted day ends at `calendar.day_ends`. Returning a
    file after that hour does not give the day back. Minutes and hours: elapsed time, pauses
    added in full. A pause cannot undo a deadline already passed: then its moment stays.
    """
    return due(limit, follow(marks), calendar)


def due(limit: Limit, run: Run, calendar: Calendar) -> datetime | None:
    """`deadline` for marks already followed."""
    if run.started_at is None:
        return None
    if not limit.by_the_day:
        at = run.started_at.astimezone(UTC) + limit.elapsed
        for paused, resumed in run.pauses:
            if paused >= at:  # it had already ended
                break
            at += resumed - paused
    else:
        counting = calendar_of(limit, calendar)
        start = counting.local_date(run.started_at)
        day = counting.add_working_days(start, limit.amount)
        for first, last in paused_days(run.pauses, counting):
            if first > day:
                break
            lost = counting.working_days_between(max(first - _ONE_DAY, start), last)
            day = counting.add_working_days(day, lost) if lost else day
        at = counting.end_of(day)
    if run.paused_at is not None and run.paused_at < at:
        return None
    return at


def paused_days(
    pauses: Sequence[tuple[datetime, datetime]], calendar: Calendar
) -> list[tuple[date, date]]:
    """Spans of local dates (both included, apart from each other) touched by pauses."""
    spans: list[tuple[date, date]] = []
    for paused, resumed in pauses:
        local = calendar.local(paused)
        over = local.time() >= calendar.day_ends  # that office day had been used up
        first = local.date() + _ONE_DAY if over else local.date()
        last = calendar.local_date(resumed)
        if spans and first <= spans[-1][1]:
            first = spans[-1][1] + _ONE_DAY
        if first <= last:
            spans.append((first, last))
    return spans


def calendar_of(limit: Limit, calendar: Calendar) -> Calendar:
    """The calendar that counts the limit's days: every day, or only working days."""
    return calendar if limit.unit == "working_days" else calendar.every_day()
