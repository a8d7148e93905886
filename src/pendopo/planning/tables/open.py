"""Any table file, told by its first bytes and not by its name."""

from __future__ import annotations

from pathlib import Path

from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables.sheet import MOST_BYTES, Sheet
from pendopo.planning.tables.text import read_text
from pendopo.planning.tables.workbook import read_workbook

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods are zips; .xls is OLE


def open_sheet(path: Path, *, sheet: str = "") -> Sheet:
    """The table in the file. Raises `Unreadable`, also for a file that is empty or not there."""
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise Unreadable(
                f"Berkas lebih dari {MOST_BYTES >> 20} MB.",
                f"The file has more than {MOST_BYTES >> 20} MB.",
            )
        content = path.read_bytes()
    except OSError:
        raise Unreadable(
            f"Berkas {path} tidak dapat dibuka.", f"The file {path} cannot be opened."
        ) from None
    return open_bytes(content, sheet=sheet)


def open_bytes(content: bytes, *, sheet: str = "") -> Sheet:
    """The table in a file that somebody sent. Raises `Unreadable`."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            f"Berkas lebih dari {MOST_BYTES >> 20} MB.",
            f"The file has more than {MOST_BYTES >> 20} MB.",
        )
    found = read_workbook(content, sheet) if content.startswith(_WORKBOOKS) else read_text(content)
    if not found.rows:
        raise Unreadable("Berkas ini kosong.", "This file is empty.")
    return found
