"""Where a number will stand at the end of the year: plain methods, chosen by how wrong they were.

Every method is tried on the past of the same series first: from each month that has enough behind
it the rest was foretold, and what came then says how wrong it was. The one with the smallest median
error is used, and its own errors give the interval and the chance; no shape of a distribution is
assumed. Methods: naive and drift (R. J. Hyndman and G. Athanasopoulos, "Forecasting: Principles and
Practice", 3rd edition, 5.2), seasonal naive (the same), and the line of H. Theil and P. K. Sen
(JASA 63, 1968). Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pendopo.measures.forecast import Direction, Forecast, Together

Numbers = NDArray[np.float64]
FEWEST = 4
"""Steps that must lie behind a forecast."""
FEWEST_ERRORS = 5
"""Forecasts of the past that must have been judged before an interval is shown."""
MARGIN = 0.8


def foretell(
    series: Sequence[float],
    *,
    ahead: int,
    done: int,
    target: float | None,
    direction: Direction,
    together: Together,
    season: int,
) -> Forecast | None:
    """See `forecast`."""
    past = np.asarray(series, dtype=np.float64)
    if ahead < 0 or not 0 <= done <= len(past) or not np.isfinite(past).all():
        raise ValueError("steps of a period lie within its series, and are numbers")
    if ahead == 0:
        return _settled(past, done, target, direction, together)
    errors = {name: _errors(past, method, ahead, done, together, season)
              for name, method in METHODS.items()}  # fmt: skip
    judged = {name: found for name, found in errors.items() if len(found) >= FEWEST_ERRORS}
    if not judged:
        return None
    name = min(judged, key=lambda one: float(np.median(np.abs(judged[one]))))
    wrong = judged[name]
    told = METHODS[name](past, ahead, season)
    if told is None:
        return None
    expected = _whole(past, done, told, together)
    ends = expected + wrong
    low, high = np.quantile(ends, [(1 - MARGIN) / 2, (1 + MARGIN) / 2])
    return Forecast(
        expected=expected,
        low=float(min(low, expected)),
        high=float(max(high, expected)),
        chance=_chance(ends, target, direction),
        method=name,
        error=float(np.median(np.abs(wrong))),
        tried=len(wrong),
    )


def _settled(
    past: Numbers, done: int, target: float | None, direction: Direction, together: Together
) -> Forecast | None:
    """Nothing is to come: the number is known."""
    if not done:
        return None
    number = _whole(past, done, np.empty(0), together)
    chance = None
    if target is not None:
        chance = float(number >= target if direction == "up" else number <= target)
    return Forecast(number, number, number, chance, "known", 0.0, 0)


def _chance(ends: Numbers, target: float | None, direction: Direction) -> float | None:
    """Share of the ends that reach it, with one of each kind added (the rule of succession): a few
    errors of the past cannot make anything certain."""
    if target is None:
        return None
    reached = int(np.sum(ends >= target if direction == "up" else ends <= target))
    return (reached + 1) / (len(ends) + 2)


def _whole(past: Numbers, done: int, told: Numbers, together: Together) -> float:
    steps = np.concatenate([past[len(past) - done :], told])
    if together == "sum":
        return float(steps.sum())
    return float(steps[-1] if together == "last" else steps.mean())


def _errors(
    past: Numbers, method: Method, ahead: int, done: int, together: Together, season: int
) -> Numbers:
    """What came minus what was foretold, from every place of the past with as much behind it and
    before it as now."""
    found = []
    for at in range(max(FEWEST, done), len(past) - ahead + 1):
        told = method(past[:at], ahead, season)
        if told is not None:
            came = _whole(past[: at + ahead], done + ahead, np.empty(0), together)
            found.append(came - _whole(past[:at], done, told, together))
    return np.asarray(found, dtype=np.float64)


def _naive(past: Numbers, ahead: int, season: int) -> Numbers | None:
    """As the last step."""
    return np.full(ahead, past[-1])


def _level(past: Numbers, ahead: int, season: int) -> Numbers | None:
    """As the middle of the last year's steps."""
    return np.full(ahead, np.median(past[-season:]))


def _drift(past: Numbers, ahead: int, season: int) -> Numbers | None:
    """On from the last step by the mean step so far."""
    step = float(past[-1] - past[0]) / (len(past) - 1)
    return float(past[-1]) + step * np.arange(1, ahead + 1, dtype=np.float64)


def _seasonal(past: Numbers, ahead: int, season: int) -> Numbers | None:
    """As the same step a year before."""
    if len(past) < season:
        return None
    return np.resize(past[-season:], ahead)


def _line(past: Numbers, ahead: int, season: int) -> Numbers | None:
    """The middle slope of all pairs, through the middle of the series."""
    left, right = np.triu_indices(len(past), 1)
    slope = np.median((past[right] - past[left]) / (right - left))
    base = np.median(past - slope * np.arange(len(past)))
    return np.asarray(base + slope * np.arange(len(past), len(past) + ahead), dtype=np.float64)


Method = Callable[[Numbers, int, int], Numbers | None]
METHODS: dict[str, Method] = {
    "naive": _naive,
    "level": _level,
    "drift": _drift,
    "seasonal": _seasonal,
    "line": _line,
}
