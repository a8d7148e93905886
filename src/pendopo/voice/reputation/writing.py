"""The public export as a file: what `parse_export` reads, column by column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pendopo.voice.reputation.rows import COLUMNS, Row


def write_export(rows: Iterable[Row]) -> str:
    """CSV with a comma and CRLF (RFC 4180); `parse_export` gives the same rows back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row, name) for name in COLUMNS] for row in rows)
    return out.getvalue()


def _cell(row: Row, column: str) -> str:
    value = getattr(row, "sort" if column == "class" else column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, tuple) else str(value)
