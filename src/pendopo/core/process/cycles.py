"""Repeating times, ISO 8601 §4.5: `R5/PT1H`, `R/2026-12-01T08:00:00Z/P1D`."""

from datetime import datetime, timedelta

from pendopo.core.feel.literal import read_duration, read_moment
from pendopo.core.feel.values import YearsMonths
from pendopo.core.process.model import Cycle


def read_cycle(text: str) -> Cycle | None:
    """The repetition in `text`: how often, perhaps the first moment, and the time between. None
    when it is nothing of the kind, or ends at a moment instead of beginning at one."""
    head, *rest = text.strip().split("/")
    times = head[1:]
    if not head.startswith("R") or not 1 <= len(rest) <= 2 or len(times) > 6:
        return None
    if times and not (times.isascii() and times.isdigit() and int(times)):
        return None
    every = read_duration(rest[-1])
    first = read_moment(rest[0]) if len(rest) == 2 else None
    # Nanoseconds and years beyond 9999 are good FEEL, but no clock of ours.
    if not isinstance(every, timedelta | YearsMonths):
        return None
    if len(rest) == 2 and not isinstance(first, datetime):
        return None
    begins = first if isinstance(first, datetime) else None
    return Cycle(every, int(times) if times else None, begins)
