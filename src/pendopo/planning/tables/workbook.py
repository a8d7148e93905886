"""Workbooks: unpacked once within limits before the reader lays out a grid of their own size."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables.sheet import MOST_COLUMNS, MOST_ROWS, Row, Sheet, Span

MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 500
_PIECE = 1 << 20
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,9})["']""")
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error
)  # fmt: skip


def read_workbook(content: bytes, sheet: str = "") -> Sheet:
    """The filled rows of the named sheet, or of the first visible one that has any.

    The value that stands in a cell counts; formulas are not worked out.
    """
    if content[:2] == b"PK":
        _check(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [one.name for one in book.sheets_metadata if "isible" in str(one.visible)]
        if sheet and sheet not in book.sheet_names:
            raise _no_sheet(sheet, book.sheet_names)
        for name in [sheet] if sheet else names or book.sheet_names:
            page = book.get_sheet_by_name(name)
            rows = _rows(page)
            if rows or sheet:
                note = f"Yang dibaca: lembar {name}."
                return Sheet(rows, "", _merged(page), (note,) if len(names) > 1 else ())
    except (CalamineError, OSError, ValueError, IndexError):
        raise _broken() from None
    return Sheet((), "")


def _rows(page: Any) -> tuple[Row, ...]:
    first = page.start[0] if page.start else 0
    found = []
    for number, cells in enumerate(page.iter_rows(), start=first + 1):
        if any(cell not in ("", None) for cell in cells):
            found.append(Row(number, tuple(cells)))
        if len(found) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise _too_large()
    return tuple(found)


def _merged(page: Any) -> tuple[Span, ...]:
    """Merges over several rows, their columns counted like the cells of `iter_rows`."""
    left = page.start[1] if page.start else 0
    try:
        ranges = page.merged_cell_ranges or ()
    except (AttributeError, CalamineError, ValueError):
        return ()  # older kinds of workbook do not tell
    return tuple(
        ((top + 1, one - left), (bottom + 1, two - left))
        for (top, one), (bottom, two) in ranges
        if bottom > top
    )


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                raise _too_large()
            left = MOST_UNPACKED
            for part in parts.infolist():
                left = _unpack(parts, part, left)
    except _BROKEN:
        raise _broken() from None


def _unpack(parts: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """How many bytes are still allowed after this part."""
    tail = b""
    with parts.open(part) as handle:
        while piece := handle.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise _too_large()
            if "worksheets/" in part.filename:
                _check_reach(tail + piece)
                tail = piece[-64:]
    return left


def _check_reach(piece: bytes) -> None:
    """A cell far away makes a grid of millions: refused before it is laid out."""
    for column, row in _ADDRESS.findall(piece):
        place = 0
        for letter in column:
            place = place * 26 + letter - 64
        if int(row) > MOST_ROWS or place > MOST_COLUMNS:
            raise _too_large()


def _no_sheet(sheet: str, names: list[str]) -> Unreadable:
    listed = ", ".join(names)
    return Unreadable(
        f"Tidak ada lembar {sheet}. Yang ada: {listed}.",
        f"There is no sheet {sheet}. There are: {listed}.",
    )


def _too_large() -> Unreadable:
    return Unreadable(
        f"Buku kerja terlalu besar: paling banyak {MOST_ROWS} baris dan {MOST_COLUMNS} kolom.",
        f"The workbook is too large: at most {MOST_ROWS} rows and {MOST_COLUMNS} columns.",
    )


def _broken() -> Unreadable:
    return Unreadable(
        "Buku kerja ini rusak, terkunci sandi, atau bukan Excel. Simpan ulang sebagai .xlsx.",
        "This workbook is damaged, behind a password, or not Excel. Save it again as .xlsx.",
    )
