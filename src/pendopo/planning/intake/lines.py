"""Expenditure accounts: rows below a sub-activity that are money and no part of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pendopo.planning.tables import Columns, Row, Sheet
from pendopo.planning.tables.columns import plain
from pendopo.planning.tree import codes

ACCOUNT_LEVELS: Final = frozenset({"rekening", "akun", "belanja", "rincian belanja"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row with money for one account of the node `code`; `side`: it stands in a wide table."""

    row: Row
    level: str
    code: str
    skpd: str
    account: str
    account_name: str


def told_apart(sheet: Sheet, table: Columns) -> tuple[Sheet, list[Line]]:
    """(the sheet without account rows, those rows). A node that only has account rows keeps the
    first of them, without its money."""
    if "account_code" not in table.places and "level" not in table.places:
        return sheet, []
    head = sheet.rows[: len(sheet.rows) - len(table.rows)]
    kept: list[Row] = []
    lines: list[Line] = []
    own: set[tuple[str, str]] = set()
    later: dict[tuple[str, str], Row] = {}
    last = ""
    for row in table.rows:
        level = plain(table.text(row, "level"))
        account = table.text(row, "account_code")
        skpd, code = table.text(row, "skpd_code"), codes.tidy(table.text(row, "code"))
        name = table.text(row, "account_name")
        if level in ACCOUNT_LEVELS:
            account, name = account or code, name or table.text(row, "name")
            code = codes.tidy(table.text(row, "parent_code")) or last
        if not account:
            kept.append(row)
            own.add((skpd, code))
            last = code if code.count(".") == 5 else last
            continue
        lines.append(Line(row, level, code, skpd, account, name))
        if level not in ACCOUNT_LEVELS and (skpd, code) not in own and (skpd, code) not in later:
            later[skpd, code] = _without_money(table, row)
            kept.append(later[skpd, code])
    return Sheet((*head, *kept), sheet.delimiter, sheet.merged, sheet.notes), lines


def _without_money(table: Columns, row: Row) -> Row:
    hidden = {table.places[name] for name in ("pagu_rp", "account_code") if name in table.places}
    return Row(row.number, tuple("" if at in hidden else one for at, one in enumerate(row.cells)))


def side_by_side(table: Columns) -> Iterator[Line]:
    """Of a table that has programme, activity and sub-activity in every row: each row is money of
    its sub-activity, with an account or without."""
    for row in table.rows:
        code = codes.tidy(table.text(row, "subkegiatan_code"))
        if code:
            skpd, account = table.text(row, "skpd_code"), table.text(row, "account_code")
            name = table.text(row, "account_name")
            yield Line(row, "subkegiatan", code, skpd, account, name)
