"""Headings of files with figures: the evaluation form's, of companions of SIPD, and our own.

Quarters as in the form of Permendagri 86/2017 (K and Rp); months as `realisasi_bulan_1` … 12 of a
SIPD companion. Letters of the treasury (SPD, SP2D) have no form that we have seen: the names of
their columns are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pendopo.planning.intake.columns import headings_of
from pendopo.planning.tables import Row, Sheet, text_of
from pendopo.planning.tables.columns import plain
from pendopo.planning.tree.headings import NAMES as OF_TREES

MONTHS: Final = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
_ROMAN: Final = ("i", "ii", "iii", "iv")
_BEFORE: Final = ("realisasi s d tahun lalu", "realisasi sampai tahun lalu")


def _of_quarters() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, roman in enumerate(_ROMAN, 1):
        short = [f"tw {roman}", f"tw {number}", f"triwulan {roman}", f"triwulan {number}"]
        found[f"q{number}"] = (f"tw{number}", *short, *(f"realisasi {one}" for one in short),
                               *(f"k {one}" for one in short))  # fmt: skip
        found[f"q{number}_rp"] = tuple(
            f"{word} {one}" for one in short for word in ("rp", "keuangan", "realisasi rp",
                                                          "realisasi keuangan")
        )  # fmt: skip
        found[f"q{number}_physical"] = tuple(
            f"{word} {one}" for one in short for word in ("fisik", "realisasi fisik")
        )
    return found


def _of_months() -> dict[str, tuple[str, ...]]:
    return {
        f"m{number:02d}_rp": (f"realisasi bulan {number}", f"bulan {number}", name, f"rp {name}",
                              f"realisasi {name}")
        for number, name in enumerate(MONTHS, 1)
    }  # fmt: skip


WHO: Final[dict[str, tuple[str, ...]]] = {
    "code": (*OF_TREES["code"], "kode sub kegiatan", "kode subkegiatan"),
    "level": OF_TREES["level"],
    "skpd_code": OF_TREES["skpd_code"],
    "indicator": OF_TREES["indicator"],
    "evidence": ("bukti", "sumber data", "data dukung"),
}
WIDE: Final = {
    **WHO,
    "realised_to_previous": _BEFORE,
    "realised_to_previous_rp": tuple(f"{one} rp" for one in _BEFORE),
    **_of_quarters(),
    **_of_months(),
}
LONG: Final[dict[str, tuple[str, ...]]] = {
    **WHO,
    "period": ("periode", "bulan", "triwulan", "tw"),
    "value": ("realisasi", "realisasi kinerja", "capaian kinerja", "k"),
    "physical": ("fisik", "realisasi fisik", "fisik persen", "progres fisik"),
    "money_rp": ("keuangan", "realisasi keuangan", "realisasi rp", "realisasi anggaran", "rp"),
}
LETTERS: Final[dict[str, tuple[str, ...]]] = {
    **{name: others for name, others in WHO.items() if name not in ("indicator", "evidence")},
    "sort": ("jenis", "jenis surat"),
    "number": ("nomor", "nomor sp2d", "no sp2d", "nomor spd", "no spd"),
    "day": ("tanggal", "tanggal sp2d", "tgl sp2d", "tanggal spd", "tgl spd"),
    "account_code": ("kode rekening", "kode akun", "rekening"),
    "amount_rp": ("nilai", "nilai sp2d", "nilai spd", "jumlah", "nominal"),
}
OURS: Final = tuple(dict.fromkeys((*WIDE, *LONG, *LETTERS)))
"""Columns that a mapping may name."""


def renamed(sheet: Sheet, mapping: Mapping[str, str]) -> Sheet:
    """The sheet with our names where the mapping (our name -> heading) says so."""
    said = {plain(heading): ours for ours, heading in mapping.items() if ours in OURS and heading}
    if not said or not sheet.rows:
        return sheet
    at, _titles = headings_of(sheet)
    head = sheet.rows[at]
    cells = tuple(said.get(plain(text_of(cell)), cell) for cell in head.cells)
    rows = (*sheet.rows[:at], Row(head.number, cells), *sheet.rows[at + 1 :])
    return Sheet(rows, sheet.delimiter, sheet.merged, sheet.notes)
