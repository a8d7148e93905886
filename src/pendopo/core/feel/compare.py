"""Equality, order and membership in three-valued logic (DMN 1.5, 10.3.2.15 and tables 50 to 54)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from pendopo.core.feel import moments
from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.moments import SECOND, is_clock, is_day, is_duration, is_moment
from pendopo.core.feel.values import (
    SIZE,
    Function,
    Range,
    Unequal,
    WorkingDays,
    YearsMonths,
    kind_of,
)


def equal(left: object, right: object, spent: list[int] | None = None) -> bool | None:
    """True, False, or null when the two are of different kinds; null equals only null."""
    if left is None or right is None:
        return left is right
    if type(left) is not type(right) and kind_of(left) != kind_of(right):
        return None
    if isinstance(left, list) and isinstance(right, list):
        spent = _spend(spent)
        return len(left) == len(right) and all(
            equal(one, other, spent) is True for one, other in zip(left, right, strict=True)
        )
    if isinstance(left, dict) and isinstance(right, dict):
        spent = _spend(spent)
        return left.keys() == right.keys() and all(
            equal(one, right[key], spent) is True for key, one in left.items()
        )
    if isinstance(left, Function):
        return left is right
    if is_moment(left) and is_moment(right):
        # The standard compares hours, minutes and whole seconds; its kit insists.
        same = moments.instant(left) // SECOND == moments.instant(right) // SECOND
        return same and _same_clock(left, right)
    if is_clock(left) and is_clock(right):
        return _same_clock(left, right) and _turn(left) // SECOND == _turn(right) // SECOND
    return bool(left == right)


def identical(left: object, right: object) -> bool:
    """The same value down to the last digit and to the zone: is(), and distinct values."""
    if is_moment(left) and is_moment(right):
        exact = moments.instant(left) == moments.instant(right)
        return exact and _zone(left) == _zone(right) and _same_clock(left, right)
    if is_clock(left) and is_clock(right):
        exact = moments.nanos_of(left) == moments.nanos_of(right)
        return exact and _zone(left) == _zone(right)
    return kind_of(left) == kind_of(right) and equal(left, right) is True


def less(left: object, right: object) -> bool | None:
    """left < right, or null when the two have no common order."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left < right
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    if is_moment(left) and is_moment(right):
        if not _same_clock(left, right):
            return None
        return moments.instant(left) < moments.instant(right)
    if is_day(left) and is_day(right):
        return moments.days(left) < moments.days(right)
    if is_clock(left) and is_clock(right):
        return _turn(left) < _turn(right) if _same_clock(left, right) else None
    if is_duration(left) and is_duration(right):
        return moments.nanos_of(left) < moments.nanos_of(right)
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return left.months < right.months
    if isinstance(left, WorkingDays) and isinstance(right, WorkingDays):
        return left.days < right.days
    return None


def compare(operator: str, left: object, right: object) -> bool | None:
    """One of = != < <= > >= between two values."""
    if operator == "=":
        return equal(left, right)
    if operator == "!=":
        return negate(equal(left, right))
    if operator == "<":
        return less(left, right)
    if operator == ">":
        return less(right, left)
    return negate(less(right, left)) if operator == "<=" else negate(less(left, right))


def negate(value: object) -> bool | None:
    """not: null stays null, and so does anything that is no boolean."""
    return None if not isinstance(value, bool) else not value


def conjunction(values: Sequence[object]) -> bool | None:
    """and: False wins over null."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


def disjunction(values: Sequence[object]) -> bool | None:
    """or: True wins over null."""
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


def inside(value: object, interval: Range) -> bool | None:
    """Whether `value` lies in the interval."""
    if interval.sign == "=":
        return equal(value, interval.low)
    low = high = True  # type: bool | None
    if interval.low is not None or not interval.sign:
        low = compare(">=" if interval.low_closed else ">", value, interval.low)
    if interval.high is not None or not interval.sign:
        high = compare("<=" if interval.high_closed else "<", value, interval.high)
    # An interval with an unknown end says nothing, not even of what lies outside of the other.
    return None if low is None or high is None else low and high


def passes(value: object, test: object) -> bool | None:
    """Whether `value` meets one test: an interval, a list of values or tests, or a value."""
    if isinstance(test, Range):
        return inside(value, test)
    if isinstance(test, Unequal):
        return negate(equal(value, test.value))
    if isinstance(test, list):
        if isinstance(value, list) and equal(value, test) is True:
            return True
        return any(
            passes(value, item) is True
            if isinstance(item, Range | Unequal)
            else equal(value, item) is True
            for item in test
        )
    return equal(value, test)


def _spend(spent: list[int] | None) -> list[int]:
    # Shared parts can make a value exponentially larger than the memory it takes.
    if spent is None:
        return [1]
    spent[0] += 1
    if spent[0] > SIZE:
        raise TooMuch
    return spent


_Clocked: TypeAlias = moments.Moment | moments.Clock


def _same_clock(left: _Clocked, right: _Clocked) -> bool:
    return (left.tzinfo is None) == (right.tzinfo is None)


def _turn(value: moments.Clock) -> int:
    return moments.nanos_of(value) - (moments.offset_of(value) or 0)


def _zone(value: _Clocked) -> object:
    # +00:00 and Z are the same zone, Etc/GMT is another.
    return getattr(value.tzinfo, "key", None) or moments.offset_of(value)
