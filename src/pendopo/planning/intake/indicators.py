"""The indicator that a row carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pendopo.planning.evaluation.strategies import accumulation, strategy
from pendopo.planning.intake.figures import Figures, Place
from pendopo.planning.intake.values import IntakeIndicator, Ref
from pendopo.planning.tables import Columns
from pendopo.planning.tree import Finding

_ON: Final = dt.date.max
"""A file is read with every formula there is; an evaluation has a day of its own."""


def indicator_of(
    table: Columns, figures: Figures, at: Place, ref: Ref, years: Sequence[int], year: int | None
) -> IntakeIndicator | None:
    """None for a row without one. Words that name no formula are findings."""
    name = table.text(at.row, "indicator")
    if not name:
        return None
    way, how = _method(table, figures, at)
    targets: dict[str, Decimal] = {}
    for one in years:
        _take(targets, str(one), figures.read(at, f"t{one}", text_allowed=True))
    own = year if year is not None else years[0]
    _take(targets, str(own), figures.read(at, "target", text_allowed=True))
    for number in (1, 2, 3, 4):
        value = figures.read(at, f"target_q{number}", text_allowed=True)
        _take(targets, f"{own}Q{number}", value)
    return IntakeIndicator(
        row=at.row.number,
        node=ref,
        name=name,
        formula=table.text(at.row, "formula"),
        unit=table.text(at.row, "unit")[:80],
        direction=way,
        accumulation=how,
        baseline=figures.read(at, "baseline", text_allowed=True),
        targets=targets,
        target_text="" if targets else table.text(at.row, "target")[:200],
    )


def _take(targets: dict[str, Decimal], period: str, value: Decimal | None) -> None:
    if value is not None:
        targets[period] = value


def _method(table: Columns, figures: Figures, at: Place) -> tuple[str, str]:
    said, way = table.text(at.row, "direction"), None
    if said and (way := strategy(said, on=_ON)) is None:
        _say(figures, at, "direction", said, f"Arah “{said[:40]}” tidak dikenal; tulis naik atau"
             " turun.")  # fmt: skip
    added, how = table.text(at.row, "accumulation"), None
    if added and (how := accumulation(added)) is None:
        _say(figures, at, "accumulation", added, f"Akumulasi “{added[:40]}” tidak dikenal; tulis"
             " absolut atau non absolut.")  # fmt: skip
    return way.name if way else "", how or ""


def _say(figures: Figures, at: Place, column: str, said: str, text: str) -> None:
    figures.findings.append(
        Finding(column, at.level, at.code, at.skpd, None, said[:80], at.row.number, column, text)
    )
