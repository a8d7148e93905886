"""Text as dates, times and durations (DMN 1.5, 10.3.2.3; ISO 8601 as XML Schema has it)."""

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pendopo.core.feel import moments
from pendopo.core.feel.moments import DAY, SECOND, Clock, Day, Duration, Moment
from pendopo.core.feel.values import YearsMonths

OFFSET = 18 * 3600
"""Seconds that a zone may lie from UTC."""
_DATE = re.compile(r"(?P<year>-?(?:[1-9]\d{4,8}|\d{4}))-(?P<month>\d{2})-(?P<day>\d{2})")
_TIME = re.compile(
    r"(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})(?:\.(?P<part>\d{1,9}))?"
    r"(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>\d{2}):(?P<minutes>\d{2})(?::(?P<seconds>\d{2}))?"
    r"|@(?P<zone>[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*))?"
)
_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?")
_WEEKS = re.compile(r"(-)?P(\d{1,6})W")
_DAYS = re.compile(
    r"(-)?P(?=[\dT])(?:(\d{1,9})D)?"
    r"(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{0,9}))?S)?)?"
)


def read_date(text: str) -> Day | None:
    """A date written as 2026-11-21, with a year of nine digits at most, else null."""
    found = _DATE.fullmatch(text)
    try:
        return (
            moments.make_day(int(found["year"]), int(found["month"]), int(found["day"]))
            if found
            else None
        )
    except ValueError:
        return None


def read_time(text: str) -> Clock | None:
    """A time written as 08:00:00, 08:00:00+07:00, 08:00:00Z or 08:00:00@Asia/Jakarta."""
    read = _clock(text)
    return None if read is None or read[0] == DAY else moments.make_clock(*read)


def read_moment(text: str) -> Moment | None:
    """A date and time written as 2026-11-21T08:00:00 with an optional zone, or a date alone.

    24:00:00 is midnight of the next day.
    """
    day, mark, clock = text.partition("T")
    found = read_date(day)
    if found is None:
        return None
    read = _clock(clock) if mark else (0, None)
    if read is None:
        return None
    nanos, zone = read
    try:
        if nanos == DAY:
            found, nanos = moments.day_at(moments.days(found) + 1), 0
        return moments.make_moment(found, nanos, zone)
    except ValueError:
        return None


def read_duration(text: str) -> Duration | YearsMonths | None:
    """An ISO 8601 duration: P5D, PT8H, P2W (days and time) or P1Y2M (years and months)."""
    if match := _MONTHS.fullmatch(text):
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-months if match[1] else months)
    if match := _WEEKS.fullmatch(text):
        nanos = int(match[2]) * 7 * DAY
    else:
        match = _DAYS.fullmatch(text)
        if not match or text.endswith("T"):
            return None
        minutes = (int(match[2] or 0) * 24 + int(match[3] or 0)) * 60 + int(match[4] or 0)
        nanos = (minutes * 60 + int(match[5] or 0)) * SECOND + int((match[6] or "").ljust(9, "0"))
    return moments.make_duration(-nanos if match[1] else nanos)


def read_literal(text: str) -> object:
    """What stands in @"...": a date, date and time, time or duration, else null."""
    for read in (read_date, read_time, read_duration):
        found = read(text)
        if found is not None:
            return found
    return read_moment(text)


def zone_at(seconds: int) -> tzinfo | None:
    """The zone so many seconds ahead of UTC; null beyond what a zone may be."""
    return timezone(timedelta(seconds=seconds)) if abs(seconds) <= OFFSET else None


def _clock(text: str) -> tuple[int, tzinfo | None] | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = (int(found[one]) for one in ("hour", "minute", "second"))
    nanos = ((hour * 60 + minute) * 60 + second) * SECOND
    nanos += int((found["part"] or "").ljust(9, "0"))
    if minute > 59 or second > 59 or nanos > DAY:
        return None
    zone: tzinfo | None = None
    if found["utc"]:
        zone = zone_at(0)
    elif found["sign"]:
        ahead = (int(found["hours"]) * 60 + int(found["minutes"])) * 60 + int(found["seconds"] or 0)
        zone = zone_at(-ahead if found["sign"] == "-" else ahead)
        if zone is None:
            return None
    elif found["zone"]:
        try:
            zone = ZoneInfo(found["zone"])
        except (ValueError, KeyError, OSError):
            return None
    return nanos, zone
