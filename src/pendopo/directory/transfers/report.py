"""What a transfer list would do, or did, row by row; and the sentences for what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

COLUMNS = ("NIP", "Nama", "Jabatan lama", "Jabatan baru", "TMT", "Dasar")

RULES: dict[str, tuple[str, str]] = {
    "not_a_workbook": (
        "Berkas ini bukan buku kerja Excel (.xlsx) yang dapat dibaca.",
        "This file is not an Excel workbook (.xlsx) that can be read.",
    ),
    "too_large": (
        "Buku kerja ini terlalu besar: paling banyak 5.000 baris dan 64 kolom.",
        "This workbook is too large: at most 5,000 rows and 64 columns.",
    ),
    "column_missing": ("Kolom {value} tidak ditemukan.", "The column {value} is missing."),
    "empty": ("Kolom ini belum diisi.", "This column is empty."),
    "nip_as_number": (
        "NIP tersimpan sebagai angka sehingga digitnya berubah. Ubah kolom menjadi Teks.",
        "The NIP is stored as a number, which changes its digits. Format the column as Text.",
    ),
    "twice": (
        "NIP ini muncul lebih dari sekali dalam daftar.",
        "This NIP appears more than once in the list.",
    ),
    "name_differs": (
        "Nama tidak sama dengan nama terdaftar untuk NIP ini.",
        "The name differs from the one registered for this NIP.",
    ),
    "position_not_found": (
        "Jabatan ini tidak ditemukan. Tulis seperti pada lembar Jabatan.",
        "No such position. Write it as on the sheet Jabatan.",
    ),
    "position_ambiguous": (
        "Ada beberapa jabatan dengan nama ini. Tambahkan «pada» dan nama organisasinya.",
        'Several positions have this title. Add "pada" and the name of the organisation.',
    ),
    "not_held": (
        "Orang ini tidak memegang jabatan lama tersebut sehari sebelum TMT.",
        "The person does not hold this old position on the day before TMT.",
    ),
    "still_holds": (
        "Orang ini masih memegang jabatan definitif; isi kolom jabatan lama.",
        "The person still holds a definitive position; fill in the old position.",
    ),
    "date_unread": (
        "Tanggal tidak terbaca. Contoh: 16-11-2026.",
        "The date cannot be read. Example: 16-11-2026.",
    ),
    "nothing_to_do": (
        "Isi jabatan lama atau jabatan baru.",
        "Fill in the old or the new position.",
    ),
}


@dataclass(frozen=True, slots=True)
class RowResult:
    """`row` is the number Excel shows (0 for the file as a whole). A refused row names the
    first column that is wrong, its value, the rule, and the sentence by language."""

    row: int
    status: Literal["ok", "refused"]
    column: str = ""
    value: str = field(default="", repr=False)
    rule: str = ""
    message: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """`applied` is true when every row was carried out; else nothing was."""

    dry_run: bool
    applied: bool
    rows: tuple[RowResult, ...]

    @property
    def refused(self) -> tuple[RowResult, ...]:
        return tuple(one for one in self.rows if one.status == "refused")


def refused(row: int, column: str, value: str, rule: str) -> RowResult:
    indonesian, english = RULES[rule]
    message = {"id": indonesian.format(value=value), "en": english.format(value=value)}
    return RowResult(row, "refused", column, value, rule, message)
