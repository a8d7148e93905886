"""Pages of a list by cursor: the cursor is the key of the last line that was given."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from pendopo.faces.rest.problems import Problem

T = TypeVar("T")


def page(
    found: Sequence[T], *, key: Callable[[T], str], cursor: str, limit: int
) -> tuple[Sequence[T], str]:
    """The lines after `cursor` and the next cursor, "" at the end.

    Raises `Problem` for a cursor that names no line any more.
    """
    first = 0
    if cursor:
        last = _read(cursor)
        places = (place for place, one in enumerate(found) if key(one) == last)
        first = next(places, -1) + 1
        if not first:
            raise Problem(422, "cursor_unknown")
    some = found[first : first + limit]
    more = first + limit < len(found)
    return some, _write(key(some[-1])) if more and some else ""


def _write(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        return base64.urlsafe_b64decode(padded.encode("ascii")).decode()
    except (ValueError, binascii.Error):
        raise Problem(422, "cursor_unknown") from None
