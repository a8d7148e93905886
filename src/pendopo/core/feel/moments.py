"""Dates, times and durations beyond what Python's own can hold, and one way to work with both.

FEEL knows years from -999,999,999 to 999,999,999 and nanoseconds. A value that Python's date,
time, datetime or timedelta can hold is one of those; the rest are the four types here. The makers
choose, the other functions take either kind. Nanoseconds count from midnight or from 1970.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeAlias, TypeGuard

SECOND = 1_000_000_000
DAY = 86_400 * SECOND
YEARS = 999_999_999
_LONGEST = timedelta.max // timedelta(microseconds=1) * 1000


@dataclass(frozen=True, slots=True)
class FarDate:
    """A date outside of the years 1 to 9999."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class FineTime:
    """A time with nanoseconds: `nanos` of the day."""

    nanos: int
    tzinfo: tzinfo | None


@dataclass(frozen=True, slots=True)
class FarMoment:
    """A date and time that is far away, or has nanoseconds."""

    day: "Day"
    nanos: int
    tzinfo: tzinfo | None


@dataclass(frozen=True, slots=True)
class FineDuration:
    """A days and time duration with nanoseconds, or longer than a timedelta."""

    nanos: int


Day: TypeAlias = date | FarDate
Clock: TypeAlias = time | FineTime
Moment: TypeAlias = datetime | FarMoment
Duration: TypeAlias = timedelta | FineDuration


def is_day(value: object) -> TypeGuard[Day]:
    """Whether it is a date without a time."""
    return isinstance(value, FarDate) or (
        isinstance(value, date) and not isinstance(value, datetime)
    )


def is_clock(value: object) -> TypeGuard[Clock]:
    return isinstance(value, time | FineTime)


def is_moment(value: object) -> TypeGuard[Moment]:
    return isinstance(value, datetime | FarMoment)


def is_duration(value: object) -> TypeGuard[Duration]:
    return isinstance(value, timedelta | FineDuration)


# Makers. ValueError for what is no date or time at all.


def make_day(year: int, month: int, day: int) -> Day:
    if 1 <= year <= 9999:
        return date(year, month, day)
    if abs(year) > YEARS or not 1 <= month <= 12 or not 1 <= day <= month_days(year, month):
        raise ValueError("no such date")
    return FarDate(year, month, day)


def make_clock(nanos: int, zone: tzinfo | None) -> Clock:
    if not 0 <= nanos < DAY:
        raise ValueError("no such time")
    if nanos % 1000:
        return FineTime(nanos, zone)
    seconds, part = divmod(nanos, SECOND)
    minutes, second = divmod(seconds, 60)
    return time(minutes // 60, minutes % 60, second, part // 1000, tzinfo=zone)


def make_moment(day: Day, nanos: int, zone: tzinfo | None) -> Moment:
    clock = make_clock(nanos, zone)
    if isinstance(day, date) and isinstance(clock, time):
        return datetime.combine(day, clock)
    return FarMoment(day, nanos, zone)


def make_duration(nanos: int) -> Duration:
    if nanos % 1000 or abs(nanos) > _LONGEST:
        return FineDuration(nanos)
    return timedelta(microseconds=nanos // 1000)


# Parts


def day_of(value: Day | Moment) -> Day:
    """The date of a date, or of a date and time."""
    if isinstance(value, FarMoment):
        return value.day
    return value.date() if isinstance(value, datetime) else value


def nanos_of(value: Clock | Moment | Duration) -> int:
    """The nanoseconds since midnight, or of a duration."""
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1) * 1000
    if isinstance(value, time | datetime):
        seconds = (value.hour * 60 + value.minute) * 60 + value.second
        return seconds * SECOND + value.microsecond * 1000
    return value.nanos


def clock_of(value: Moment) -> Clock:
    return make_clock(nanos_of(value), value.tzinfo)


def offset_of(value: Clock | Moment) -> int | None:
    """Nanoseconds ahead of UTC; None for a local time.

    A time of a zone by name has the offset that the zone has in winter of the year 2000, for want
    of a date.
    """
    zone = value.tzinfo
    if zone is None:
        return None
    if isinstance(value, time | FineTime):
        found = zone.utcoffset(None) or datetime(2000, 1, 1, tzinfo=zone).utcoffset()
    elif isinstance(value, datetime):
        found = value.utcoffset()
    else:
        found = _alike(value.day, value.nanos, zone).utcoffset()
    return None if found is None else nanos_of(found)


# The line of time


def days(value: Day) -> int:
    """Days since 1970-01-01, in the Gregorian calendar back to all times."""
    if isinstance(value, date):
        return value.toordinal() - 719_163
    year = value.year - (value.month <= 2)
    era, of_era = divmod(year, 400)
    of_year = (153 * (value.month + (-3 if value.month > 2 else 9)) + 2) // 5 + value.day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def day_at(count: int) -> Day:
    """The date so many days since 1970-01-01. Raises ValueError beyond the years of FEEL."""
    if -719_162 <= count <= 2_932_896:
        return date.fromordinal(count + 719_163)
    era, of_era = divmod(count + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return make_day(year + era * 400 + (month <= 2), month, day)


def instant(value: Day | Moment) -> int:
    """Nanoseconds since 1970: in UTC when it has a zone, else by its own clock."""
    if not is_moment(value):
        return days(value) * DAY if is_day(value) else 0
    return days(day_of(value)) * DAY + nanos_of(value) - (offset_of(value) or 0)


def later(value: Moment, nanos: int) -> Moment:
    """So much later, by the line of time: a zone that changes its clock shows the new one."""
    at = instant(value) + nanos
    zone = value.tzinfo
    if zone is None:
        return make_moment(day_at(at // DAY), at % DAY, None)
    near = make_moment(day_at(at // DAY), at % DAY, UTC)
    if isinstance(near, datetime) and 1 < near.year < 9999:
        return near.astimezone(zone)  # which also tells apart the hour that comes twice
    there = _alike(day_at(at // DAY), at % DAY, UTC).astimezone(zone).utcoffset()
    at += 0 if there is None else nanos_of(there)
    return make_moment(day_at(at // DAY), at % DAY, zone)


def month_days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _alike(day: Day, nanos: int, zone: tzinfo) -> datetime:
    # A year that no zone speaks of has the clock of one that has the same calendar.
    near = day.year if 2 <= day.year <= 9998 else 2000 + day.year % 400
    clock = make_clock(nanos - nanos % 1000, zone)
    assert isinstance(clock, time)
    return datetime.combine(date(near, day.month, day.day), clock)
