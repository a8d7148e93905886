"""Months and quarters of a year, as they were reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from pendopo.planning.values import QUARTERS

MONTHS_OF: Final = {
    quarter: tuple(f"M{3 * at + month:02d}" for month in (1, 2, 3))
    for at, quarter in enumerate(QUARTERS)
}


def by_quarter(said: Mapping[str, Decimal], *, added: bool) -> dict[str, Decimal]:
    """The figure of each quarter that was reported: its own, else what its months say. added:
    months of a quarter add up; else its last one counts."""
    found: dict[str, Decimal] = {}
    for quarter, months in MONTHS_OF.items():
        if quarter in said:
            found[quarter] = said[quarter]
            continue
        values = [said[month] for month in months if month in said]
        if values:
            found[quarter] = sum(values, Decimal()) if added else values[-1]
    return found


def quarter_of(month: int) -> str:
    return QUARTERS[(month - 1) // 3]


def summed(payments: Iterable[tuple[int, Decimal]]) -> dict[str, Decimal]:
    """(month, rupiah) added up by quarter."""
    found: dict[str, Decimal] = {}
    for month, amount in payments:
        quarter = quarter_of(month)
        found[quarter] = found.get(quarter, Decimal()) + amount
    return found
