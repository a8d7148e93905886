"""Where a number will stand at the end of the year; `foretelling.py` says by which methods.

The numeric library is loaded with the first forecast, so that a process that makes none does not
pay for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Direction = Literal["up", "down"]
Together = Literal["sum", "last", "mean"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """expected: at the end of the period; low, high: of ten such forecasts about eight would end
    between them; chance: that the target is reached (None without one). method: how. error: half of
    the forecasts of the past were wrong by at most this much; tried: how many there were."""

    expected: float
    low: float
    high: float
    chance: float | None
    method: str
    error: float
    tried: int


def forecast(
    series: Sequence[float],
    *,
    ahead: int,
    done: int,
    target: float | None = None,
    direction: Direction = "up",
    together: Together = "sum",
    season: int = 12,
) -> Forecast | None:
    """The number at the end of the period, from whole steps of equal length (months), oldest first.

    ahead: steps of the period still to come; done: steps of it that the series ends with. together:
    whether the period's number is the sum of its steps (counts), the last one (what is open), or
    their mean (shares, medians). target is reached from above (`up`) or below (`down`). None when
    the past is too short to be judged: no forecast is better than one without a known error.
    """
    from pendopo.measures import foretelling

    return foretelling.foretell(
        series,
        ahead=ahead,
        done=done,
        target=target,
        direction=direction,
        together=together,
        season=season,
    )
