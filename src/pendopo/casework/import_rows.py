"""Judging a row of an old register: what it says, or what is wrong with it and what to do."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pendopo.casework.judging import STEP as JUDGED_BETWEEN
from pendopo.casework.judging import Tell
from pendopo.casework.sheets.old_register import RawRow, day
from pendopo.directory import api as directory
from pendopo.services.api import Text

SAYS: dict[str, Text] = {
    "failed": Text(
        id="Pemeriksaan terhenti. Unggah lagi berkasnya; bila berulang, hubungi pengelola.",
        en="Judging broke off. Upload the file again; if it happens again, tell the administrator.",
    ),
    "empty": Text(id="Kolom ini wajib diisi.", en="This column must not be empty."),
    "long": Text(id="Isinya terlalu panjang; persingkat.", en="Too long; make it shorter."),
    "day": Text(
        id="Tanggal tidak terbaca. Tulis seperti 16-11-2024.",
        en="This date cannot be read. Write it like 16-11-2024.",
    ),
    "day_ahead": Text(
        id="Tanggal surat ada di masa depan. Periksa tahunnya.",
        en="The letter's date lies in the future. Check the year.",
    ),
    "order": Text(
        id="Berlaku sampai lebih awal daripada berlaku sejak. Periksa kedua tanggalnya.",
        en="It ends before it begins. Check both dates.",
    ),
    "service": Text(
        id="Layanan ini tidak dikenal. Salin namanya dari lembar Layanan pada contoh.",
        en="This service is unknown. Copy its name from the sheet Layanan of the template.",
    ),
    "nik": Text(
        id="NIK harus 16 angka yang benar, atau kosong. Ubah format kolomnya menjadi Teks.",
        en="A NIK has 16 sound digits, or stays empty. Make the column's format Text.",
    ),
    "status": Text(
        id="Status hanya berlaku, dibekukan, atau dicabut; kosong berarti berlaku.",
        en="A status is berlaku, dibekukan or dicabut; empty means in force.",
    ),
    "twice": Text(
        id="Nomor ini sudah ada di baris lain berkas ini. Hapus salah satunya.",
        en="This number stands in another row of this file. Remove one of them.",
    ),
    "number_known": Text(
        id="Dilewati: nomor ini sudah ada di register. Pastikan memang izin yang sama.",
        en="Left out: this number is in the register already. Make sure it is the same licence.",
    ),
    "same_file": Text(
        id="Dilewati: baris ini sudah disalin dari berkas yang sama.",
        en="Left out: this row was copied from the same file before.",
    ),
}
"""What the report says of a row, by code."""
SKIPPED = frozenset({"number_known", "same_file"})
"""Codes of rows that are left out; every other one stops the import."""
_STATUS = {"": "valid", "berlaku": "valid", "aktif": "valid", "dibekukan": "suspended",
           "dicabut": "revoked"}  # fmt: skip
_LENGTHS = {"Nomor izin": 80, "Penanda tangan": 160, "Nama pemegang": 200}
_LONG = 500


@dataclass(frozen=True, slots=True)
class Wrong:
    """`column` as in the template; never what stands in it."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class OldLicence:
    """A sound row. `record` is what rests sealed: name, nik, address, object, note."""

    row: int
    number: str
    service: str
    dated: str
    valid_from: str
    valid_to: str
    status: str
    signer: str
    record: dict[str, str] = field(repr=False)

    @property
    def key(self) -> str:
        """What makes the number the same however it is typed."""
        return number_key(self.number)

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def number_key(number: str) -> str:
    return "".join(number.split()).casefold()


def source_key(file_hash: str, one: OldLicence) -> str:
    """The row's own key: of this file, this service, this number."""
    text = "\0".join((file_hash, one.service, one.key))
    return hashlib.sha256(text.encode()).hexdigest()


