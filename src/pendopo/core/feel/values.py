"""The values of FEEL (DMN 1.5, 10.3.2) and how Python values come in and go out.

number = Decimal, string = str, boolean = bool, date = date, date and time = datetime, time = time,
days and time duration = timedelta (moments.py has what these cannot hold), list = list,
context = dict, null = None.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.moments import FarDate, FarMoment, FineDuration, FineTime

if TYPE_CHECKING:
    from pendopo.core.feel.types import Type

NUMBERS = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])
"""IEEE 754 decimal128, as the standard asks; nothing traps, an impossible sum gives null."""

SIZE = 100_000
"""Characters of a text, or items of a list, that an expression may make."""


@dataclass(frozen=True, slots=True)
class YearsMonths:
    """A years and months duration, in whole months (negative goes back)."""

    months: int


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days: which days those are is for the calendar of the region to say."""

    days: int


@dataclass(frozen=True, slots=True)
class Range:
    """An interval. `sign` is that of a test such as `< 10`, whose other end is open to infinity
    (None); without a sign an end that is null stays unknown."""

    low: object
    high: object
    low_closed: bool
    high_closed: bool
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Unequal:
    """The test `!= value`, which no interval can say."""

    value: object


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `call` takes the arguments in order. `types` are those of its parameters, None
    when they are not known; the `required` first ones must be given, and no more than `most` (None:
    as many as there are parameters)."""

    parameters: tuple[str, ...]
    call: Callable[..., object]
    types: "tuple[Type, ...] | None" = None
    result: "Type | None" = None
    required: int | None = None
    most: int | None = None


KINDS: dict[type, str] = {
    bool: "boolean",
    Decimal: "number",
    str: "string",
    date: "date",
    datetime: "date and time",
    time: "time",
    timedelta: "days and time duration",
    FarDate: "date",
    FarMoment: "date and time",
    FineTime: "time",
    FineDuration: "days and time duration",
    YearsMonths: "years and months duration",
    WorkingDays: "working days",
    list: "list",
    dict: "context",
    Range: "range",
    Unequal: "unequal",
    Function: "function",
    type(None): "null",
}


def from_python(value: object, depth: int = 0) -> object:
    """The FEEL value of a Python value. Deep; raises TypeError for a type that FEEL has not."""
    kind = type(value)
    if kind is str or kind is Decimal or kind is bool or value is None:
        return value
    if isinstance(value, int) and kind is int:
        return Decimal(value)
    if depth > 64:
        raise TooMuch
    if isinstance(value, Mapping):
        return {str(key): from_python(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [from_python(item, depth + 1) for item in value]
    if kind in KINDS:
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, int):  # IntEnum and the like
        return Decimal(int(value))
    if isinstance(value, str):  # lazy and marked-safe texts
        return str(value)
    for known in (datetime, date, time, timedelta):
        if isinstance(value, known):
            return value
    raise TypeError(f"FEEL has no value for {kind.__name__}")


def bounded(value: object) -> object:
    """`value` itself, unless it is a text or list larger than an expression may make."""
    if isinstance(value, str | list) and len(value) > SIZE:
        raise TooMuch
    return value


def number(value: Decimal) -> Decimal | None:
    """A finite number, or null for infinity and not-a-number."""
    return value if value.is_finite() else None


def as_list(value: object) -> list[object]:
    """The list itself, or a list of the one value; null gives the empty list's neighbour [null]."""
    return value if isinstance(value, list) else [value]


def kind_of(value: object) -> str | None:
    """The kind of a FEEL value, as KINDS has it."""
    return KINDS.get(type(value))
