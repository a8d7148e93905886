"""What follows a dot: an entry of a context, or a part of a date, time or duration (table 65)."""

from collections.abc import Mapping
from decimal import Decimal

from pendopo.core.feel import moments
from pendopo.core.feel.moments import DAY, SECOND, is_clock, is_day, is_duration, is_moment
from pendopo.core.feel.values import Range, WorkingDays, YearsMonths


def follow(value: object, name: str) -> object:
    """value.name; null when there is none. A list answers with the parts of its items."""
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, list | tuple):
        return [follow(item, name) for item in value]
    if is_day(value):
        return _of_day(value, name)
    if is_moment(value):
        found = _of_day(moments.day_of(value), name)
        return found if found is not None else _of_clock(value, name)
    if is_clock(value):
        return _of_clock(value, name)
    if is_duration(value):
        return _of_duration(moments.nanos_of(value), name)
    if isinstance(value, YearsMonths):
        sign = -1 if value.months < 0 else 1
        parts = divmod(abs(value.months), 12)
        found = {"years": parts[0], "months": parts[1]}.get(name)
        return None if found is None else Decimal(sign * found)
    if isinstance(value, WorkingDays):
        return Decimal(value.days) if name == "days" else None
    if isinstance(value, Range):
        return {
            "start": value.low,
            "end": value.high,
            "start included": value.low_closed,
            "end included": value.high_closed,
        }.get(name)
    return None


def followed(value: object, names: tuple[str, ...]) -> object:
    """value.a.b.c."""
    for name in names:
        value = follow(value, name)
    return value


def _of_day(value: moments.Day, name: str) -> object:
    if name == "weekday":  # 1970-01-01 was a Thursday; Monday is 1
        return Decimal((moments.days(value) + 3) % 7 + 1)
    found = {"year": value.year, "month": value.month, "day": value.day}.get(name)
    return None if found is None else Decimal(found)


def _of_clock(value: moments.Clock | moments.Moment, name: str) -> object:
    if name == "time offset":
        offset = moments.offset_of(value)
        return None if offset is None else moments.make_duration(offset)
    if name == "timezone":
        return getattr(value.tzinfo, "key", None)
    nanos = moments.nanos_of(value)
    if name == "second":
        return _seconds(nanos % (60 * SECOND))
    found = {"hour": nanos // (3600 * SECOND), "minute": nanos // (60 * SECOND) % 60}.get(name)
    return None if found is None else Decimal(found)


def _of_duration(nanos: int, name: str) -> object:
    sign = -1 if nanos < 0 else 1
    nanos = abs(nanos)
    if name == "seconds":
        return sign * _seconds(nanos % (60 * SECOND))
    found = {
        "days": nanos // DAY,
        "hours": nanos // (3600 * SECOND) % 24,
        "minutes": nanos // (60 * SECOND) % 60,
    }.get(name)
    return None if found is None else Decimal(sign * found)


def _seconds(nanos: int) -> Decimal:
    whole, part = divmod(nanos, SECOND)
    return Decimal(whole) + Decimal(part) / SECOND
