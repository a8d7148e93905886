"""What is wrong with single cells: figures that are none, cells that were merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pendopo.planning.tables import Columns, Figure, Row, Sheet
from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.levels import level_of

_NUMBER: Final = {
    "text": "bukan angka",
    "date": "berubah menjadi tanggal",
    "not_finite": "bukan bilangan",
    "too_large": "terlalu besar untuk masuk akal",
    "exponent": "ditulis dalam notasi ilmiah, angka akhirnya sudah hilang",
    "unclear": "dapat dibaca dua cara (ribuan atau desimal)",
}


def figures(
    table: Columns, row: Row, level: str, code: str, skpd: str, pagu: Figure, target: Figure
) -> Iterator[Finding]:
    for name, one in (("pagu_rp", pagu), ("target", target)):
        said = table.text(row, name)
        title = table.headings.get(name, name)
        if one.wrong == "swapped":
            yield Finding("decimal_mark", level, code, skpd, "tanda desimal seperti baris lain",
                          said, row.number, name,
                          f"{title} {said}: koma dan titik tertukar dibanding baris lain"
                          " di kolom ini.")  # fmt: skip
        elif one.wrong and (name == "pagu_rp" or one.wrong in ("not_finite", "too_large", "date")):
            yield Finding("number", level, code, skpd, "angka", said, row.number, name,
                          f"{title} “{said[:40]}” {_NUMBER[one.wrong]}.")  # fmt: skip
    if pagu.value is not None and pagu.value < 0:
        yield Finding("negative", level, code, skpd, "0 atau lebih", pagu.value, row.number,
                      "pagu_rp", "Pagu tidak boleh negatif.")  # fmt: skip


def merged(sheet: Sheet, table: Columns) -> Iterator[Finding]:
    """Cells merged downward over rows of the table hide the values of all rows but the first."""
    first = table.rows[0].number if table.rows else 0
    place_of = {place: name for name, place in table.places.items()}
    for (top, left), (bottom, _right) in sheet.merged:
        name = place_of.get(left)
        if top < first or name is None:
            continue
        row = next((one for one in table.rows if one.number == top), None)
        if row is not None:
            said = table.text(row, "level")
            yield Finding(
                "merged", level_of(said) or said, table.text(row, "code"),
                table.text(row, "skpd_code"), 1, bottom - top + 1, top, name,
                f"Sel {table.headings[name]} digabung sampai baris {bottom}; pisahkan dan isi"
                " setiap baris.",
            )  # fmt: skip
