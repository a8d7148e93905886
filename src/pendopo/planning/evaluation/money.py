"""Money of a row: always added up, whatever its performance does."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pendopo.planning.evaluation.rows import QUARTERS, Measured
from pendopo.planning.evaluation.strategies import EXACT


@dataclass(frozen=True, slots=True)
class Money:
    """Rupiah and percent, exact; None where the table does not say enough to reckon it."""

    realised_year: Decimal | None
    achievement_year: Decimal | None
    realised_total: Decimal | None
    achievement_total: Decimal | None


def money(row: Measured) -> Money:
    """The year is the sum of its reported quarters, the total the years before and this year; a
    share is realised / target x 100. Source: the workbook of `score`."""
    names = [f"{name}_rp" for name in QUARTERS]
    if any(row.figures[name].wrong for name in names if name in row.figures):
        return Money(None, None, None, None)
    paid = [value for name in names if (value := row.value(name)) is not None]
    year = sum(paid, Decimal()) if paid else None
    before = row.value("realised_to_previous_rp")
    total = before + year if before is not None and year is not None else None
    return Money(
        year, _share(year, row.value("target_year_rp")),
        total, _share(total, row.value("target_5yr_rp")),
    )  # fmt: skip


def _share(realised: Decimal | None, target: Decimal | None) -> Decimal | None:
    if realised is None or not target or target < 0:
        return None
    return EXACT.divide(EXACT.multiply(Decimal(100), realised), target)
