"""Reading a request's JSON: strict, shallow, and nothing the rooms below could choke on."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from pendopo.faces.rest.problems import Problem

DEEPEST = 12
MOST_VALUES = 20_000
LONGEST_DIGITS = 30
_LARGEST = 10**15


class StrictParser(Parser):
    """JSON in UTF-8 without repeated names, NUL, lone surrogates, or numbers out of range."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            found = json.loads(
                request.body.decode("utf-8"),
                parse_int=_whole,
                parse_constant=_refuse,
                object_pairs_hook=_unique,
            )
        except (ValueError, RecursionError) as error:
            raise Problem(400, "request_unreadable") from error
        _check(found)
        return found


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _whole(digits: str) -> int:
    """Python reads whole numbers of any length in quadratic time; nobody needs those here."""
    if len(digits) > LONGEST_DIGITS:
        raise ValueError("a number too long")
    return int(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name given twice")
    return found


def _check(value: Any) -> None:
    """Walk without recursion; raises `Problem` for what is too deep, too much or not storable."""
    waiting, seen = [(value, 1)], 0
    while waiting:
        one, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_VALUES or not _storable(one):
            raise Problem(400, "request_unreadable")
        if isinstance(one, dict):
            waiting += [(name, depth) for name in one]
            waiting += [(inner, depth + 1) for inner in one.values()]
        elif isinstance(one, list):
            waiting += [(inner, depth + 1) for inner in one]


def _storable(one: Any) -> bool:
    if isinstance(one, str):
        return is_plain(one)
    if isinstance(one, float):
        return math.isfinite(one) and abs(one) <= _LARGEST
    if isinstance(one, int):
        return abs(one) <= _LARGEST
    return True


def is_plain(text: str) -> bool:
    """Text that a database and UTF-8 can hold: no NUL, no lone surrogate."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
