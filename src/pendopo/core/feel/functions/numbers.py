"""Numbers (DMN 1.5, 10.3.4.5); a wrong kind of value gives null."""

import re
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from pendopo.core.feel.functions.registry import builtin
from pendopo.core.feel.moments import is_duration, make_duration, nanos_of
from pendopo.core.feel.values import NUMBERS, YearsMonths, number

_WRITTEN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


def whole(value: object) -> int | None:
    """An int from a number without a fraction, else null."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    return None


def truncated(value: object) -> int | None:
    """An int from a number, its fraction cut off: what is asked for where an integer belongs."""
    return int(value) if isinstance(value, Decimal) and abs(value) < 10**10 else None


def _rounded(value: object, scale: object, mode: str) -> object:
    places = truncated(scale)
    if not isinstance(value, Decimal) or places is None or not -6111 <= places <= 6176:
        return None
    found = value.quantize(Decimal(1).scaleb(-places), rounding=mode, context=NUMBERS)
    exponent = value.as_tuple().exponent
    if found.is_nan() and isinstance(exponent, int) and -exponent <= places:
        return value  # there is nothing to round, and 34 digits cannot hold the zeros
    return number(found)


@builtin("decimal", "n", "scale")
def decimal(value: object, scale: object) -> object:
    return _rounded(value, scale, ROUND_HALF_EVEN)


@builtin("floor", "n", "scale", optional=1)
def floor(value: object, scale: object = Decimal(0)) -> object:
    return _rounded(value, scale, ROUND_FLOOR)


@builtin("ceiling", "n", "scale", optional=1)
def ceiling(value: object, scale: object = Decimal(0)) -> object:
    return _rounded(value, scale, ROUND_CEILING)


@builtin("round half up", "n", "scale")
def round_half_up(value: object, scale: object) -> object:
    return _rounded(value, scale, ROUND_HALF_UP)


@builtin("round half down", "n", "scale")
def round_half_down(value: object, scale: object) -> object:
    return _rounded(value, scale, ROUND_HALF_DOWN)


@builtin("round up", "n", "scale")
def round_up(value: object, scale: object) -> object:
    return _rounded(value, scale, ROUND_UP)


@builtin("round down", "n", "scale")
def round_down(value: object, scale: object) -> object:
    return _rounded(value, scale, ROUND_DOWN)


@builtin("abs", "n")
def absolute(value: object) -> object:
    if isinstance(value, Decimal):
        return abs(value)
    if is_duration(value):
        return make_duration(abs(nanos_of(value)))
    return YearsMonths(abs(value.months)) if isinstance(value, YearsMonths) else None


@builtin("modulo", "dividend", "divisor")
def modulo(dividend: object, divisor: object) -> object:
    if not isinstance(dividend, Decimal) or not isinstance(divisor, Decimal) or divisor == 0:
        return None
    # dividend - divisor * floor(dividend / divisor): the sign of the divisor.
    rest = NUMBERS.remainder(dividend, divisor)
    if rest.is_nan():
        quotient = NUMBERS.divide(dividend, divisor).to_integral_value(rounding=ROUND_FLOOR)
        rest = NUMBERS.subtract(dividend, NUMBERS.multiply(divisor, quotient))
    elif rest and (rest < 0) != (divisor < 0):
        rest = NUMBERS.add(rest, divisor)
    return number(rest)


@builtin("sqrt", "number")
def sqrt(value: object) -> object:
    return number(NUMBERS.sqrt(value)) if isinstance(value, Decimal) and value >= 0 else None


@builtin("exp", "number")
def exp(value: object) -> object:
    return number(NUMBERS.exp(value)) if isinstance(value, Decimal) else None


@builtin("log", "number")
def log(value: object) -> object:
    return number(NUMBERS.ln(value)) if isinstance(value, Decimal) and value > 0 else None


@builtin("odd", "number")
def odd(value: object) -> object:
    found = whole(value)
    return None if found is None else found % 2 == 1


@builtin("even", "number")
def even(value: object) -> object:
    found = whole(value)
    return None if found is None else found % 2 == 0


@builtin("number", "from", "grouping separator", "decimal separator", optional=2)
def to_number(value: object, grouping: object = None, point: object = None) -> object:
    """number("1.500,25", ".", ",") reads the Indonesian way of writing."""
    if isinstance(value, Decimal):
        return value if grouping is None and point is None else None
    if not isinstance(value, str) or len(value) > 100:
        return None
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", "."):
        return None
    if grouping is not None and grouping == point:
        return None
    text = value.replace(grouping, "") if isinstance(grouping, str) else value
    text = text.replace(point, ".") if isinstance(point, str) else text
    if not _WRITTEN.fullmatch(text):
        return None
    return number(NUMBERS.create_decimal(text))
