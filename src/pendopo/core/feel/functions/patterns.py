"""Regular expressions that cannot run away.

Python's engine backtracks, so a pattern such as (a+)+ can take years on a text of forty letters.
It is used where the ways through pattern and text are few; else a matcher that counts its steps.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from re import _constants, _parser
from typing import Any, Protocol

from pendopo.core.feel.errors import charge
from pendopo.core.feel.functions.machine import Machine, TooLong
from pendopo.core.feel.functions.xpath import translated

WORK = 200_000
"""Ways through a text that Python's own engine may be left to try."""
WAYS = 50
"""Ways that count as one step of an evaluation."""
LENGTH = 500
"""Characters of a pattern."""
_FLAGS = {"i": re.IGNORECASE, "s": re.NOFLAG, "m": re.MULTILINE, "x": re.NOFLAG}


class BadPattern(ValueError):
    """The pattern is no pattern, or too long a one."""


class Match(Protocol):
    """What was found; its groups by number."""

    def __getitem__(self, group: int, /) -> Any: ...


class Matcher(Protocol):
    """Either engine."""

    @property
    def groups(self) -> int: ...

    def search(self, text: str, /) -> Match | None: ...

    def sub(self, replaced: Callable[[Any], str], text: str, /) -> str: ...

    def split(self, text: str, /) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, ready for both engines. Both count their work against the evaluation."""

    quick: re.Pattern[str]
    counting: Machine
    tree: Any

    def for_text(self, text: str) -> Matcher:
        """The engine that is safe for this text. The counting one may raise GivenUp."""
        ways = _ways(self.tree, len(text)) * (len(text) + 1)
        if ways > WORK:
            return self.counting
        charge(ways // WAYS)
        return self.quick


@lru_cache(maxsize=512)
def compiled(pattern: str, flags: str = "") -> Pattern:
    """Raises BadPattern."""
    if len(pattern) > LENGTH or not set(flags) <= set(_FLAGS):
        raise BadPattern(pattern)
    option = 0
    for flag in flags:
        option |= _FLAGS[flag]
    try:
        text = translated(pattern, flags)
        tree = _parser.parse(text, option)
        quick = re.compile(text, option)
        return Pattern(quick, Machine(tree, option, quick.groups), tree)
    except (re.error, RecursionError, OverflowError, TooLong, ValueError):
        raise BadPattern(pattern) from None


def _ways(items: Any, length: int) -> int:
    """At most so many ways lead through the pattern in a text of this length, cut off at WORK."""
    ways = 1
    for operator, value in items:
        if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            low, high, body = value
            most = min(length + 1, high) if high is not _constants.MAXREPEAT else length + 1
            inner = _ways(body, length)
            choices = max(1, most - low + 1)
            ways *= choices if inner == 1 else choices * _power(inner, most)
        elif operator is _constants.BRANCH:
            ways *= sum(_ways(branch, length) for branch in value[1])
        elif operator is _constants.SUBPATTERN:
            ways *= _ways(value[3], length)
        elif operator in (_constants.ASSERT, _constants.ASSERT_NOT):
            ways *= _ways(value[1], length)
        elif str(operator) in ("GROUPREF", "GROUPREF_IGNORE"):
            ways *= length + 1
        if ways > WORK:
            return WORK + 1
    return ways


def _power(base: int, times: int) -> int:
    found = 1
    for _ in range(times):
        found *= base
        if found > WORK:
            break
    return found
