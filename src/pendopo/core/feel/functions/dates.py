"""Dates, times and durations (DMN 1.3, 10.3.4.1 and 10.3.4.8).

`now` and `today` are no functions here: the caller passes them as names, so that every
evaluation can be repeated.
"""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from pendopo.core.feel.functions.numbers import whole
from pendopo.core.feel.functions.registry import builtin
from pendopo.core.feel.values import WorkingDays, YearsMonths
from pendopo.core.feel.written import read_date, read_duration, read_moment, read_time

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@builtin("date", "from", "month", "day", optional=2)
def date_(first: object, month: object = None, day: object = None) -> object:
    """date("2026-11-21"), date(2026, 11, 21), or the day of a date and time."""
    if month is None and day is None:
        if isinstance(first, str):
            return read_date(first)
        if isinstance(first, datetime):
            return first.date()
        return first if isinstance(first, date) else None
    parts = (whole(first), whole(month), whole(day))
    try:
        return date(parts[0], parts[1], parts[2]) if None not in parts else None  # type: ignore[arg-type]
    except ValueError:
        return None


@builtin("time", "from", "minute", "second", "offset", optional=3)
def time_(
    first: object, minute: object = None, second: object = None, offset: object = None
) -> object:
    if minute is None:
        if isinstance(first, str):
            return read_time(first)
        if isinstance(first, datetime):
            return first.timetz()
        if isinstance(first, date):
            return time(0, tzinfo=timezone.utc)  # noqa: UP017
        return first if isinstance(first, time) else None
    hours, minutes = whole(first), whole(minute)
    if hours is None or minutes is None or not isinstance(second, Decimal):
        return None
    if not isinstance(offset, timedelta | None):
        return None
    try:
        micros = int(second % 1 * 1_000_000)
        zone = None if offset is None else timezone(offset)
        return time(hours, minutes, int(second), micros, tzinfo=zone)
    except ValueError:
        return None


@builtin("date and time", "from", "time", optional=1)
def date_and_time(first: object, clock: object = None) -> object:
    if clock is not None:
        if isinstance(first, datetime):
            first = first.date()
        both = isinstance(first, date) and isinstance(clock, time)
        return datetime.combine(first, clock) if both else None  # type: ignore[arg-type]
    if isinstance(first, str):
        return read_moment(first)
    return first if isinstance(first, datetime) else None


@builtin("duration", "from")
def duration(text: object) -> object:
    if isinstance(text, timedelta | YearsMonths):
        return text
    return read_duration(text) if isinstance(text, str) else None


@builtin("years and months duration", "from", "to")
def years_and_months_duration(start: object, end: object) -> object:
    """Whole months from one date to another; a month counts when its day is reached."""
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonths(months)


@builtin("working days", "n")
def working_days(days: object) -> object:
    """Ours, beyond the standard: working days by the region's calendar, for timers and limits."""
    found = whole(days)
    return None if found is None else WorkingDays(found)


@builtin("day of week", "date")
def day_of_week(day: object) -> object:
    return _DAYS[day.weekday()] if isinstance(day, date) else None


@builtin("day of year", "date")
def day_of_year(day: object) -> object:
    return Decimal(day.timetuple().tm_yday) if isinstance(day, date) else None


@builtin("month of year", "date")
def month_of_year(day: object) -> object:
    return _MONTHS[day.month - 1] if isinstance(day, date) else None


@builtin("week of year", "date")
def week_of_year(day: object) -> object:
    return Decimal(day.isocalendar().week) if isinstance(day, date) else None
