"""Numbers as they come: strings, some with a decimal comma, some with the wrong mark."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from pendopo.planning.tables import Cell, figure, settle

COLUMNS: list[tuple[str, list[Cell], str, bool, list[str]]] = [
    # why, cells, delimiter, money, what is read ("!" and the reason for a refusal)
    ("Indonesian", ["1.234.567,00", "150.000", "966,7"], ",", True,
     ["1234567.00", "150000", "966.7"]),
    ("English", ["1,234,567.00", "150,000", "966.7"], ",", True,
     ["1234567.00", "150000", "966.7"]),
    ("rupiah without proof", ["150.000", "12"], ",", True, ["150000", "12"]),
    ("rupiah without proof, commas", ["150,000", "12"], ",", True, ["150000", "12"]),
    ("repeated groups prove", ["1.234.567", "1.234"], ",", False, ["1234567", "1234"]),
    ("a lone point of a program's file", ["3.125", "4"], ",", False, ["3.125", "4"]),
    ("a lone comma proves nothing", ["3,125", "4"], ",", False, ["!unclear", "4"]),
    ("a lone point of an office's file", ["3.125", "4"], ";", False, ["!unclear", "4"]),
    ("a leading zero proves", ["0,375", "1,250"], ";", False, ["0.375", "1.250"]),
    ("swapped", ["1.000,50", "2.000,50", "3,000.50"], ",", True,
     ["1000.50", "2000.50", "3000.50!swapped"]),
    ("thousands or rupiah", ["1,000.50", "150.000"], ",", True, ["1000.50", "!swapped"]),
    ("mixed and unclear", ["12.5", "12.5", "12,5", "1.500"], ",", False,
     ["12.5", "12.5", "12.5!swapped", "!unclear"]),
    ("a tie goes with the file", ["12.5", "12,5"], ";", False, ["12.5!swapped", "12.5"]),
    ("dress", ["Rp 1.500.000,-", "Rp1.500.000", "(2.000.000)", "1 500 000", "-7", "\u22127"], ",",
     True, ["1500000", "1500000", "-2000000", "1500000", "-7", "-7"]),
    ("nothing", ["", "  ", None], ",", True, ["", "", ""]),
    ("no numbers", ["abc", "12 bulan", "-", "1.2.3", "1.01.02", "12,34,5", "85%"], ",", False,
     ["!text"] * 7),
    ("not finite", ["NaN", "inf", "-Infinity", float("nan"), float("inf")], ",", True,
     ["!not_finite"] * 5),
    ("too large", ["1e400", "1e+40", "9" * 31, "1000000000000000000", 1e300], ",", True,
     ["!too_large"] * 5),
    ("digits lost", ["1.5E+09", "1e-400"], ",", True, ["!exponent", "!exponent"]),
    ("scientific", ["1e2", "5E-05"], ",", False, ["100", "0.00005"]),
    ("of a workbook", [0.1 + 0.2, 966.7, 12, 1e15, True, dt.date(2026, 1, 2)], "", False,
     ["0.3", "966.7", "12", "1000000000000000", "!text", "!date"]),
]  # fmt: skip


@pytest.mark.parametrize("case", COLUMNS, ids=[one[0] for one in COLUMNS])
def test_a_column(case: tuple[str, list[Cell], str, bool, list[str]]) -> None:
    _why, cells, delimiter, whole, wanted = case
    style = settle(cells, delimiter=delimiter, whole=whole)
    for cell, said in zip(cells, wanted, strict=True):
        value, _, wrong = said.partition("!")
        found = figure(cell, style)
        assert (found.value, found.wrong) == (Decimal(value) if value else None, wrong), cell


def test_how_a_column_was_read_is_told() -> None:
    """Only when a figure in it could have been read otherwise."""
    told = [
        settle(cells, delimiter=",", whole=whole).told("Pagu").removeprefix("Pagu: ")
        for cells, whole in ((["966,7"], True), (["1,234.5"], True), (["150.000"], True),
                             (["3.125"], False), (["3", "12"], False))
    ]  # fmt: skip
    assert told == [
        "tanda desimal dibaca koma (1.234.567,00).",
        "tanda desimal dibaca titik (1,234,567.00).",
        "1.234 dibaca seribu dua ratus tiga puluh empat.",
        "1.234 dibaca satu koma dua tiga empat.",
        "",
    ]