def judge(
    rows: Sequence[RawRow],
    services: Mapping[str, str],
    today: dt.date,
    tell: Tell | None = None,
) -> tuple[list[OldLicence], list[Wrong]]:
    """Sound rows, and what is wrong with the others; `services`: lower-case name or code -> code.
    A number that stands twice is wrong at its second place. tell: hears how far it is."""
    found: list[OldLicence] = []
    wrong: list[Wrong] = []
    seen: set[tuple[str, str]] = set()
    for place, raw in enumerate(rows):
        if tell is not None and place % JUDGED_BETWEEN == 0:
            tell(place)
        one = _row(raw, services, today)
        if isinstance(one, list):
            wrong += one
        elif (one.service, one.key) in seen:
            wrong.append(Wrong(raw.row, "Nomor izin", "twice"))
        else:
            seen.add((one.service, one.key))
            found.append(one)
    return found, wrong


def _row(raw: RawRow, services: Mapping[str, str], today: dt.date) -> OldLicence | list[Wrong]:
    text = {title: one_line(raw.cells.get(title, "")) for title in _TEXTS}
    wrong = [
        Wrong(raw.row, title, "long")
        for title, value in text.items()
        if len(value) > _LENGTHS.get(title, _LONG)
    ]
    wrong += [
        Wrong(raw.row, title, "empty")
        for title in ("Nomor izin", "Nama pemegang")
        if not text[title]
    ]
    slug = services.get(text["Layanan"].casefold(), "")
    if not slug:
        wrong.append(Wrong(raw.row, "Layanan", "service" if text["Layanan"] else "empty"))
    status = _STATUS.get(text["Status"].casefold(), "")
    if not status:
        wrong.append(Wrong(raw.row, "Status", "status"))
    # Excel keeps 15 digits of a number: the sixteenth of a NIK is lost in such a cell.
    nik = None if isinstance(raw.cells.get("NIK"), int | float) else _nik(text["NIK"])
    if nik is None:
        wrong.append(Wrong(raw.row, "NIK", "nik"))
    days = _days(raw, today, wrong)
    if wrong or nik is None:
        return wrong
    dated, first, last = days
    return OldLicence(
        row=raw.row,
        number=text["Nomor izin"],
        service=slug,
        dated=str(dated),
        valid_from=str(first),
        valid_to=str(last) if last else "",
        status=status,
        signer=text["Penanda tangan"],
        record={
            "name": text["Nama pemegang"],
            "nik": nik,
            "address": text["Alamat"],
            "object": text["Objek atau tempat"],
            "note": text["Keterangan"],
        },
    )


_TEXTS = ("Nomor izin", "Layanan", "Nama pemegang", "NIK", "Alamat", "Objek atau tempat",
          "Status", "Penanda tangan", "Keterangan")  # fmt: skip


def _days(
    raw: RawRow, today: dt.date, wrong: list[Wrong]
) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    """Day of the letter, first and last day of its term; what is wrong goes into `wrong`."""
    found: dict[str, dt.date | None] = {}
    for title in ("Tanggal surat", "Berlaku sejak", "Berlaku sampai"):
        cell = raw.cells.get(title, "")
        filled = cell not in ("", None) and bool(str(cell).strip())
        found[title] = day(cell) if filled else None
        if filled and found[title] is None:
            wrong.append(Wrong(raw.row, title, "day"))
        elif title == "Tanggal surat" and not filled:
            wrong.append(Wrong(raw.row, title, "empty"))
    dated, last = found["Tanggal surat"], found["Berlaku sampai"]
    first = found["Berlaku sejak"] or dated
    if dated and dated > today:
        wrong.append(Wrong(raw.row, "Tanggal surat", "day_ahead"))
    if first and last and last < first:
        wrong.append(Wrong(raw.row, "Berlaku sampai", "order"))
    return dated, first, last


def one_line(value: Any) -> str:
    """A cell as one line of text; a number without a tail of zeros."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None:
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return " ".join(plain.split())


def _nik(text: str) -> str | None:
    """The number in its digits, "" for none; None when it is no NIK."""
    if not text:
        return ""
    try:
        return directory.normal_nik(text)
    except directory.Refused:
        return None
