"""Dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.8).

`now` and `today` are no functions here: the caller passes them as names, so that every
evaluation can be repeated.
"""

from datetime import UTC, date
from decimal import Decimal

from pendopo.core.feel import moments
from pendopo.core.feel.functions.numbers import truncated, whole
from pendopo.core.feel.functions.registry import builtin
from pendopo.core.feel.literal import read_date, read_duration, read_moment, read_time, zone_at
from pendopo.core.feel.moments import SECOND, is_clock, is_day, is_duration, is_moment
from pendopo.core.feel.values import WorkingDays, YearsMonths

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@builtin("date", "from", "month", "day", optional=2, others=(("year", "month", "day"),))
def date_(first: object, *parts: object) -> object:
    """date("2026-11-21"), date(2026, 11, 21), or the day of a date and time."""
    if parts:
        year, month, day = map(truncated, (first, *parts, None)[:3])
        if year is None or month is None or day is None:
            return None
        try:
            return moments.make_day(year, month, day)
        except ValueError:
            return None
    if isinstance(first, str):
        return read_date(first)
    return moments.day_of(first) if is_moment(first) or is_day(first) else None


@builtin(
    "time", "from", "minute", "second", "offset",
    optional=3, others=(("hour", "minute", "second", "offset"),),
)  # fmt: skip
def time_(first: object, *parts: object) -> object:
    """time("08:00:00"), time(8, 0, 0, duration("PT7H")), or the time of a date and time."""
    if parts:
        return _time_of(first, *parts) if 2 <= len(parts) <= 3 else None
    if isinstance(first, str):
        return read_time(first)
    if is_moment(first):
        return moments.clock_of(first)
    if is_day(first):
        return moments.make_clock(0, UTC)
    return first if is_clock(first) else None


def _time_of(hour: object, minute: object, second: object, offset: object = None) -> object:
    hours, minutes = truncated(hour), truncated(minute)
    if hours is None or minutes is None or not isinstance(second, Decimal):
        return None
    if not (0 <= hours < 24 and 0 <= minutes < 60 and 0 <= second < 60):
        return None
    zone = None
    if offset is not None:
        zone = zone_at(moments.nanos_of(offset) // SECOND) if is_duration(offset) else None
        if zone is None:
            return None
    nanos = (hours * 60 + minutes) * 60 * SECOND + int(second * SECOND)
    return moments.make_clock(nanos, zone)


_PARTS = ("year", "month", "day", "hour", "minute", "second")


@builtin(
    "date and time", "from", "time", "day", "hour", "minute", "second", "offset",
    optional=6,
    others=(("date", "time"), _PARTS, (*_PARTS, "offset"), (*_PARTS, "timezone")),
)  # fmt: skip
def date_and_time(first: object, *parts: object) -> object:
    """date and time("2026-11-21T08:00:00"), of a date and a time, or of six numbers and a zone."""
    if len(parts) >= 5:
        return _moment_of(first, *parts)
    if parts:
        clock = parts[0]
        if len(parts) > 1 or not is_clock(clock) or not (is_day(first) or is_moment(first)):
            return None
        return moments.make_moment(moments.day_of(first), moments.nanos_of(clock), clock.tzinfo)
    if isinstance(first, str):
        return read_moment(first)
    if is_day(first):
        return moments.make_moment(first, 0, UTC)
    return first if is_moment(first) else None


def _moment_of(year: object, month: object, day: object, *clock: object) -> object:
    hour, minute, second, *zone = clock
    found = date_(year, month, day)
    named = zone[0] if zone and isinstance(zone[0], str) else None
    offset = zone[0] if zone and named is None else None
    if isinstance(offset, Decimal):  # hours
        offset = moments.make_duration(int(offset * 3600) * SECOND)
    at = _time_of(hour, minute, second, offset)
    if not is_day(found) or not is_clock(at):
        return None
    if named is None:
        return moments.make_moment(found, moments.nanos_of(at), at.tzinfo)
    there = read_time(f"00:00:00@{named}")
    return there and moments.make_moment(found, moments.nanos_of(at), there.tzinfo)


@builtin("duration", "from")
def duration(text: object) -> object:
    if is_duration(text) or isinstance(text, YearsMonths):
        return text
    return read_duration(text) if isinstance(text, str) else None


@builtin("years and months duration", "from", "to")
def years_and_months_duration(start: object, end: object) -> object:
    """Whole months from one date to another; a month counts when its day is reached."""
    if not (is_day(start) or is_moment(start)) or not (is_day(end) or is_moment(end)):
        return None
    first, last = moments.day_of(start), moments.day_of(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return YearsMonths(months)


@builtin("working days", "n")
def working_days(days: object) -> object:
    """Ours, beyond the standard: working days by the region's calendar, for timers and limits."""
    found = whole(days)
    return None if found is None else WorkingDays(found)


@builtin("day of week", "date")
def day_of_week(day: object) -> object:
    if not is_day(day) and not is_moment(day):
        return None
    return _DAYS[(moments.days(moments.day_of(day)) + 3) % 7]


@builtin("day of year", "date")
def day_of_year(day: object) -> object:
    if not is_day(day) and not is_moment(day):
        return None
    found = moments.day_of(day)
    return Decimal(moments.days(found) - moments.days(moments.make_day(found.year, 1, 1)) + 1)


@builtin("month of year", "date")
def month_of_year(day: object) -> object:
    return _MONTHS[moments.day_of(day).month - 1] if is_day(day) or is_moment(day) else None


@builtin("week of year", "date")
def week_of_year(day: object) -> object:
    """The week of ISO 8601: the first has the year's first Thursday."""
    if not is_day(day) and not is_moment(day):
        return None
    found = moments.day_of(day)
    near = found.year if 2 <= found.year <= 9998 else 2000 + found.year % 400
    return Decimal(date(near, found.month, found.day).isocalendar().week)
