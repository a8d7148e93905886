"""Where a case stands: its tokens and the results so far, and none of the facts of the case."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from pendopo.core.feel import WorkingDays, YearsMonths
from pendopo.core.feel.written import written

_EXACT = 2**53


class Token(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """Something that waits.

    `host` is the token that a boundary event watches, the whole of which a repeated activity is
    one, or the event-based gateway that offers this event; `index` the place among the repeats, the
    incoming flow by which a join was reached, or how often a timer still comes back (-1: without
    end); `aside` marks a way begun by a non-interrupting event; `results` gathers the results of a
    repeated activity (None until done). `scope` is the token of the sub-process or call around it,
    0 for the main process; `data` the results kept inside of a call or a repeated sub-process.
    """

    number: int
    node: str
    host: int = 0
    index: int = 0
    aside: bool = False
    results: tuple[Any, ...] | None = None
    scope: int = 0
    data: dict[str, Any] | None = None


class State(
    msgspec.Struct,
    frozen=True,
    rename={"tokens": "t", "next": "n", "values": "v", "ended": "x", "end": "e"},
    omit_defaults=True,
):
    """The state of one case. `next` is the number that the next token gets; `values` the results
    by node id or result name, as plain JSON values; `end` the end event that gives the outcome."""

    tokens: tuple[Token, ...] = ()
    next: int = 1
    values: dict[str, Any] = {}
    ended: bool = False
    end: str = ""

    def encode(self) -> bytes:
        """Compact JSON; numbers stay exact."""
        return _ENCODER.encode(self)

    @classmethod
    def decode(cls, data: bytes) -> "State":
        """The state that `encode` wrote. Raises ValueError for anything else."""
        return _DECODER.decode(data)


_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(State, float_hook=Decimal)


def plain(value: object, depth: int = 0) -> object:
    """A value as the state keeps it: JSON, with dates and durations as ISO 8601 text.

    Raises TypeError for what has no such form, and for nesting beyond 32.
    """
    kind = type(value)
    if value is None or kind is str or kind is bool:
        return value
    if isinstance(value, int) and kind is int and -_EXACT <= value <= _EXACT:
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(int(value))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TypeError("a number that is not finite")
        if value == value.to_integral_value() and abs(value) <= _EXACT:
            return int(value)
        return value
    if depth > 32:
        raise TypeError("nested too deeply")
    if isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date | datetime | time | timedelta | YearsMonths | WorkingDays):
        return written(value)
    raise TypeError(f"{kind.__name__} has no plain form")
