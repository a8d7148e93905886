"""Figures of a plan's rows: each column in the style that its cells prove."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pendopo.planning.tables import Columns, Row, Sheet, Style, figure, settle
from pendopo.planning.tree import Finding

_WHY: Final = {
    "text": "bukan angka",
    "date": "berubah menjadi tanggal",
    "not_finite": "bukan bilangan",
    "too_large": "terlalu besar untuk masuk akal",
    "exponent": "ditulis dalam notasi ilmiah, angka akhirnya sudah hilang",
    "unclear": "dapat dibaca dua cara (ribuan atau desimal)",
    "swapped": "memakai koma dan titik terbalik dibanding baris lain",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands, for the finding."""

    row: Row
    level: str
    code: str
    skpd: str


class Figures:
    """Reads the cells of a table; what cannot be read becomes a finding, once."""

    def __init__(self, sheet: Sheet, table: Columns, columns: Iterable[str]) -> None:
        self._table = table
        self.findings: list[Finding] = []
        names = [one for one in columns if one in table.places]
        self._style = {
            whole: settle(
                (table.cell(row, one) for one in names if _is_money(one) is whole
                 for row in table.rows),
                delimiter=sheet.delimiter, whole=whole,
            )
            for whole in (True, False)
        }  # fmt: skip

    def style(self, column: str) -> Style:
        return self._style[_is_money(column)]

    def read(self, at: Place, column: str, *, text_allowed: bool = False) -> Decimal | None:
        """The number there; None for an empty cell, and for one that a finding tells of.

        text_allowed: words are no mistake there ("12 dokumen"), and None too.
        """
        found = figure(self._table.cell(at.row, column), self.style(column))
        if found.wrong and not (text_allowed and found.wrong == "text"):
            said = self._table.text(at.row, column)
            rule = "decimal_mark" if found.wrong == "swapped" else "number"
            title = self._table.headings.get(column, column)
            self._say(at, rule, column, said, f"{title} “{said[:40]}” {_WHY[found.wrong]}.")
            return None
        value = None if found.wrong else found.value
        if value is not None and value < 0 and _is_money(column):
            self._say(at, "negative", column, str(value), "Uang tidak boleh negatif.")
            return None
        return value

    def _say(self, at: Place, rule: str, column: str, found: str, text: str) -> None:
        self.findings.append(
            Finding(rule, at.level, at.code, at.skpd, None, found, at.row.number, column, text)
        )


def _is_money(column: str) -> bool:
    return column.endswith("_rp") or (column[:1] == "a" and column[1:].isdigit())
