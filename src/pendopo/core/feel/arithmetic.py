"""Sums over numbers, texts, dates and durations (DMN 1.5, tables 55 to 57). Wrong kinds: null."""

from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal

from pendopo.core.feel import moments
from pendopo.core.feel.moments import DAY, is_clock, is_day, is_duration, is_moment
from pendopo.core.feel.values import NUMBERS, YearsMonths, number


def plus(left: object, right: object) -> object:
    """left + right."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return number(NUMBERS.add(left, right))
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if is_duration(right) or isinstance(right, YearsMonths):
        return _moved(left, right)
    if is_duration(left) or isinstance(left, YearsMonths):
        return _moved(right, left)
    return None


def minus(left: object, right: object) -> object:
    """left - right; two dates give a days and time duration."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return number(NUMBERS.subtract(left, right))
    if is_duration(right) or isinstance(right, YearsMonths):
        return _moved(left, negative(right))
    if is_clock(left) and is_clock(right):
        here, there = moments.offset_of(left), moments.offset_of(right)
        if (here is None) != (there is None):
            return None
        passed = moments.nanos_of(left) - moments.nanos_of(right)
        return moments.make_duration(passed - (here or 0) + (there or 0))
    if not (is_day(left) or is_moment(left)) or not (is_day(right) or is_moment(right)):
        return None
    if _local(left) is not _local(right):
        return None
    return moments.make_duration(moments.instant(left) - moments.instant(right))


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
    if is_duration(left) and is_duration(right) and moments.nanos_of(right):
        nanos = (Decimal(moments.nanos_of(one)) for one in (left, right))
        return number(NUMBERS.divide(*nanos))
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
    return moments.make_duration(-moments.nanos_of(value)) if is_duration(value) else None


OPERATORS: dict[str, Callable[[object, object], object]] = {
    "+": plus,
    "-": minus,
    "*": times,
    "/": divided,
    "**": power,
}


def _moved(start: object, by: object) -> object:
    try:
        if is_duration(by):
            return _later(start, moments.nanos_of(by))
        if isinstance(by, YearsMonths):
            if isinstance(start, YearsMonths):
                return YearsMonths(start.months + by.months)
            return _months_on(start, by.months)
    except (OverflowError, ValueError):
        return None
    return None


def _later(start: object, nanos: int) -> object:
    if is_moment(start):
        return moments.later(start, nanos)
    if is_duration(start):
        return moments.make_duration(moments.nanos_of(start) + nanos)
    if is_clock(start):  # a clock goes round
        return moments.make_clock((moments.nanos_of(start) + nanos) % DAY, start.tzinfo)
    if is_day(start):  # a date counts as midnight, and stays a date (table 57)
        return moments.day_at((moments.instant(start) + nanos) // DAY)
    return None


def _months_on(start: object, months: int) -> object:
    """The same day so many months on; the last of a shorter month stands in for a missing day."""
    if not is_day(start) and not is_moment(start):
        return None
    day = moments.day_of(start)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = moments.month_days(year, month + 1)
    found = moments.make_day(year, month + 1, min(day.day, last))
    if not is_moment(start):
        return found
    return moments.make_moment(found, moments.nanos_of(start), start.tzinfo)


def _local(value: object) -> bool:
    # A date that is compared with a date and time counts as midnight in UTC.
    return is_moment(value) and moments.offset_of(value) is None


def _scaled(value: object, by: Decimal, how: Callable[[Decimal, Decimal], Decimal]) -> object:
    try:
        if is_duration(value):
            # Python's own durations stay as fine as they were, finer ones as fine as they are.
            exact = how(Decimal(moments.nanos_of(value)), by)
            fine = isinstance(value, moments.FineDuration)
            return moments.make_duration(int(exact) if fine else int(exact / 1000) * 1000)
        if isinstance(value, YearsMonths):
            months = how(Decimal(value.months), by).to_integral_value(rounding=ROUND_DOWN)
            return YearsMonths(int(months))
    except (OverflowError, ValueError):
        return None
    return None
