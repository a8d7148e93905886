"""Pictures of the published table; every number of them stands in a table beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pendopo.faces.portal.reports.figures import Line, month
from pendopo.voice import api as voice

WIDTH, LEFT, RIGHT = 400, 34, 14
ROW, FOOT = 26, 24
HIGH, STEP, LABEL = 120, 40, 34


@dataclass(frozen=True, slots=True)
class Picture:
    """marks: what is drawn, in units of a box of this width and height."""

    width: int
    height: int
    marks: tuple[dict[str, Any], ...]


def intervals(ranked: Sequence[Line]) -> Picture | None:
    """Of each ranked line the share of confirmed fixes with its interval, by rank."""
    marks = [
        {
            "rank": one.told.rank,
            "name": one.name,
            "words": one.fixed,
            "y": at * ROW + ROW // 2,
            "low": _across(one.told.fixed_low),
            "high": _across(one.told.fixed_high),
            "x": _across(one.told.fixed),
        }
        for at, one in enumerate(ranked)
    ]
    return Picture(WIDTH, len(marks) * ROW + FOOT, tuple(marks)) if marks else None


def ticks() -> tuple[tuple[int, float], ...]:
    """Per cent and where they stand on the line below."""
    return tuple((one, _across(one / 100)) for one in (0, 25, 50, 75, 100))


def course(told: Sequence[tuple[str, voice.Standing]]) -> Picture | None:
    """The share of confirmed fixes month by month, oldest first; None below two months."""
    shown = [(text, one) for text, one in told if one.fixed is not None]
    if len(shown) < 2:
        return None
    marks = tuple(
        {
            "month": month(text),
            "words": Line("", one).fixed,
            "x": LABEL + at * STEP + STEP // 2,
            "y": _up(one.fixed),
            "low": _up(one.fixed_low),
            "high": _up(one.fixed_high),
        }
        for at, (text, one) in enumerate(shown)
    )
    return Picture(LABEL + max(12, len(marks)) * STEP, HIGH, marks)


def _across(value: float | None) -> float:
    return round(LEFT + (value or 0.0) * (WIDTH - LEFT - RIGHT), 1)


def _up(value: float | None) -> float:
    return round(HIGH - 8 - (value or 0.0) * (HIGH - 16), 1)
