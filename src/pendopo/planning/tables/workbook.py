"""Workbooks: unpacked once within limits before the reader lays out a grid of their own size."""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pendopo.core import workbook
from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables.sheet import MOST_COLUMNS, MOST_ROWS, Row, Sheet, Span

LIMITS = workbook.Limits(unpacked=300 * 1024 * 1024, rows=MOST_ROWS, columns=MOST_COLUMNS)


def read_workbook(content: bytes, sheet: str = "") -> Sheet:
    """The filled rows of the named sheet, or of the first visible one that has any.

    The value that stands in a cell counts; formulas are not worked out.
    """
    try:
        if content[:2] == b"PK":
            workbook.check(content, LIMITS)
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
    except workbook.TooLarge:
        raise _too_large() from None
    except (workbook.Broken, CalamineError, OSError, ValueError, IndexError):
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
