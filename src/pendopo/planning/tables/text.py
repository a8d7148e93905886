"""CSV in any dialect: encodings, byte-order marks, `,` `;` tab or `|`."""

from __future__ import annotations

import csv
import io

from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables.sheet import MOST_COLUMNS, MOST_ROWS, Row, Sheet

DELIMITERS = (",", ";", "\t", "|")
_HEAD = 20
_LONGEST_CELL = 100_000
_LONGEST_HEAD = 10_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(content: bytes) -> Sheet:
    """The filled rows of a delimited text; `Unreadable` for bytes that are no such text."""
    text, notes = _decode(content)
    lines = text.splitlines()
    first = lines[0].strip().lower() if lines else ""
    delimiter = ""
    if first.startswith("sep=") and len(first) == 5:  # Excel's own hint
        delimiter = first[4]
        text = "\n" + text.split("\n", 1)[1] if "\n" in text else ""
    delimiter = delimiter or _delimiter(lines)
    return Sheet(rows=_rows(text, delimiter), delimiter=delimiter, notes=notes)


def _decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError:
                raise _no_text() from None
    if b"\0" in content:
        raise _no_text()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = "Berkas tidak berkode UTF-8; dibaca sebagai Windows-1252."
        return content.decode("cp1252", errors="replace"), (note,)


def _no_text() -> Unreadable:
    return Unreadable(
        "Berkas ini bukan teks CSV atau buku kerja Excel. Simpan ulang sebagai CSV atau .xlsx.",
        "This file is neither CSV text nor an Excel workbook. Save it again as CSV or .xlsx.",
    )


def _delimiter(lines: list[str]) -> str:
    """The one that splits the head into most cells; a comma when nothing does.

    Filled cells count, not characters, and over all lines of the head: one long sentence with
    semicolons in it decides nothing.
    """
    best, most = ",", 0
    for one in DELIMITERS:
        filled = sum(_filled(line[:_LONGEST_HEAD], one) for line in lines[:_HEAD])
        if filled > most:
            best, most = one, filled
    return best


def _filled(line: str, delimiter: str) -> int:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return sum(1 for cell in cells if cell.strip()) - 1


def _rows(text: str, delimiter: str) -> tuple[Row, ...]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found = []
    last = 0
    try:
        for cells in reader:
            number, last = last + 1, reader.line_num
            if any(cell and not cell.isspace() for cell in cells):
                found.append(Row(number, tuple(cells)))
            if len(found) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise Unreadable(
                    f"Tabel terlalu besar: paling banyak {MOST_ROWS} baris dan {MOST_COLUMNS}"
                    " kolom.",
                    f"The table is too large: at most {MOST_ROWS} rows and {MOST_COLUMNS} columns.",
                )
    except csv.Error:
        raise Unreadable(
            f"Tanda kutip tidak berpasangan mulai baris {last + 1}. Perbaiki, lalu coba lagi.",
            f"A quotation mark is not closed, from line {last + 1} on. Mend it and try again.",
        ) from None
    return tuple(found)
