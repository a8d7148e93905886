"""Sums over numbers, texts, dates and durations (DMN 1.3, tables 55 to 57). Wrong kinds: null."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal

from pendopo.core.feel.values import NUMBERS, YearsMonths, number


def plus(left: object, right: object) -> object:
    """left + right."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return number(NUMBERS.add(left, right))
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(right, timedelta | YearsMonths):
        return _moved(left, right)
    if isinstance(left, timedelta | YearsMonths):
        return _moved(right, left)
    return None


def minus(left: object, right: object) -> object:
    """left - right; two dates give a days and time duration."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return number(NUMBERS.subtract(left, right))
    if isinstance(right, timedelta | YearsMonths):
        return _moved(left, negative(right))
    if isinstance(left, datetime) or isinstance(right, datetime):
        return _between(_midnight(left, right), _midnight(right, left))
    if isinstance(left, date) and isinstance(right, date):
        return left - right
    if isinstance(left, time) and isinstance(right, time):
        day = date(2000, 1, 1)
        return _between(datetime.combine(day, left), datetime.combine(day, right))
    return None


def times(left: object, right: object) -> object:
    """left * right; a duration may be multiplied by a number, on either side."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return number(NUMBERS.multiply(left, right))
    if isinstance(left, Decimal):
        left, right = right, left
    return _scaled(left, right, NUMBERS.multiply) if isinstance(right, Decimal) else None


def divided(left: object, right: object) -> object:
    """left / right; division by zero gives null."""
    if isinstance(right, Decimal):
        if right == 0:
            return None
        if isinstance(left, Decimal):
            return number(NUMBERS.divide(left, right))
        return _scaled(left, right, NUMBERS.divide)
    if isinstance(left, timedelta) and isinstance(right, timedelta) and right:
        return number(NUMBERS.divide(_micros(left), _micros(right)))
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths) and right.months:
        return number(NUMBERS.divide(Decimal(left.months), Decimal(right.months)))
    return None


def power(left: object, right: object) -> object:
    """left ** right."""
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    return number(NUMBERS.power(left, right))


def negative(value: object) -> object:
    """-value, for a number or a duration."""
    if isinstance(value, Decimal):
        return number(NUMBERS.minus(value))
    if isinstance(value, YearsMonths):
        return YearsMonths(-value.months)
    return -value if isinstance(value, timedelta) else None


OPERATORS: dict[str, Callable[[object, object], object]] = {
    "+": plus,
    "-": minus,
    "*": times,
    "/": divided,
    "**": power,
}


def _moved(start: object, by: object) -> object:
    try:
        if isinstance(by, timedelta):
            if isinstance(start, timedelta | datetime):
                return start + by
            if isinstance(start, time):  # a clock goes round
                return (datetime.combine(date(2000, 1, 1), start) + by % timedelta(1)).timetz()
            # A date counts as midnight, and stays a date (table 57).
            return _day(start, by) if isinstance(start, date) else None
        if isinstance(by, YearsMonths):
            if isinstance(start, YearsMonths):
                return YearsMonths(start.months + by.months)
            return _months_on(start, by.months) if isinstance(start, date) else None
    except (OverflowError, ValueError):
        return None
    return None


def _day(start: date, by: timedelta) -> date:
    return (datetime.combine(start, time(0)) + by).date()


def _months_on(start: date, months: int) -> date:
    """The same day so many months on; the last of a shorter month stands in for a missing day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1] if 1 <= year <= 9999 else 28
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def _midnight(value: object, other: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        zone = other.tzinfo if isinstance(other, datetime) else None
        return datetime.combine(value, time(0), tzinfo=zone)
    return value


def _between(left: object, right: object) -> object:
    if not isinstance(left, datetime) or not isinstance(right, datetime):
        return None
    if (left.utcoffset() is None) != (right.utcoffset() is None):
        return None
    return left - right


def _micros(value: timedelta) -> Decimal:
    return Decimal(value // timedelta(microseconds=1))


def _scaled(
    value: object, by: Decimal, how: Callable[[Decimal, Decimal], Decimal]
) -> timedelta | YearsMonths | None:
    try:
        if isinstance(value, timedelta):
            return timedelta(microseconds=int(how(_micros(value), by)))
        if isinstance(value, YearsMonths):
            months = how(Decimal(value.months), by).to_integral_value(rounding=ROUND_DOWN)
            return YearsMonths(int(months))
    except (OverflowError, ValueError):
        return None
    return None
