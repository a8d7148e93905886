"""How an achievement is reckoned: formulas with a name, a date and a source.

R is what was realised, T the target, both of the same span. The same word can mean two formulas:
a falling target is reckoned (2T-R)/T in the regency's workbook and T/R in a SIPD companion, so the
formula is chosen by name and never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final, Literal

from pendopo.planning.tables.columns import plain

Accumulation = Literal["absolut", "non absolut"]
EXACT: Final = Context(prec=80)
"""Room for 30 digits of a cell squared: a value on the border of a band is never rounded over."""
_WORKBOOK: Final = "Evaluasi Renja Triwulan I 2021 (bentuk Permendagri 86/2017)"
_COMPANION: Final = "wp-sipd, rumus indikator"
_SINCE: Final = dt.date(2021, 1, 1)


@dataclass(frozen=True, slots=True)
class Strategy:
    """`name` as people say it; `formula` in words; `since` the first day it may be used.

    `accumulations`: which it goes with; `rising`: its entries may not fall from quarter to
    quarter; `names`: what may stand in the column `direction`, in plain lower case.
    """

    name: str
    formula: str
    since: dt.date
    source: str
    names: frozenset[str]
    reckon: Callable[[Decimal, Decimal], Decimal]
    accumulations: frozenset[Accumulation] = frozenset({"absolut", "non absolut"})
    rising: bool = False


def _up(realised: Decimal, target: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(Decimal(100), realised), target)


def _down(realised: Decimal, target: Decimal) -> Decimal:
    left = EXACT.subtract(EXACT.multiply(Decimal(2), target), realised)
    return EXACT.divide(EXACT.multiply(Decimal(100), left), target)


def _ratio_down(realised: Decimal, target: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(Decimal(100), target), realised)


_LAST: Final[frozenset[Accumulation]] = frozenset({"non absolut"})
_SUM: Final[frozenset[Accumulation]] = frozenset({"absolut"})

STRATEGIES: Final[tuple[Strategy, ...]] = (
    Strategy("naik", "R / T x 100", _SINCE, _WORKBOOK,
             frozenset({"naik", "naik baik", "naik r t"}), _up),
    Strategy("turun", "(2T - R) / T x 100", _SINCE, _WORKBOOK,
             frozenset({"turun", "turun baik", "turun 2t r t"}), _down),
    Strategy("tren positif", "R / T x 100, R jumlah semua triwulan", _SINCE, _COMPANION,
             frozenset({"tren positif"}), _up, _SUM),
    Strategy("turun T/R", "T / R x 100, R triwulan terakhir", _SINCE, _COMPANION,
             frozenset({"turun t r", "tren negatif"}), _ratio_down, _LAST),
    Strategy("persentase", "R / T x 100, R triwulan terakhir, tidak pernah turun", _SINCE,
             _COMPANION, frozenset({"persentase"}), _up, _LAST, rising=True),
    Strategy("nilai akhir", "R / T x 100, R triwulan terakhir", _SINCE, _COMPANION,
             frozenset({"nilai akhir"}), _up, _LAST),
)  # fmt: skip


def strategy(direction: str, *, on: dt.date) -> Strategy | None:
    """The strategy that this word of the column `direction` names on that day; None when none."""
    said = plain(direction)
    found = [one for one in STRATEGIES if said in one.names and one.since <= on]
    return found[-1] if found else None


def accumulation(written: str) -> Accumulation | None:
    """ "Absolut", "non absolut", "Non-Absolut", "nonabsolut"; None for anything else."""
    said = plain(written)
    if said == "absolut":
        return "absolut"
    return "non absolut" if said in ("non absolut", "nonabsolut") else None
