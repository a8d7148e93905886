"""What follows a dot: an entry of a context, or a part of a date, time or duration (table 65)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from pendopo.core.feel.values import Range, WorkingDays, YearsMonths


def follow(value: object, name: str) -> object:
    """value.name; null when there is none. A list answers with the parts of its items."""
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, list | tuple):
        return [follow(item, name) for item in value]
    if isinstance(value, date):
        found = _of_date(value, name)
        return (
            found
            if found is not None or not isinstance(value, datetime)
            else _of_time(value.timetz(), name)
        )
    if isinstance(value, time):
        return _of_time(value, name)
    if isinstance(value, timedelta):
        return _of_duration(value, name)
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


def _of_date(value: date, name: str) -> object:
    found = {
        "year": value.year,
        "month": value.month,
        "day": value.day,
        "weekday": value.isoweekday(),
    }.get(name)
    return None if found is None else Decimal(found)


def _of_time(value: time, name: str) -> object:
    if name == "second":
        return Decimal(value.second) + Decimal(value.microsecond) / 1_000_000
    found = {"hour": value.hour, "minute": value.minute}.get(name)
    if found is not None:
        return Decimal(found)
    if name == "time offset":
        return value.utcoffset()
    if name == "timezone":
        return getattr(value.tzinfo, "key", None)
    return None


def _of_duration(value: timedelta, name: str) -> object:
    sign = -1 if value < timedelta(0) else 1
    value = abs(value)
    if name == "seconds":
        part = Decimal(value.microseconds) / 1_000_000
        return sign * (Decimal(value.seconds % 60) + part)
    found = {
        "days": value.days,
        "hours": value.seconds // 3600,
        "minutes": value.seconds // 60 % 60,
    }.get(name)
    return None if found is None else Decimal(sign * found)
