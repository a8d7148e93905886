"""UUID version 7 (RFC 9562 section 5.7): sorted by time, random otherwise."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_RANDOM_BITS: Final = 74
_STEP_BITS: Final = 32
_LOW_BITS: Final = 62


class _Last:
    """The last id's millisecond and random part: RFC 9562 section 6.2, method 2."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.milliseconds = -1
        self.random = 0


_last = _Last()


def uuid7(now: datetime, random: Callable[[int], int] = secrets.randbits) -> UUID:
    """A new id for the moment `now` (aware). random: gives n random bits as an int.

    Ids made in one process within one millisecond ascend, across threads too. Raises ValueError
    for a naive moment or one before 1970.
    """
    if now.tzinfo is None:
        raise ValueError("uuid7 needs an aware datetime")
    milliseconds = (now - _EPOCH) // _MILLISECOND
    if not 0 <= milliseconds < 1 << 48:
        raise ValueError("uuid7 counts from 1970")
    with _last.lock:
        part = 0
        if milliseconds == _last.milliseconds:
            part = _last.random + 1 + random(_STEP_BITS)
        if not part or part >> _RANDOM_BITS:
            # One bit stays free so that counting on has room for the whole millisecond.
            part = random(_RANDOM_BITS - 1)
        _last.milliseconds, _last.random = milliseconds, part
    high, low = part >> _LOW_BITS, part & ((1 << _LOW_BITS) - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low)


def moment_of(identifier: UUID) -> datetime:
    """The moment (UTC, to the millisecond) in a version 7 id. ValueError for other versions."""
    if identifier.version != 7:
        raise ValueError("not a version 7 UUID")
    return _EPOCH + (identifier.int >> 80) * _MILLISECOND
