"""The clock port: the only way a job, a reader or a face learns what time it is."""

from __future__ import annotations

from pendopo.core.clock import Clock, SystemClock

_clock: Clock = SystemClock()


def bind_clock(clock: Clock) -> None:
    """Called once by `config`; tests and the demo bind a clock that can be moved."""
    global _clock
    _clock = clock


def clock() -> Clock:
    return _clock
