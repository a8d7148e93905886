"""A sheet becomes figures: a column for each period, a row for each, or a list of letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from pendopo.planning.intake.figures import Figures, Place
from pendopo.planning.realised.columns import LETTERS, LONG, WIDE
from pendopo.planning.realised.letters import letter_of
from pendopo.planning.realised.periods import period_of
from pendopo.planning.realised.values import Said, SaidFigure, SaidLetter
from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables import Columns, Row, Sheet, columns, is_ruler
from pendopo.planning.tables.columns import plain
from pendopo.planning.tree import Finding, codes
from pendopo.planning.values import RealisedKind

_LONG: Final[dict[str, RealisedKind]] = {
    "value": "performance", "physical": "physical", "money_rp": "money",
}  # fmt: skip


def read(sheet: Sheet) -> Said:
    """Understand a sheet. Raises `Unreadable` when no column of figures is there."""
    letters = _table(sheet, LETTERS, ("code", "number", "amount_rp"))
    if letters is not None:
        return _letters(sheet, letters)
    by_row = _table(sheet, LONG, ("code", "period"))
    if by_row is not None and any(name in by_row.places for name in _LONG):
        return _figures(sheet, by_row, list(_LONG), _of_row)
    table = columns(sheet, WIDE, ("code",))
    periods = [name for name in WIDE if name in table.places and _period(name)]
    if not periods:
        raise Unreadable(
            "Tidak ada kolom realisasi, misalnya q1, q1_rp, q1_physical atau m01_rp.",
            "There is no column of figures, such as q1, q1_rp, q1_physical or m01_rp.",
        )
    return _figures(sheet, table, periods, _of_columns)


def _table(sheet: Sheet, names: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> (
    Columns | None
):  # fmt: skip
    try:
        return columns(sheet, names, needed)
    except Unreadable:
        return None


def _period(column: str) -> tuple[RealisedKind, str] | None:
    """ "q1_rp" -> money of Q1; None for a column that holds no figure."""
    name, _, rest = column.partition("_")
    if column.startswith("realised_to_previous"):
        return ("money" if column.endswith("_rp") else "performance"), "P"
    if len(name) not in (2, 3) or name[:1] not in "qm" or not name[1:].isdigit():
        return None
    kinds: dict[str, RealisedKind] = {"": "performance", "rp": "money", "physical": "physical"}
    return kinds[rest], name.upper()


def _figures(
    sheet: Sheet,
    table: Columns,
    names: list[str],
    take: Callable[[Columns, Figures, Place, list[str]], list[SaidFigure]],
) -> Said:
    figures = Figures(sheet, table, names)
    found: list[SaidFigure] = []
    rows = 0
    for row in table.rows:
        if is_ruler(row) or not any(table.text(row, name) for name in names):
            continue
        rows += 1
        at = _place(table, row)
        if not at.code or codes.is_date(at.code) or table.overflow(row):
            figures.findings.append(_unusable(table, at))
            continue
        found += take(table, figures, at, names)
    notes = tuple(dict.fromkeys(sheet.notes))
    return Said(tuple(found), (), tuple(figures.findings), notes, rows)


def _place(table: Columns, row: Row) -> Place:
    code = codes.tidy(table.text(row, "code"))
    level = plain(table.text(row, "level")).replace(" ", "")
    return Place(row, level, code, table.text(row, "skpd_code"))


def _unusable(table: Columns, at: Place) -> Finding:
    rule, column, text = "code", "code", "Kode bagian rencana kosong."
    if table.overflow(at.row):
        rule, column = "columns", ""
        text = "Baris ini punya sel lebih dari judulnya; mungkin ada koma tanpa tanda kutip."
    elif at.code:
        rule, text = "code_date", f"Kode {at.code} berubah menjadi tanggal. Jadikan kolomnya Teks."
    return finding(at, rule, column, text)


def finding(at: Place, rule: str, column: str, text: str) -> Finding:
    said = at.code or None
    return Finding(rule, at.level, at.code, at.skpd, None, said, at.row.number, column, text)


def _of_columns(table: Columns, figures: Figures, at: Place, names: list[str]) -> list[SaidFigure]:
    found = []
    for name in names:
        value = figures.read(at, name)
        about = _period(name)
        if value is not None and about is not None:
            found.append(_said(table, at, name, about, value))
    return found


def _of_row(table: Columns, figures: Figures, at: Place, names: list[str]) -> list[SaidFigure]:
    period = period_of(table.cell(at.row, "period"), table.headings["period"])
    if period is None:
        said = table.text(at.row, "period")[:40]
        text = f"Periode “{said}” tidak dikenal; tulis Triwulan I atau Januari."
        figures.findings.append(finding(at, "period", "period", text))
        return []
    found = []
    for name, kind in _LONG.items():
        value = figures.read(at, name) if name in table.places else None
        if value is not None:
            found.append(_said(table, at, name, (kind, period), value))
    return found


def _said(table: Columns, at: Place, column: str, about: tuple[RealisedKind, str],
          value: Decimal) -> SaidFigure:  # fmt: skip
    kind, period = about
    return SaidFigure(
        row=at.row.number,
        column=column,
        level=at.level,
        code=at.code,
        skpd=at.skpd,
        indicator=table.text(at.row, "indicator"),
        kind=kind,
        period=period,
        value=value,
        evidence=table.text(at.row, "evidence")[:2000],
    )


def _letters(sheet: Sheet, table: Columns) -> Said:
    figures = Figures(sheet, table, ["amount_rp"])
    found: list[SaidLetter] = []
    rows = 0
    for row in table.rows:
        at = _place(table, row)
        if is_ruler(row) or not (table.text(row, "number") or table.text(row, "amount_rp")):
            continue
        rows += 1
        if not at.code or codes.is_date(at.code) or table.overflow(row):
            figures.findings.append(_unusable(table, at))
        elif (one := letter_of(table, figures, at)) is not None:
            found.append(one)
    return Said((), tuple(found), tuple(figures.findings), tuple(dict.fromkeys(sheet.notes)), rows)
