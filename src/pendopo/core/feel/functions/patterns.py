"""Regular expressions that cannot run away.

Python's engine backtracks, so a pattern such as (a+)+ can take years on a text of forty letters.
We refuse a repeat within a repeat, and bound the work of the rest by the length of the text.
"""

import re
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from pendopo.core.feel.functions.xpath import translated

WORK = 4_000_000
_FLAGS = {"i": re.IGNORECASE, "s": re.NOFLAG, "m": re.MULTILINE, "x": re.NOFLAG}
_REFUSED = {"GROUPREF_EXISTS", "ATOMIC_GROUP", "POSSESSIVE_REPEAT"}


class BadPattern(ValueError):
    """The pattern is no pattern, or one that could run away."""


@lru_cache(maxsize=512)
def compiled(pattern: str, flags: str = "") -> tuple[re.Pattern[str], int]:
    """The pattern and the number of its open repeats. Raises BadPattern."""
    if len(pattern) > 500 or not set(flags) <= set(_FLAGS):
        raise BadPattern(pattern)
    option = 0
    for flag in flags:
        option |= _FLAGS[flag]
    try:
        text = translated(pattern, flags)
        repeats = _repeats(_parser.parse(text, option), False)
        return re.compile(text, option), repeats
    except (re.error, RecursionError, OverflowError, ValueError):
        raise BadPattern(pattern) from None


def affordable(text: str, repeats: int) -> bool:
    """Whether a search in `text` stays within the work that one evaluation may do."""
    return (len(text) + 1) ** min(repeats + 1, 8) <= WORK or repeats == 0


def _repeats(items: Any, inside: bool) -> int:
    total = 0
    for operator, value in items:
        if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            low, high, body = value
            loose = high != low
            if inside and high > 1 and loose:
                raise BadPattern
            total += int(loose and high > 20) + _repeats(body, inside or high > 1)
        elif operator is _constants.BRANCH:
            if inside:
                raise BadPattern
            total += sum(_repeats(branch, inside) for branch in value[1])
        elif operator is _constants.SUBPATTERN:
            total += _repeats(value[3], inside)
        elif operator in (_constants.ASSERT, _constants.ASSERT_NOT):
            total += _repeats(value[1], inside)
        elif str(operator) in ("GROUPREF", "GROUPREF_IGNORE"):
            if inside:
                raise BadPattern
            total += 1
        elif str(operator) in _REFUSED:
            raise BadPattern
    return total
