"""Values as text, and text as dates and durations (DMN 1.3, 10.3.2.3 and table 60)."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.values import SIZE, Range, Unequal, WorkingDays, YearsMonths

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ZONE = r"(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?|@(?P<zone>[A-Za-z]+(?:/[A-Za-z_+-]+)*))?"
_TIME = re.compile(rf"(?P<clock>\d{{2}}:\d{{2}}:\d{{2}}(?:\.\d{{1,9}})?){_ZONE}")
_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?")
_WEEKS = re.compile(r"(-)?P(\d{1,6})W")
_DAYS = re.compile(
    r"(-)?P(?=[\dT])(?:(\d{1,9})D)?"
    r"(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,6})?)S)?)?"
)


def read_date(text: str) -> date | None:
    """A date written as 2026-11-21, else null."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """A time written as 08:00:00, 08:00:00+07:00, 08:00:00Z or 08:00:00@Asia/Jakarta."""
    match = _TIME.fullmatch(text)
    if not match:
        return None
    try:
        zone = match["zone"]
        if zone:
            return _clock(match["clock"]).replace(tzinfo=ZoneInfo(zone))
        return _clock(match["clock"] + text[match.end("clock") :])
    except (ValueError, KeyError, OSError):
        return None


def read_moment(text: str) -> datetime | None:
    """A date and time written as 2026-11-21T08:00:00 with an optional zone, or a date alone."""
    day, mark, clock = text.partition("T")
    found = read_date(day)
    if found is None:
        return None
    if not mark:
        return datetime.combine(found, time(0))
    at = read_time(clock)
    return None if at is None else datetime.combine(found, at)


def read_duration(text: str) -> timedelta | YearsMonths | None:
    """An ISO 8601 duration: P5D, PT8H, P2W (days and time) or P1Y2M (years and months)."""
    if match := _MONTHS.fullmatch(text):
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-months if match[1] else months)
    if match := _WEEKS.fullmatch(text):
        found = timedelta(weeks=int(match[2]))
        return -found if match[1] else found
    match = _DAYS.fullmatch(text)
    if not match or text.endswith("T"):
        return None
    try:
        found = timedelta(
            days=int(match[2] or 0),
            hours=int(match[3] or 0),
            minutes=int(match[4] or 0),
        ) + _seconds(match[5] or "0")
    except OverflowError:
        return None
    return -found if match[1] else found


def read_literal(text: str) -> object:
    """What stands in @"...": a date, date and time, time or duration, else null."""
    for read in (read_date, read_time, read_duration):
        found = read(text)
        if found is not None:
            return found
    return read_moment(text)


def written(value: object, spent: list[int] | None = None) -> str:
    """The text of a value; texts within lists and contexts stand in quotation marks."""
    inner = spent is not None
    spent = spent or [0]
    spent[0] += 1
    if spent[0] > SIZE:
        raise TooMuch
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if inner else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, datetime | time):
        return _zoned(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(written(item, spent) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{key}: {written(item, spent)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, timedelta):
        return _days(value)
    if isinstance(value, YearsMonths):
        return _months(value.months)
    if isinstance(value, WorkingDays):
        return f"working days({value.days})"
    if isinstance(value, Range):
        low = ("[" if value.low_closed else "(") + written(value.low, spent)
        return f"{low}..{written(value.high, spent)}" + ("]" if value.high_closed else ")")
    return f"!= {written(value.value, spent)}" if isinstance(value, Unequal) else "function"


def _clock(text: str) -> time:
    return time.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))


def _seconds(text: str) -> timedelta:
    whole, _, part = text.partition(".")
    return timedelta(seconds=int(whole), microseconds=int(part.ljust(6, "0")))


def _zoned(value: datetime | time) -> str:
    zone = value.tzinfo
    if isinstance(zone, ZoneInfo):
        return f"{value.replace(tzinfo=None).isoformat()}@{zone.key}"
    text = value.isoformat()
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def _days(value: timedelta) -> str:
    sign = "-" if value < timedelta(0) else ""
    value = abs(value)
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    part = f".{value.microseconds:06d}".rstrip("0") if value.microseconds else ""
    clock = "".join(
        text
        for text, shown in (
            (f"{hours}H", hours),
            (f"{minutes}M", minutes),
            (f"{seconds}{part}S", seconds or part),
        )
        if shown
    )
    day = f"{value.days}D" if value.days else ""
    return f"{sign}P{day}{'T' + clock if clock else ''}" if day or clock else "PT0S"


def _months(value: int) -> str:
    sign = "-" if value < 0 else ""
    years, months = divmod(abs(value), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return f"{sign}P{text}" if text else "P0M"
