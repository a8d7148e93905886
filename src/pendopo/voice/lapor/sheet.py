"""A list from outside, .xlsx or .csv, read without trusting it (`core.workbook`).

Nothing is calculated: only the value that stands in a cell counts.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pendopo.core import workbook
from pendopo.voice.lapor.columns import BY_NAME, NEEDED, places
from pendopo.voice.refusals import Refused

MOST_BYTES = 60 * 1024 * 1024
MOST_ROWS = 150_000
MOST_COLUMNS = 80
ABOVE = 10
"""Rows in which the headings may stand."""
_ZIP = b"PK"
_LONGEST = 30_000  # signs of one cell
LIMITS = workbook.Limits(
    unpacked=800 * 1024 * 1024, rows=MOST_ROWS + ABOVE + 1, columns=MOST_COLUMNS
)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with something in it; `row` as Excel numbers it, cells by field: text, numbers, or
    moments in ISO 8601."""

    row: int
    cells: dict[str, Any] = field(repr=False)


def read(content: bytes, chosen: Mapping[str, str]) -> list[RawRow]:
    """The filled rows. Raises `Refused`: "lapor_file", "lapor_large", "lapor_empty", and
    "lapor_columns", which names what is missing and the headings that were found."""
    if len(content) > MOST_BYTES:
        raise _too_large()
    if content[:2] == _ZIP:
        return _rows(_workbook(content), chosen)
    return _rows(_text(content), chosen)


def _workbook(content: bytes) -> Iterator[list[Any]]:
    try:
        workbook.check(content, LIMITS)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        for _ in range(sheet.start[0] if sheet.start else 0):
            yield []
        yield from sheet.iter_rows()
    except workbook.TooLarge:
        raise _too_large() from None
    except (workbook.Broken, CalamineError, OSError, ValueError, IndexError):
        raise Refused("lapor_file") from None


def _text(content: bytes) -> Iterator[list[Any]]:
    if b"\0" in content:
        raise Refused("lapor_file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    mark = max(";,\t|", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error:
        raise Refused("lapor_file") from None


def _rows(grid: Iterator[list[Any]], chosen: Mapping[str, str]) -> list[RawRow]:
    where: dict[str, int] = {}
    best: list[Any] = []
    found: list[RawRow] = []
    for at, cells in enumerate(grid, start=1):
        if not where:
            here = places(cells, chosen)
            best = max(best, cells, key=lambda row: len(places(row, chosen)))
            where = here if all(name in here for name in NEEDED) else {}
            if not where and at > ABOVE:
                break
            continue
        row = {
            name: value
            for name, place in where.items()
            if place < len(cells) and (value := _cell(cells[place])) not in ("", None)
        }
        if row:
            found.append(RawRow(at, row))
        if len(found) > MOST_ROWS:
            raise _too_large()
    if not where:
        here = places(best, chosen)
        raise Refused(
            "lapor_columns",
            columns=", ".join(BY_NAME[name].title.id for name in NEEDED if name not in here),
            headings=", ".join(str(one).strip()[:40] for one in best if str(one).strip()) or "–",
        )
    if not found:
        raise Refused("lapor_empty")
    return found


def _cell(value: Any) -> Any:
    """As JSON keeps it; a moment keeps its hour, a day has none."""
    if isinstance(value, dt.datetime):
        return value.isoformat() if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return value.replace("\x00", "").strip()[:_LONGEST]
    return value if isinstance(value, int | float) else str(value)


def _too_large() -> Refused:
    return Refused("lapor_large", megabytes=MOST_BYTES // 1024 // 1024, rows=MOST_ROWS)
