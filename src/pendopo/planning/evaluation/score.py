"""One row scored, or refused with the sentence that says why. What is incomplete is never scored.

Formulas: the regency's workbook "Evaluasi Renja Triwulan I 2021", in the form of Permendagri
86/2017. That workbook itself gives 200 % to a row without direction; here the row is refused.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from pendopo.planning.evaluation.bands import predicate
from pendopo.planning.evaluation.rows import FIGURES, QUARTERS, Measured
from pendopo.planning.evaluation.strategies import EXACT, Strategy, accumulation, strategy


@dataclass(frozen=True, slots=True)
class Result:
    """Realised in the indicator's unit, achievement in percent; all exact, nothing rounded."""

    code: str
    realised_year: Decimal
    achievement_year: Decimal
    realised_total: Decimal
    achievement_total: Decimal
    predicate_year: str
    predicate_total: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """`error`: a sentence in Bahasa Indonesia; `column`: the first one to mend."""

    code: str
    error: str
    column: str


class _No(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        self.column = column
        super().__init__(sentence)


TITLES: Final = {
    "target_5yr": "Target 5 tahun",
    "realised_to_previous": "Realisasi s.d. tahun lalu",
    "target_year": "Target tahun berjalan",
    "q1": "Triwulan I",
    "q2": "Triwulan II",
    "q3": "Triwulan III",
    "q4": "Triwulan IV",
}
_WRONG: Final = {
    "text": "bukan angka",
    "date": "berubah menjadi tanggal",
    "not_finite": "bukan bilangan",
    "too_large": "terlalu besar untuk masuk akal",
    "exponent": "terlalu kecil untuk masuk akal",
    "swapped": "memakai koma dan titik terbalik dibanding angka lain di berkas ini",
    "unclear": "dapat dibaca dua cara: ribuan atau desimal",
}


def score(row: Measured, *, on: dt.date) -> Result | Refusal:
    """on: the day whose strategies and bands hold."""
    try:
        return _score(row, on)
    except _No as no:
        return Refusal(row.code, str(no), no.column)


def _score(row: Measured, on: dt.date) -> Result:
    if row.spilled:
        raise _No(
            "", "Baris ini punya sel lebih dari judulnya; mungkin ada koma tanpa tanda kutip."
        )
    way = _strategy(row, on)
    how = _accumulation(row, way)
    for name in FIGURES:
        _readable(row, name)
    target_total, target_year = _target(row, "target_5yr"), _target(row, "target_year")
    quarters = _quarters(row, how, way)
    if how == "absolut":
        before = row.value("realised_to_previous")
        if before is None:
            raise _No("realised_to_previous", "Realisasi s.d. tahun lalu kosong, padahal"
                      " akumulasinya absolut; tulis 0 bila belum ada.")  # fmt: skip
        year = Decimal()
        for one in quarters:
            year = EXACT.add(year, one)
        total = EXACT.add(before, year)
    else:
        year = total = quarters[-1]
    return _result(row, way, (year, target_year), (total, target_total), on)


def _result(
    row: Measured,
    way: Strategy,
    year: tuple[Decimal, Decimal],
    total: tuple[Decimal, Decimal],
    on: dt.date,
) -> Result:
    if "T / R" in way.formula and not (year[0] and total[0]):
        raise _No("q1", "Realisasi 0 tidak dapat dinilai dengan rumus T/R.")
    achieved_year, achieved_total = way.reckon(*year), way.reckon(*total)
    return Result(
        code=row.code,
        realised_year=year[0],
        achievement_year=achieved_year,
        realised_total=total[0],
        achievement_total=achieved_total,
        predicate_year=predicate(achieved_year, on=on),
        predicate_total=predicate(achieved_total, on=on),
    )


def _strategy(row: Measured, on: dt.date) -> Strategy:
    if not row.direction:
        raise _No("direction", "Arah indikator kosong; tulis naik atau turun.")
    way = strategy(row.direction, on=on)
    if way is None:
        raise _No("direction", f"Arah “{row.direction[:40]}” tidak dikenal; tulis naik atau turun.")
    return way


def _accumulation(row: Measured, way: Strategy) -> str:
    if not row.accumulation:
        raise _No("accumulation", "Akumulasi kosong; tulis absolut atau non absolut.")
    how = accumulation(row.accumulation)
    if how is None:
        said = row.accumulation[:40]
        raise _No("accumulation", f"Akumulasi “{said}” tidak dikenal; tulis absolut atau non"
                  " absolut.")  # fmt: skip
    if how not in way.accumulations:
        other = next(iter(way.accumulations))
        raise _No("accumulation", f"Rumus {way.name} hanya untuk akumulasi {other}.")
    return how


def _readable(row: Measured, name: str) -> None:
    found = row.figures[name]
    if found.wrong:
        said = row.said[name][:40]
        raise _No(name, f"{TITLES[name]} “{said}” {_WRONG[found.wrong]}.")


def _target(row: Measured, name: str) -> Decimal:
    value = row.value(name)
    if value is None:
        raise _No(name, f"{TITLES[name]} kosong.")
    if value == 0:
        raise _No(name, f"{TITLES[name]} 0: tidak ada yang dapat dibagi.")
    if value < 0:
        raise _No(name, f"{TITLES[name]} negatif: arah naik dan turun tidak berlaku padanya.")
    return value


def _quarters(row: Measured, how: str, way: Strategy) -> list[Decimal]:
    """The reported quarters in order. Empty later ones are not reported yet; an empty one before
    a reported one is a gap. Only what is not added up may begin late: an index measured once."""
    values = [row.value(name) for name in QUARTERS]
    there = [at for at, value in enumerate(values) if value is not None]
    if not there:
        raise _No("q1", "Belum ada triwulan yang diisi.")
    first = there[0] if how == "non absolut" else 0
    for at in range(first, there[-1]):
        if values[at] is None:
            empty, filled = TITLES[QUARTERS[at]], TITLES[QUARTERS[there[-1]]]
            raise _No(
                QUARTERS[at],
                f"{empty} kosong, padahal {filled} terisi; tulis 0 bila tidak ada realisasi.",
            )
    kept = [value for value in values if value is not None]
    if way.rising and any(later < earlier for earlier, later in pairwise(kept)):
        raise _No("q1", "Rumus persentase: angka triwulan tidak boleh turun.")
    return kept
