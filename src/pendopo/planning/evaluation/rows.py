"""A row of realisation as it stands in the file, its figures read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pendopo.planning.tables import Columns, Figure, Row, Sheet, columns, figure, is_ruler, settle

QUARTERS: Final = ("q1", "q2", "q3", "q4")
FIGURES: Final = ("target_5yr", "realised_to_previous", "target_year", *QUARTERS)
MONEY: Final = tuple(f"{name}_rp" for name in FIGURES)
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "code": ("kode",),
    "level": ("tingkat", "jenjang"),
    "name": ("nama", "uraian", "program kegiatan sub kegiatan"),
    "skpd_name": ("nama skpd", "skpd", "opd", "perangkat daerah", "opd penanggung jawab",
                  "perangkat daerah penanggung jawab"),
    "indicator": ("indikator", "indikator kinerja"),
    "target_5yr": ("target rpjmd", "target akhir periode", "target 5 tahun", "target 5yr"),
    "realised_to_previous": ("realisasi s d tahun lalu", "realisasi sampai tahun lalu"),
    "target_year": ("target tahun", "target tahun berjalan", "target rkpd", "target renja"),
    "unit": ("satuan",),
    "accumulation": ("akumulasi", "sifat", "jenis akumulasi"),
    "direction": ("arah", "arah indikator"),
    "q1": ("tw i", "tw 1", "tw1", "triwulan i", "triwulan 1"),
    "q2": ("tw ii", "tw 2", "tw2", "triwulan ii", "triwulan 2"),
    "q3": ("tw iii", "tw 3", "tw3", "triwulan iii", "triwulan 3"),
    "q4": ("tw iv", "tw 4", "tw4", "triwulan iv", "triwulan 4"),
    **dict.fromkeys(MONEY, ()),
}  # fmt: skip
REQUIRED: Final = (
    "code", "target_5yr", "realised_to_previous", "target_year", "accumulation", "direction",
    *QUARTERS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """`row` as the file counts it. `figures` by name of the contract (money names end in `_rp`);
    `said`: what stood in those cells, for sentences. `spilled`: the row has more cells than
    headings, so none of its figures can be trusted.
    """

    row: int
    code: str
    level: str
    name: str
    agency: str
    indicator: str
    unit: str
    accumulation: str
    direction: str
    figures: dict[str, Figure]
    said: dict[str, str]
    spilled: bool = False

    def value(self, name: str) -> Decimal | None:
        """The number there; None for an empty cell and for one that is refused."""
        found = self.figures.get(name)
        return found.value if found else None


def measured(sheet: Sheet) -> tuple[list[Measured], list[str]]:
    """The rows of a table, and what a reader should know about how it was read.

    One style of numbers holds for all figures of the file; money has its own.

    Raises `Unreadable` when a required column is missing.
    """
    table = columns(sheet, NAMES, REQUIRED)
    styles = {
        group: settle(
            (table.cell(row, name) for row in table.rows for name in group),
            delimiter=sheet.delimiter,
            whole=group is MONEY,
        )
        for group in (FIGURES, MONEY)
    }
    rows = []
    for row in table.rows:
        if is_ruler(row):
            continue
        found = {
            name: figure(table.cell(row, name), style)
            for group, style in styles.items()
            for name in group
            if name in table.places
        }
        rows.append(_row(table, row, found))
    told = (styles[FIGURES].told("Angka kinerja"), styles[MONEY].told("Angka uang"))
    return rows, [*sheet.notes, *(one for one in told if one)]


def _row(table: Columns, row: Row, found: dict[str, Figure]) -> Measured:
    return Measured(
        row=row.number,
        code=table.text(row, "code"),
        level=table.text(row, "level"),
        name=table.text(row, "name"),
        agency=table.text(row, "skpd_name"),
        indicator=table.text(row, "indicator"),
        unit=table.text(row, "unit"),
        accumulation=table.text(row, "accumulation"),
        direction=table.text(row, "direction"),
        figures=found,
        said={name: table.text(row, name) for name in found},
        spilled=table.overflow(row) > 0,
    )
