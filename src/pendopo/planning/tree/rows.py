"""From a table to nodes; a row that cannot be one is a finding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pendopo.planning.tables import (
    Columns,
    Figure,
    Row,
    Sheet,
    Style,
    columns,
    figure,
    is_ruler,
    settle,
    text_of,
)
from pendopo.planning.tree import codes
from pendopo.planning.tree.cells import figures, merged
from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.headings import names_of_year
from pendopo.planning.tree.levels import PARENT, Level, is_above, level_of
from pendopo.planning.tree.node import Node, Tree
from pendopo.planning.tree.wide import lengthened

_YEAR: Final = re.compile(r"20[2-9]\d")
UNREAD: Final = Figure(None, "text")
Said = Mapping[str, str]
"""The texts of a row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of the whole table before its rows are read.

    `whole`: (agency, code) as written; `covered`: rows whose cells a merge from above hides.
    """

    table: Columns
    money: Style
    target: Style
    width: int
    whole: frozenset[tuple[str, str]]
    covered: frozenset[int]


def nodes(sheet: Sheet, year: int | None) -> tuple[Tree, list[Finding], list[str]]:
    """The tree, what is wrong with single rows, and what a reader should know."""
    sheet = lengthened(sheet)
    reading = _reading(sheet, year)
    table = reading.table
    found: list[Finding] = list(merged(sheet, table))
    kept: list[Node] = []
    skipped = 0
    for row in table.rows:
        said = table.texts(row)
        if is_ruler(row) or _is_total(said, row):
            continue
        node, wrong, above = _node(reading, row, said, len(kept))
        skipped += above
        found += wrong
        if node is not None:
            kept.append(node)
    notes = list(sheet.notes)
    if skipped:
        notes.append(f"{skipped} baris di atas jenjang program tidak ikut diperiksa.")
    for name, style in (("pagu_rp", reading.money), ("target", reading.target)):
        if name in table.headings and (told := style.told(f"Kolom {table.headings[name]}")):
            notes.append(told)
    if "pagu_rp" not in table.places and year is None and any(map(_YEAR.search, table.titles)):
        notes.append("Kolomnya per tahun? Sebutkan tahunnya: --year 2026.")
    return Tree(tuple(kept), frozenset(table.places), reading.width), found, notes


def _reading(sheet: Sheet, year: int | None) -> _Reading:
    table = columns(sheet, names_of_year(year), ("code",))
    money, target = (
        settle(
            (table.cell(row, name) for row in table.rows), delimiter=sheet.delimiter, whole=whole
        )
        for name, whole in (("pagu_rp", True), ("target", False))
    )
    whole = frozenset(
        (table.text(row, "skpd_code"), codes.tidy(table.text(row, "code"))) for row in table.rows
    )
    covered = frozenset(
        number for (top, _), (bottom, _) in sheet.merged for number in range(top + 1, bottom + 1)
    )
    width = codes.sub_width(code for _skpd, code in whole)
    return _Reading(table, money, target, width, whole, covered)


def _node(
    reading: _Reading, row: Row, said: Said, place: int
) -> tuple[Node | None, list[Finding], bool]:
    """(the node, findings, whether the row stands above programmes and is left out)."""
    table = reading.table
    code = codes.tidy(said.get("code", ""))
    written = said["level"] if "level" in said else codes.guess_level(code) or ""
    level = level_of(written)
    if level is None and (is_above(written) or (not written and _short(code))):
        return None, [], True
    skpd = said.get("skpd_code", "")
    wrong: list[Finding] = []

    def say(rule: str, column: str, expected: int | str, found: str, text: str) -> None:
        wrong.append(Finding(rule, level or written, code, skpd, expected, found or None,
                             row.number, column, text))  # fmt: skip

    if extra := table.overflow(row):
        say("columns", "", table.width, str(table.width + extra),
            f"Baris ini punya {extra} sel lebih dari judulnya; mungkin ada pemisah ribuan tanpa"
            " tanda kutip. Angkanya tidak dipakai.")  # fmt: skip
    if level is None:
        what = f"Jenjang “{written}” tidak dikenal" if written else "Jenjang kosong"
        say("level", "level", "program|kegiatan|subkegiatan", written,
            f"{what}; tulis program, kegiatan, atau subkegiatan.")  # fmt: skip
        return None, wrong, False
    if not code:
        if row.number not in reading.covered:
            say("code", "code", "kode", "", f"Kode {level} ini kosong.")
        return None, wrong, False
    cell = table.cell(row, "code")
    if isinstance(cell, dt.date | dt.time | dt.timedelta) or codes.is_date(code):
        say("code_date", "code", "kode seperti 1.01.02", code,
            f"Kode berubah menjadi tanggal atau jam ({code}); jadikan kolomnya Teks lalu"
            " ketik lagi.")  # fmt: skip
        return None, wrong, False
    pagu = UNREAD if extra else figure(table.cell(row, "pagu_rp"), reading.money)
    if not extra:
        target = figure(table.cell(row, "target"), reading.target)
        wrong += figures(table, row, level, code, skpd, pagu, target)
    return _made(reading, row.number, said, place, level, code, pagu), wrong, False


def _made(
    reading: _Reading, row: int, said: Said, place: int, level: Level, code: str, pagu: Figure
) -> Node:
    skpd, parent = said.get("skpd_code", ""), codes.tidy(said.get("parent_code", ""))
    return Node(
        place=place,
        row=row,
        level=level,
        code=code,
        key=_key(reading, skpd, level, code),
        skpd=skpd,
        agency=codes.agency_key(skpd),
        name=said.get("name", ""),
        parent=parent,
        parent_key=_key(reading, skpd, PARENT.get(level, ""), parent),
        indicator=said.get("indicator", ""),
        target=said.get("target", ""),
        unit=said.get("unit", ""),
        direction=said.get("direction", ""),
        pagu=pagu,
    )


def _key(reading: _Reading, skpd: str, level: str, code: str) -> str:
    """The code with its zeros. Two digits among sub-activities of four may be the older
    nomenclature: where the agency has that number with four digits too, they are two codes."""
    key = codes.restored(code, level, reading.width)
    old = key != code and len(code.rpartition(".")[2]) == 2 and (skpd, key) in reading.whole
    return code if old else key


def _short(code: str) -> bool:
    """1 and 1.01 are an affair and a field, where the table does not say the level."""
    return bool(code) and code.count(".") <= 1


def _is_total(said: Said, row: Row) -> bool:
    """The line at the end that says Jumlah or Total: its sum is nobody's budget."""
    if said.get("code"):
        return False
    first = next((text for one in row.cells if (text := text_of(one))), "")
    return (said.get("name") or first).lower().startswith(("jumlah", "total", "grand"))
