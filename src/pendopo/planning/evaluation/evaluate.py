"""A whole table scored row by row, and the agency's mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from pendopo.planning.evaluation.bands import predicate
from pendopo.planning.evaluation.rows import Measured, measured
from pendopo.planning.evaluation.score import Refusal, Result, score
from pendopo.planning.evaluation.strategies import EXACT
from pendopo.planning.tables import Sheet
from pendopo.planning.tree.levels import level_of

_STEADY: Final = Context(prec=60)
"""Fewer digits than its parts have: 100/3 + 200/3 is 100 again, not 99.9…"""


@dataclass(frozen=True, slots=True)
class Mean:
    """Arithmetic mean of the achievement of an agency's programmes, in percent, unrounded."""

    agency: str
    programmes: int
    achievement: Decimal
    predicate: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`outcomes` in the order of the file, each with its row."""

    outcomes: tuple[tuple[Measured, Result | Refusal], ...]
    on: dt.date
    notes: tuple[str, ...]

    @property
    def refused(self) -> int:
        return sum(isinstance(one, Refusal) for _row, one in self.outcomes)


def evaluate(sheet: Sheet, *, on: dt.date) -> Evaluation:
    """Score a table. on: the day whose formulas and bands hold.

    Raises `Unreadable` when a required column is missing.
    """
    rows, notes = measured(sheet)
    return Evaluation(tuple((row, score(row, on=on)) for row in rows), on, tuple(notes))


def means(evaluation: Evaluation) -> tuple[Mean, ...]:
    """The result of each agency: the mean over rows of level program only (the workbook's rule).

    An agency with a refused programme has no mean: what is incomplete is never scored.
    """
    rows: dict[str, list[Result | Refusal]] = {}
    for row, one in evaluation.outcomes:
        if level_of(row.level) == "program":
            rows.setdefault(row.agency, []).append(one)
    found = []
    for agency, all_of_it in rows.items():
        scored = [one for one in all_of_it if isinstance(one, Result)]
        if len(scored) < len(all_of_it):
            continue
        total = Decimal()
        for one in scored:
            total = EXACT.add(total, one.achievement_year)
        mean = _STEADY.divide(total, Decimal(len(scored)))
        found.append(Mean(agency, len(scored), mean, predicate(mean, on=evaluation.on)))
    return tuple(found)
