"""A table before anyone knows what its columns mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Span = tuple[tuple[int, int], tuple[int, int]]

MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the file counts it: the line of a text file, Excel's row number."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with something in them.

    `delimiter` is "" for a workbook. `merged`: cells merged over several rows, as ((first row,
    first column), (last row, last column)), rows as `Row.number`, columns from 0. `notes`: what a
    reader should know about how the file was read, in Indonesian.
    """

    rows: tuple[Row, ...]
    delimiter: str
    merged: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


def text_of(cell: Cell) -> str:
    """The cell as a person reads it: one space between words, whole numbers without ".0".

    What cannot be seen (control characters, zero-width spaces) is left out: it would part two
    codes that look the same, or speak to the terminal.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.strip()
        if text.isprintable() and "  " not in text:  # nearly every cell
            return text
        return "".join(filter(str.isprintable, " ".join(text.split())))
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def is_ruler(row: Row) -> bool:
    """The line under the headings that numbers the columns 1, 2, 3 (or (1), (2), …)."""
    at = 0
    for at, cell in enumerate((cell for cell in row.cells if cell not in ("", None)), 1):
        if str(cell).strip("() ").removesuffix(".0") != str(at):
            return False
    return at > 3
