"""From workbook bytes to typed rows; every cell that cannot be read is named."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from pendopo.core import workbook
from pendopo.directory.people.numbers import normal_nip
from pendopo.directory.refusals import Refused
from pendopo.directory.transfers.report import COLUMNS, RowResult, refused

MAX_ROWS = 5_000
LIMITS = workbook.Limits(unpacked=60 * 1024 * 1024, rows=MAX_ROWS + 20, columns=64)
_MONTHS = {
    "januari": 1, "februari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7,
    "agustus": 8, "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transfer:
    row: int  # as Excel numbers it
    nip: str
    name: str
    old_title: str
    new_title: str
    first_day: date
    basis: str


def read(content: bytes) -> tuple[list[Transfer], list[RowResult]]:
    """The readable rows, and one result for each unreadable one (row 0: the file itself)."""
    try:
        workbook.check(content, LIMITS)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        grid = sheet.to_python(skip_empty_area=False)
    except workbook.TooLarge:
        return [], [refused(0, "", "", "too_large")]
    except (workbook.Broken, CalamineError, OSError, ValueError, IndexError):
        return [], [refused(0, "", "", "not_a_workbook")]
    found = _header(grid)
    if isinstance(found, RowResult):
        return [], [found]
    top, places = found
    transfers: list[Transfer] = []
    wrong: list[RowResult] = []
    for at, cells in enumerate(grid[top + 1 : top + 1 + MAX_ROWS], start=top + 2):
        values = {title: cells[place] for title, place in places.items()}
        if all(value == "" or value is None for value in values.values()):
            continue
        one = _row(at, values)
        if isinstance(one, RowResult):
            wrong.append(one)
        else:
            transfers.append(one)
    return transfers, wrong


def _header(grid: list[list[Any]]) -> tuple[int, dict[str, int]] | RowResult:
    """Row and columns of the titles, somewhere in the first ten rows, in any order or case."""
    best: dict[str, int] = {}
    for at, cells in enumerate(grid[:10]):
        titles = [" ".join(str(cell).split()).lower() for cell in cells]
        places = {name: titles.index(name.lower()) for name in COLUMNS if name.lower() in titles}
        if len(places) == len(COLUMNS):
            return at, places
        best = max(best, places, key=len)
    missing = next(name for name in COLUMNS if name not in best)
    return refused(0, missing, missing, "column_missing")


def _row(at: int, values: dict[str, Any]) -> Transfer | RowResult:
    nip = values["NIP"]
    if isinstance(nip, int | float):
        return refused(at, "NIP", f"{nip:.0f}", "nip_as_number")
    text = {title: " ".join(str(values[title]).split()) for title in COLUMNS}
    for title in ("NIP", "Nama", "TMT", "Dasar"):
        if not text[title]:
            return refused(at, title, "", "empty")
    try:
        number = normal_nip(text["NIP"])
    except Refused as no:
        return RowResult(at, "refused", "NIP", text["NIP"], no.code, no.text)
    if not text["Jabatan lama"] and not text["Jabatan baru"]:
        return refused(at, "Jabatan baru", "", "nothing_to_do")
    day = read_date(values["TMT"])
    if day is None:
        return refused(at, "TMT", text["TMT"], "date_unread")
    return Transfer(
        row=at,
        nip=number,
        name=text["Nama"],
        old_title=text["Jabatan lama"],
        new_title=text["Jabatan baru"],
        first_day=day,
        basis=text["Dasar"],
    )


def read_date(value: Any) -> date | None:
    """A date cell, or text as 16-11-2026, 16/11/2026, 2026-11-16, 16 November 2026."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip().lower()
    try:
        if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{1,2})\s+([a-z]+)\s+(\d{4})", text):
            return date(int(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    except ValueError:
        return None
    return None
