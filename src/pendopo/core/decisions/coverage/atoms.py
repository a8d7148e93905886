"""The values of a column, cut into pieces within which no cell can tell two values apart.

Every literal of the column is a piece of its own, and so is all that lies between two neighbours.
One value stands for its piece: whether a cell takes it decides for the whole piece.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cmp_to_key

from pendopo.core.feel import moments
from pendopo.core.feel.compare import identical, less
from pendopo.core.feel.values import NUMBERS, YearsMonths, kind_of

OTHER = "\0"
"""Stands for every text that no cell names."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece: a value, or what lies between `low` and `high` (None: without end).

    value: what stands for it. named: for OTHER, the texts that it leaves out.
    """

    kind: str
    value: object
    low: object = None
    high: object = None
    open: bool = False
    named: tuple[str, ...] = field(default=())


def cut(kind: str, literals: Iterable[object], *, integers: bool = False) -> tuple[Atom, ...]:
    """The pieces of a column whose values are of this kind ("" when nothing says so).

    integers: its numbers are whole, so that nothing lies between 17 and 18.
    """
    by_kind: dict[str, list[object]] = {}
    for literal in literals:
        found = kind_of(literal) or ""
        known = by_kind.setdefault(found, [])
        if not any(identical(literal, one) for one in known):
            known.append(literal)
    if kind and kind not in by_kind:
        by_kind[kind] = []
    atoms: list[Atom] = []
    for name, values in by_kind.items():
        atoms += _pieces("integer" if integers and name == "number" else name, values)
    return tuple(atoms)


def _pieces(kind: str, values: list[object]) -> list[Atom]:
    if kind == "boolean":
        return [Atom(kind, True), Atom(kind, False)]
    if kind == "null":
        return [Atom(kind, None)]
    if kind == "string":
        named = tuple(str(value) for value in values)
        return [*(Atom(kind, name) for name in named), Atom(kind, OTHER, named=named)]
    if kind in _BETWEEN:
        return _line(kind, sorted(values, key=cmp_to_key(_order)))
    return [Atom(kind, value) for value in values]


def _order(one: object, other: object) -> int:
    return -1 if less(one, other) is True else 1 if less(other, one) is True else 0


def _line(kind: str, values: Sequence[object]) -> list[Atom]:
    """Points and what lies around them; dates have nothing between one day and the next."""
    if not values:
        return []
    made: list[Atom] = []
    below = None
    for value in values:
        between = _BETWEEN[kind](below, value)
        if between is not None:
            made.append(Atom(kind, between, below, value, open=True))
        made.append(Atom(kind, value, value, value))
        below = value
    above = _BETWEEN[kind](below, None)
    if above is not None:
        made.append(Atom(kind, above, below, None, open=True))
    return made


def _number(low: object, high: object) -> object:
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return NUMBERS.divide(NUMBERS.add(low, high), Decimal(2))
    if isinstance(high, Decimal):
        return NUMBERS.subtract(high, Decimal(1))
    return NUMBERS.add(low, Decimal(1)) if isinstance(low, Decimal) else None


def _integer(low: object, high: object) -> object:
    if isinstance(low, Decimal):
        found = low.to_integral_value(rounding=ROUND_FLOOR) + 1
        return found if not isinstance(high, Decimal) or found < high else None
    if isinstance(high, Decimal):
        return high.to_integral_value(rounding=ROUND_CEILING) - 1
    return None


def _day(low: object, high: object) -> object:
    first = moments.days(low) if moments.is_day(low) else None
    last = moments.days(high) if moments.is_day(high) else None
    if first is not None and last is not None:
        return moments.day_at(first + 1) if last - first > 1 else None
    if last is not None:
        return moments.day_at(last - 1)
    return None if first is None else moments.day_at(first + 1)


def _moment(low: object, high: object) -> object:
    if moments.is_moment(low) and moments.is_moment(high):
        apart = moments.instant(high) - moments.instant(low)
        return moments.later(low, apart // 2) if apart > 1 else None
    if moments.is_moment(high):
        return moments.later(high, -moments.SECOND)
    return moments.later(low, moments.SECOND) if moments.is_moment(low) else None


def _clock(low: object, high: object) -> object:
    start = moments.nanos_of(low) if moments.is_clock(low) else 0
    end = moments.nanos_of(high) if moments.is_clock(high) else moments.DAY
    if end - start <= (1 if moments.is_clock(low) else 0):
        return None
    zone = high.tzinfo if moments.is_clock(high) else low.tzinfo if moments.is_clock(low) else None
    return moments.make_clock((start + end) // 2, zone)


def _duration(low: object, high: object) -> object:
    if moments.is_duration(low) and moments.is_duration(high):
        apart = moments.nanos_of(high) - moments.nanos_of(low)
        half = moments.nanos_of(low) + apart // 2
        return moments.make_duration(half) if apart > 1 else None
    if moments.is_duration(high):
        return moments.make_duration(moments.nanos_of(high) - moments.SECOND)
    if moments.is_duration(low):
        return moments.make_duration(moments.nanos_of(low) + moments.SECOND)
    return None


def _months(low: object, high: object) -> object:
    if isinstance(low, YearsMonths) and isinstance(high, YearsMonths):
        apart = high.months - low.months
        return YearsMonths(low.months + 1) if apart > 1 else None
    if isinstance(high, YearsMonths):
        return YearsMonths(high.months - 1)
    return YearsMonths(low.months + 1) if isinstance(low, YearsMonths) else None


_BETWEEN = {
    "number": _number,
    "integer": _integer,
    "date": _day,
    "date and time": _moment,
    "time": _clock,
    "days and time duration": _duration,
    "years and months duration": _months,
}
