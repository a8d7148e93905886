"""An old register in Excel: the template, and its rows read without trusting the file
(`core.workbook`). Formulas are not worked out: only the value that stands in the cell counts."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from pendopo.casework.refusals import Refused
from pendopo.core import workbook

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 64
ABOVE = 10
"""Rows in which the headings may stand."""
LIMITS = workbook.Limits(
    unpacked=120 * 1024 * 1024, rows=MOST_ROWS + ABOVE + 1, columns=MOST_COLUMNS
)

COLUMNS: tuple[tuple[str, int, str, bool], ...] = (
    ("Nomor izin", 28, "@", True),
    ("Tanggal surat", 14, "dd-mm-yyyy", True),
    ("Layanan", 40, "@", True),
    ("Nama pemegang", 30, "@", True),
    ("NIK", 20, "@", False),
    ("Alamat", 36, "@", False),
    ("Objek atau tempat", 36, "@", False),
    ("Berlaku sejak", 14, "dd-mm-yyyy", False),
    ("Berlaku sampai", 14, "dd-mm-yyyy", False),
    ("Status", 14, "@", False),
    ("Penanda tangan", 34, "@", False),
    ("Keterangan", 36, "@", False),
)
"""Heading, width, format, required."""
TITLES = tuple(title for title, _width, _format, _required in COLUMNS)
_KNOWN = {title.lower(): title for title in TITLES}
_REQUIRED = tuple(title for title, _width, _format, required in COLUMNS if required)
_GUIDE = (
    "Satu baris untuk satu izin. Kolom yang wajib: Nomor izin, Tanggal surat, Layanan, Nama"
    " pemegang.",
    "Tanggal: 16-11-2024, 16/11/2024, 2024-11-16, 16 November 2024, atau sel tanggal Excel.",
    "Layanan: salin namanya atau kodenya dari lembar Layanan.",
    "NIK: 16 angka, kolom berformat Teks. Boleh kosong.",
    "Berlaku sejak: bila kosong, sama dengan tanggal surat. Berlaku sampai: kosong bila"
    " seterusnya.",
    "Status: berlaku, dibekukan, atau dicabut. Kosong berarti berlaku. Yang sudah lewat masa"
    " berlakunya tercatat habis.",
    "Rumus tidak dihitung; yang dibaca hanya nilainya.",
    "Semua baris harus benar sebelum disalin. Nomor yang sudah ada di register dilewati dan"
    " dilaporkan.",
    f"Paling banyak {MOST_ROWS} baris dan {MOST_BYTES // 1024 // 1024} MB untuk satu berkas.",
)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with something in it; `row` as Excel numbers it, cells by heading."""

    row: int
    cells: dict[str, Any]


def template(services: Sequence[tuple[str, str]]) -> bytes:
    """An .xlsx to fill in; `services`: (code, name) to copy from."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "bg_color": "#E8DCC8", "border": 1})
    page = book.add_worksheet("Register")
    for at, (title, width, form, required) in enumerate(COLUMNS):
        page.set_column(at, at, width, book.add_format({"num_format": form}))
        page.write_string(0, at, f"{title} *" if required else title, bold)
    page.freeze_panes(1, 1)
    page.data_validation(
        1, 9, MOST_ROWS, 9, {"validate": "list", "source": ["berlaku", "dibekukan", "dicabut"]}
    )
    names = book.add_worksheet("Layanan")
    names.set_column(0, 1, 50)
    for at, (slug, name) in enumerate(services):
        names.write_string(at, 0, name)
        names.write_string(at, 1, slug)
    guide = book.add_worksheet("Petunjuk")
    guide.set_column(0, 0, 110)
    for at, line in enumerate(_GUIDE):
        guide.write_string(at, 0, line)
    book.close()
    return out.getvalue()


def read(content: bytes) -> list[RawRow]:
    """The filled rows of the first sheet. Raises `Refused` for a file that is no workbook, too
    large in any way, without the headings, or empty."""
    return read_sheet(content, _KNOWN, _REQUIRED)


def read_sheet(content: bytes, known: Mapping[str, str], required: Sequence[str]) -> list[RawRow]:
    """The filled rows of the first sheet of a workbook nobody vouches for. known: lower-case
    heading -> the name of its cells; required: names without which it is not read. Raises
    `Refused` as `read` does."""
    if len(content) > MOST_BYTES:
        raise _too_large()
    try:
        workbook.check(content, LIMITS)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        grid: Iterator[list[Any]] = iter(sheet.iter_rows())
        first = sheet.start[0] if sheet.start else 0
        return rows_of(grid, first, known, required)
    except workbook.TooLarge:
        raise _too_large() from None
    except (workbook.Broken, CalamineError, OSError, ValueError, IndexError):
        raise Refused("import_file") from None


def rows_of(
    grid: Iterator[list[Any]], first: int, known: Mapping[str, str], required: Sequence[str]
) -> list[RawRow]:
    """The filled rows under the headings. Raises `Refused` without them, or when there is none."""
    places: dict[str, int] = {}
    best: dict[str, int] = {}
    found: list[RawRow] = []
    for at, cells in enumerate(grid, start=first + 1):
        if not places:
            here = _headings(cells, known)
            best = max(best, here, key=len)
            places = here if all(name in here for name in required) else {}
            if not places and at - first >= ABOVE:
                break
            continue
        values = {title: cells[place] for title, place in places.items() if place < len(cells)}
        if any(value not in ("", None) for value in values.values()):
            found.append(RawRow(at, values))
        if len(found) > MOST_ROWS:
            raise _too_large()
    if not places:
        missing = [title for title in required if title not in best]
        raise Refused("import_columns", columns=", ".join(missing))
    if not found:
        raise Refused("import_empty")
    return found


def _headings(cells: Sequence[Any], known: Mapping[str, str]) -> dict[str, int]:
    """Known headings in a row, in any order and case, with or without the star."""
    titles = (" ".join(str(cell).replace("*", "").split()).lower() for cell in cells)
    return {known[title]: at for at, title in enumerate(titles) if title in known}


def _too_large() -> Refused:
    return Refused("import_large", megabytes=MOST_BYTES // 1024 // 1024, rows=MOST_ROWS)


_MONTHS = {
    name: at
    for at, names in enumerate(
        (
            ("januari", "jan"), ("februari", "feb", "pebruari"), ("maret", "mar"),
            ("april", "apr"), ("mei",), ("juni", "jun"), ("juli", "jul"),
            ("agustus", "agu", "agt"), ("september", "sep", "sept"), ("oktober", "okt"),
            ("november", "nov", "nopember"), ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(15_000, 80_000)  # 1941 to 2119: a day that Excel shows as a number


def day(value: Any) -> dt.date | None:
    """A date cell, Excel's number of a day, or text: 16-11-2024, 16/11/2024, 16.11.2024,
    2024-11-16, 16 November 2024. None for anything else; years have four digits."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = int(value)
        return _EPOCH + dt.timedelta(days=whole) if whole in _SERIALS else None
    text = " ".join(str(value).lower().split())
    try:
        if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t]00:00(?::00)?)?", text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{1,2}) ([a-z]+)\.? (\d{4})", text):
            return dt.date(int(found[3]), _MONTHS.get(found[2], 0), int(found[1]))
    except ValueError:
        return None
    return None
