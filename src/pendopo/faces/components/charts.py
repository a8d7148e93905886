"""A line through time as a picture of ours: values to units, round numbers to grid lines."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pendopo.faces.components.filters import number

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 34, 12, 30
LINES = 4
"""Grid lines wanted; round steps give one more or less."""
NAMES = 7
"""Names under the line, at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One step of time. value: None where there is none to be shown; said: the value in words,
    which also says why there is none."""

    at: dt.date
    name: str
    value: Decimal | None
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """For `ui.series`, in units of the picture: `grid` and `names` as (place, text), `runs` the
    paths between gaps, `dots` as (x, y, what it says)."""

    spots: tuple[Spot, ...]
    grid: tuple[tuple[float, str], ...]
    names: tuple[tuple[float, str], ...]
    runs: tuple[str, ...]
    dots: tuple[tuple[float, float, str], ...]

    @property
    def drawn(self) -> bool:
        """Whether there is a line to draw: two values at least."""
        return len(self.dots) > 1


def chart(spots: Sequence[Spot]) -> Chart:
    """From nought, or from the lowest below it, up to a round number."""
    values = [one.value for one in spots if one.value is not None]
    low, high, step = _scale(
        float(min(values, default=Decimal(0))),
        float(max(values, default=Decimal(1))),
        finest=1.0 if all(one % 1 == 0 for one in values) else 0.0,
    )
    across = (WIDTH - LEFT - RIGHT) / max(1, len(spots) - 1)

    def x(place: int) -> float:
        return round(LEFT + place * across, 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low), 1)

    every = max(1, math.ceil(len(spots) / NAMES))
    ticks = [low + step * at for at in range(round((high - low) / step) + 1)]
    return Chart(
        spots=tuple(spots),
        grid=tuple((y(one), number(Decimal(str(round(one, 6))))) for one in ticks),
        names=tuple(
            (x(place), one.name)
            for place, one in enumerate(spots)
            if (len(spots) - 1 - place) % every == 0
        ),
        runs=_runs([
            None if one.value is None else (x(place), y(float(one.value)))
            for place, one in enumerate(spots)
        ]),
        dots=tuple(
            (x(place), y(float(one.value)), f"{one.name}: {one.said}")
            for place, one in enumerate(spots)
            if one.value is not None
        ),
    )  # fmt: skip


def _scale(low: float, high: float, *, finest: float = 0.0) -> tuple[float, float, float]:
    """Lowest and highest line and the step between lines, all round (1, 2 or 5 of some tens).
    finest: no step is smaller; things that are counted have no halves."""
    low, high = min(0.0, low), max(0.0, high)
    rough = (high - low or 1.0) / LINES
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough - 1e-9)
    step = max(step, finest)
    return math.floor(low / step) * step, max(step, math.ceil(high / step - 1e-9) * step), step


def _runs(places: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """A path for each stretch without a gap."""
    found: list[list[str]] = [[]]
    for one in places:
        if one is None:
            found.append([])
        else:
            found[-1].append(f"{one[0]:g} {one[1]:g}")
    return tuple("M" + "L".join(run) for run in found if len(run) > 1)
