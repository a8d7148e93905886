"""Values as text (DMN 1.5, table 60)."""

from decimal import Decimal

from pendopo.core.feel import moments
from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.moments import DAY, SECOND, is_clock, is_day, is_duration, is_moment
from pendopo.core.feel.values import SIZE, Range, Unequal, WorkingDays, YearsMonths


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
    if is_moment(value):
        return f"{_day(moments.day_of(value))}T{_clock(value)}"
    if is_clock(value):
        return _clock(value)
    if is_day(value):
        return _day(value)
    if isinstance(value, list):
        return "[" + ", ".join(written(item, spent) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{key}: {written(item, spent)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if is_duration(value):
        return _duration(moments.nanos_of(value))
    if isinstance(value, YearsMonths):
        return _months(value.months)
    if isinstance(value, WorkingDays):
        return f"working days({value.days})"
    if isinstance(value, Range):
        low = ("[" if value.low_closed else "(") + written(value.low, spent)
        return f"{low}..{written(value.high, spent)}" + ("]" if value.high_closed else ")")
    return f"!= {written(value.value, spent)}" if isinstance(value, Unequal) else "function"


def _day(value: moments.Day) -> str:
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def _clock(value: moments.Clock | moments.Moment) -> str:
    seconds, part = divmod(moments.nanos_of(value), SECOND)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{_part(part)}"
    key = getattr(value.tzinfo, "key", None)
    if key is not None:
        return f"{text}@{key}"
    offset = moments.offset_of(value)
    return text if offset is None else text + _offset(offset // SECOND)


def _offset(seconds: int) -> str:
    if seconds == 0:
        return "Z"
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    rest = f":{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}{rest}"


def _part(nanos: int) -> str:
    return f".{nanos:09}".rstrip("0") if nanos else ""


def _duration(nanos: int) -> str:
    sign = "-" if nanos < 0 else ""
    days, rest = divmod(abs(nanos), DAY)
    seconds, part = divmod(rest, SECOND)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    clock = "".join(
        text
        for text, shown in (
            (f"{hours}H", hours),
            (f"{minutes}M", minutes),
            (f"{seconds}{_part(part)}S", seconds or part),
        )
        if shown
    )
    day = f"{days}D" if days else ""
    return f"{sign}P{day}{'T' + clock if clock else ''}" if day or clock else "PT0S"


def _months(value: int) -> str:
    sign = "-" if value < 0 else ""
    years, months = divmod(abs(value), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return f"{sign}P{text}" if text else "P0M"
