"""From sums to a number. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pendopo.measures.bookings import SCALE
from pendopo.measures.definition import SHARES, Definition


@dataclass(slots=True)
class Sums:
    """n, good, total over a window; values: how often each value came."""

    n: int = 0
    good: int = 0
    total: Decimal = Decimal(0)
    values: dict[int, int] = field(default_factory=dict)

    def add(self, value: int, n: int, good: int, total: Decimal) -> None:
        self.n += n
        self.good += good
        self.total += total
        self.values[value] = self.values.get(value, 0) + n


def number(one: Definition, sums: Sums) -> Decimal | None:
    """The measure's number: counts and sums are 0 when nothing was counted, everything else is
    None then. Shares in percent, not rounded."""
    if one.kind in ("count", "open"):
        return Decimal(sums.n)
    if one.kind == "sum":
        return sums.total / SCALE.get(one.lasting, 1)
    if sums.n <= 0:
        return None
    if one.kind in SHARES:
        return Decimal(100 * sums.good) / sums.n
    scale = SCALE.get(one.lasting, 1)
    if one.kind == "mean":
        return sums.total / sums.n / scale
    return ranked(sums.values, sums.n, one.rank) / scale


def ranked(values: Mapping[int, int], n: int, percent: int) -> Decimal:
    """The percentile by rank: the smallest value with at least so many percent of all at or below
    it; when exactly so many are, the mean of it and the next (definition 2 of R. J. Hyndman and
    Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996). The
    50th is the usual median."""
    wanted, rest = divmod(n * percent, 100)
    ranks = (wanted + 1, wanted + 1) if rest else (max(1, wanted), wanted + 1)
    low, high = (_at(values, rank) for rank in ranks)
    return Decimal(low + high) / 2


def _at(values: Mapping[int, int], rank: int) -> int:
    passed = 0
    for value in sorted(values):
        passed += values[value]
        if passed >= rank:
            return value
    return 0
