"""Tables that carry programme, activity and sub-activity side by side in every row.

The nomenclature and SIPD's own exports are written so; a row for each expenditure account repeats
all three. They are turned into the long table of the contract, each node once, where it stands
first. Parents have no money of their own there, so nothing can fail to add up.
"""

from __future__ import annotations

from typing import Final

from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables import Columns, Row, Sheet, columns
from pendopo.planning.tree.levels import LEVELS

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "program_code": ("kode program", "program kode"),
    "kegiatan_code": ("kode kegiatan", "kegiatan kode"),
    "subkegiatan_code": ("kode sub kegiatan", "kode subkegiatan", "subkegiatan kode",
                         "sub kegiatan kode"),
    "program_name": ("nama program", "program"),
    "kegiatan_name": ("nama kegiatan", "kegiatan"),
    "subkegiatan_name": ("nama sub kegiatan", "nama subkegiatan", "subkegiatan", "sub kegiatan"),
    "skpd_code": ("kode skpd", "kode opd", "kode perangkat daerah"),
    "skpd_name": ("nama skpd", "nama opd", "nama perangkat daerah"),
    "indicator": ("indikator", "indikator kinerja", "indikator sub kegiatan"),
    "target": ("target", "target kinerja"),
    "unit": ("satuan",),
}  # fmt: skip
_OWN: Final = ("indicator", "target", "unit")
_CODES: Final = tuple(f"{level}_code" for level in LEVELS)


def lengthened(sheet: Sheet) -> Sheet:
    """The long table of a wide one; any other table as it is."""
    try:
        table = columns(sheet, HEADINGS, _CODES)
    except Unreadable:
        return sheet
    own = tuple(name for name in _OWN if name in table.places)
    head = ("level", "code", "name", "skpd_code", "skpd_name", "parent_code", *own)
    rows = [Row(0, head)]
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        rows += _nodes(table, row, own, seen)
    note = "Setiap baris memuat program, kegiatan, dan subkegiatan: pagu induk tidak ada."
    return Sheet(tuple(rows), sheet.delimiter, (), (*sheet.notes, note))


def _nodes(table: Columns, row: Row, own: tuple[str, ...], seen: set[tuple[str, ...]]) -> list[Row]:
    found = []
    skpd, parent = table.text(row, "skpd_code"), ""
    for level, place in zip(LEVELS, _CODES, strict=True):
        code = table.text(row, place)
        said = [table.cell(row, name) if level == "subkegiatan" else "" for name in own]
        key = (skpd, level, code)
        if code and key not in seen:
            seen.add(key)
            name = table.text(row, f"{level}_name")
            found.append(
                Row(row.number, (level, table.cell(row, place), name, skpd,
                                 table.text(row, "skpd_name"), parent, *said))
            )  # fmt: skip
        parent = code
    return found
