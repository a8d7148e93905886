"""One row of a list of SPD or SP2D."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pendopo.planning.intake.figures import Figures, Place
from pendopo.planning.realised.values import SaidLetter
from pendopo.planning.tables import Cell, Columns, text_of
from pendopo.planning.tables.columns import plain
from pendopo.planning.tree import Finding
from pendopo.planning.values import DisbursementSort

_SORTS: Final[dict[str, DisbursementSort]] = {"spd": "spd", "sp2d": "sp2d"}
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def letter_of(table: Columns, figures: Figures, at: Place) -> SaidLetter | None:
    """None when something is missing; a finding says what. Without a column of sorts the heading
    of the numbers says which letters they are, else they are SP2D."""
    said = plain(table.text(at.row, "sort")) or plain(table.headings["number"]).split(" ")[-1]
    sort = _SORTS.get(said, None if "sort" in table.places else "sp2d")
    day = day_of(table.cell(at.row, "day"))
    number = table.text(at.row, "number")
    amount = figures.read(at, "amount_rp")
    if amount is None and table.text(at.row, "amount_rp"):
        return None
    wrong = (
        ("sort", "Jenis suratnya harus SPD atau SP2D.") if sort is None
        else ("number", "Nomor suratnya kosong.") if not number
        else ("day", "Tanggalnya kosong atau tidak terbaca; contoh 31-12-2026.") if day is None
        else ("amount_rp", "Nilainya harus lebih dari 0, paling kecil satu sen.")
        if not amount or amount != round(amount, 2) else None
    )  # fmt: skip
    if wrong or sort is None or day is None or amount is None:
        column, text = wrong or ("", "")
        figures.findings.append(
            Finding("letter", at.level, at.code, at.skpd, None, number or None, at.row.number,
                    column, text)
        )  # fmt: skip
        return None
    account = table.text(at.row, "account_code")[:32]
    return SaidLetter(
        at.row.number, at.level, at.code, at.skpd, sort, number[:80], day, account, amount
    )


def day_of(cell: Cell) -> dt.date | None:
    """2026-12-31, 31/12/2026, 31-12-2026 or a date of the workbook."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = text_of(cell)
    try:
        if found := _DAY.fullmatch(text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
