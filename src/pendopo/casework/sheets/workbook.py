"""Excel as offices keep it: Indonesian headings, real dates and numbers, a frozen header."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import xlsxwriter

_DAY_ZERO = date(1899, 12, 30).toordinal()  # Excel counts days from here, since 1 March 1900
Kind = Literal["text", "day", "number", "decimal"]
_FORMATS: dict[Kind, dict[str, object]] = {
    "text": {"num_format": "@", "text_wrap": True},
    "day": {"num_format": "dd-mm-yyyy"},
    "number": {"num_format": "0"},
    "decimal": {"num_format": "0.0"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """`total`: the sum of the column stands in the last row."""

    title: str
    width: int
    kind: Kind = "text"
    total: bool = False


def workbook(
    *,
    sheet: str,
    heading: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    last: Sequence[Any] = (),
) -> bytes:
    """An .xlsx: `heading` lines, the titles (frozen, filtered), the rows, and a last row: sums of
    the columns that ask for one, `last` in the others. Text is never read as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(sheet)
    formats = {kind: book.add_format({**how, "valign": "top"}) for kind, how in _FORMATS.items()}
    bold = {kind: book.add_format({**how, "bold": True, "top": 1}) for kind, how in
            _FORMATS.items()}  # fmt: skip
    head = book.add_format({"bold": True, "bg_color": "#E8DCC8", "border": 1, "text_wrap": True})
    for at, line in enumerate(heading):
        page.write_string(at, 0, line, book.add_format({"bold": at == 0}))
    top = len(heading) + 1
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
        page.write_string(top, at, column.title, head)
    end = top
    sums = [0] * len(columns)
    for cells in rows:
        end += 1
        for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            _write(page, end, at, cell, formats[column.kind])
            sums[at] += cell if column.total and cell is not None else 0
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, max(end, top + 1), len(columns) - 1)
    for at, column in enumerate(columns):
        if column.total and end > top:
            span = f"{xlsxwriter.utility.xl_rowcol_to_cell(top + 1, at)}:" + (
                xlsxwriter.utility.xl_rowcol_to_cell(end, at)
            )
            page.write_formula(end + 1, at, f"=SUM({span})", bold[column.kind], sums[at])
        elif at < len(last):
            _write(page, end + 1, at, last[at], bold[column.kind])
    page.repeat_rows(top)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _write(page: Any, row: int, column: int, cell: Any, how: Any) -> None:
    if cell is None or cell == "":
        page.write_blank(row, column, None, how)
    elif type(cell) is date and cell.year > 1900:  # much faster than write_datetime
        page.write_number(row, column, cell.toordinal() - _DAY_ZERO, how)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, how)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, how)
    else:
        page.write_string(row, column, str(cell), how)
