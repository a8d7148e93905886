"""How thrifty a budget was: formulas with a name, a date and a source, like achievements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pendopo.planning.evaluation.strategies import EXACT


@dataclass(frozen=True, slots=True)
class Thrift:
    """`reckon(spent, pagu)` in percent of the pagu."""

    name: str
    formula: str
    since: dt.date
    source: str
    reckon: Callable[[Decimal, Decimal], Decimal]


def _absorbed(spent: Decimal, pagu: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(Decimal(100), spent), pagu)


def _left(spent: Decimal, pagu: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(Decimal(100), EXACT.subtract(pagu, spent)), pagu)


_PRACTICE: Final = (
    "praktik laporan kinerja pemerintah daerah (contoh: rumus tanpa naskah peraturan)"
)
ABSORPTION: Final = Thrift(
    "penyerapan", "realisasi / pagu x 100", dt.date(2021, 1, 1), _PRACTICE, _absorbed
)
EFFICIENCY: Final = Thrift(
    "efisiensi", "(pagu - realisasi) / pagu x 100", dt.date(2021, 1, 1), _PRACTICE, _left
)
