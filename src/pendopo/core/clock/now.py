"""The clock port: where verbs get `now` from, so that tests and stories move time."""

from __future__ import annotations

import json
import math
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Anything that can tell the time."""

    def now(self) -> datetime:
        """The present moment as an aware UTC datetime."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still. at: aware datetime."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a fixed clock needs an aware datetime")

    def now(self) -> datetime:
        """The fixed moment, UTC."""
        return self.at.astimezone(UTC)


class ShiftedClock:
    """The machine's clock moved by the seconds in a small JSON file: {"seconds": 86400}.

    The file is read again when its modification time changes (one stat per call), so every
    process that shares it moves together. No file, or one half-written: the last known shift,
    0 at first; a removed file means 0. Write it by rename.
    """

    def __init__(self, path: Path | str, base: Clock | None = None) -> None:
        self._path = Path(path)
        self._base = base or SystemClock()
        self._known: tuple[int, timedelta] = (-1, timedelta(0))
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The shifted moment, UTC."""
        return self._base.now() + self._shift()

    def _shift(self) -> timedelta:
        try:
            changed = self._path.stat().st_mtime_ns
        except OSError:
            return timedelta(0)
        if changed != self._known[0]:
            with self._lock:
                self._known = (changed, self._read(self._known[1]))
        return self._known[1]

    def _read(self, last: timedelta) -> timedelta:
        try:
            seconds = json.loads(self._path.read_text("utf-8"))["seconds"]
            return timedelta(seconds=seconds) if math.isfinite(seconds) else last
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return last
