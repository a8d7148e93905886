"""From a table to nodes; every cell that cannot be used is a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pendopo.planning.tables import (
    Columns,
    Figure,
    Row,
    Sheet,
    Style,
    columns,
    figure,
    settle,
    text_of,
)
from pendopo.planning.tree import codes
from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.levels import Level, is_above, level_of
from pendopo.planning.tree.wide import lengthened

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "level": ("tingkat", "jenjang"),
    "code": (
        "kode", "kode program kegiatan sub kegiatan", "kode program kegiatan", "kode nomenklatur",
        "kode urusan bidang urusan program kegiatan sub kegiatan",
    ),
    "name": (
        "nama", "uraian", "nomenklatur", "program kegiatan sub kegiatan", "program kegiatan",
        "nama program kegiatan sub kegiatan", "urusan bidang urusan program kegiatan sub kegiatan",
        "bidang urusan program kegiatan sub kegiatan",
    ),
    "skpd_code": ("kode skpd", "kode opd", "kode unit", "kode perangkat daerah", "kode unit skpd"),
    "skpd_name": ("nama skpd", "skpd", "nama opd", "opd", "perangkat daerah", "nama unit",
                  "nama perangkat daerah"),
    "parent_code": ("kode induk", "induk", "parent"),
    "indicator": ("indikator", "indikator kinerja", "indikator kinerja program kegiatan",
                  "tolok ukur", "tolok ukur kinerja"),
    "target": ("target kinerja", "target tahun berjalan"),
    "unit": ("satuan",),
    "pagu_rp": ("pagu", "pagu indikatif", "pagu indikatif rp", "pagu anggaran", "anggaran",
                "anggaran rp", "pagu anggaran rp", "jumlah rp"),
    "direction": ("arah", "arah indikator", "arah kinerja", "tren"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A row that is part of the tree. `code` as written, `key` with its zeros restored; `parent`
    as written. `pagu` is None when nothing stands there (`pagu.wrong` "") or no number does."""

    row: int
    level: Level
    code: str
    key: str
    skpd: str
    name: str
    parent: str
    indicator: str
    target: str
    unit: str
    direction: str
    pagu: Figure


@dataclass(frozen=True, slots=True)
class Tree:
    """`has`: columns that the file has; `sub_width`: digits of its sub-activities."""

    nodes: tuple[Node, ...]
    has: frozenset[str]
    sub_width: int


def names_of_year(year: int | None) -> dict[str, tuple[str, ...]]:
    """The headings, and with a year those of a table with a column for each year."""
    if year is None:
        return NAMES
    more = {
        "target": (f"t{year}", f"target {year}", f"target tahun {year}"),
        "pagu_rp": (f"a{year}", f"pagu {year}", f"anggaran {year}", f"pagu tahun {year}"),
    }
    return {name: (*others, *more.get(name, ())) for name, others in NAMES.items()}


def nodes(sheet: Sheet, year: int | None) -> tuple[Tree, list[Finding], list[str]]:
    """The tree, what is wrong with single rows, and what a reader should know."""
    sheet = lengthened(sheet)
    table = columns(sheet, names_of_year(year), ("code",))
    notes = list(sheet.notes)
    money = settle(
        (table.cell(row, "pagu_rp") for row in table.rows), delimiter=sheet.delimiter, whole=True
    )
    target = settle(
        (table.cell(row, "target") for row in table.rows), delimiter=sheet.delimiter, whole=False
    )
    width = codes.sub_width(codes.tidy(table.text(row, "code")) for row in table.rows)
    found: list[Finding] = list(_merged(sheet, table))
    covered = frozenset(
        number for (top, _), (bottom, _) in sheet.merged for number in range(top + 1, bottom + 1)
    )
    kept: list[Node] = []
    skipped = 0
    for row in table.rows:
        if _is_ruler(row) or _is_total(table, row):
            continue
        node, wrong, above = _node(table, row, width, money, target, covered)
        skipped += above
        found += wrong
        if node is not None:
            kept.append(node)
    if skipped:
        notes.append(f"{skipped} baris di atas jenjang program tidak ikut diperiksa.")
    for name, style in (("pagu_rp", money), ("target", target)):
        if style.decimal and name in table.headings:
            notes.append(
                f"Kolom {table.headings[name]}: tanda desimal dibaca "
                + ("koma (1.234.567,00)." if style.decimal == "," else "titik (1,234,567.00).")
            )
    return Tree(tuple(kept), frozenset(table.places), width), found, notes


def _node(
    table: Columns, row: Row, width: int, money: Style, target: Style, covered: frozenset[int]
) -> tuple[Node | None, list[Finding], bool]:
    """(the node, findings, whether the row stands above programmes and is left out)."""
    code = codes.tidy(table.text(row, "code"))
    written = table.text(row, "level") if "level" in table.places else codes.guess_level(code) or ""
    skpd = table.text(row, "skpd_code")
    level = level_of(written)
    if level is None and (is_above(written) or (not written and _short(code))):
        return None, [], True
    wrong: list[Finding] = []

    def say(rule: str, column: str, expected: Decimal | int | str, found: str, text: str) -> None:
        shown = level or written
        wrong.append(
            Finding(rule, shown, code, skpd, expected, found or None, row.number, column, text)
        )

    if extra := table.overflow(row):
        say("columns", "", table.width, str(table.width + extra),
            f"Baris ini punya {extra} sel lebih dari judulnya; mungkin ada pemisah ribuan tanpa"
            " tanda kutip. Angkanya tidak dipakai.")  # fmt: skip
    if level is None:
        said = f"Jenjang “{written}” tidak dikenal" if written else "Jenjang kosong"
        say("level", "level", "program|kegiatan|subkegiatan", written,
            f"{said}; tulis program, kegiatan, atau subkegiatan.")  # fmt: skip
        return None, wrong, False
    if not code:
        if row.number not in covered:
            say("code", "code", "kode", "", f"Kode {level} ini kosong.")
        return None, wrong, False
    cell = table.cell(row, "code")
    if isinstance(cell, dt.date | dt.time | dt.timedelta) or codes.is_date(code):
        say("code_date", "code", "kode seperti 1.01.02", code,
            f"Kode berubah menjadi tanggal atau jam ({code}); jadikan kolomnya Teks lalu"
            " ketik lagi.")  # fmt: skip
        return None, wrong, False
    key = codes.restored(code, level, width)
    if key != code:
        say("leading_zero", "code", key, code,
            f"Kode {code} kehilangan angka nol; mestinya {key}. Jadikan kolomnya"
            " Teks.")  # fmt: skip
    pagu = figure(table.cell(row, "pagu_rp"), money) if not extra else Figure(None, "text")
    wrong_target = figure(table.cell(row, "target"), target)
    if not extra:
        wrong += _figures(table, row, level, code, skpd, pagu, wrong_target)
    node = Node(
        row=row.number, level=level, code=code, key=key, skpd=skpd, name=table.text(row, "name"),
        parent=codes.tidy(table.text(row, "parent_code")),
        indicator=table.text(row, "indicator"), target=table.text(row, "target"),
        unit=table.text(row, "unit"), direction=table.text(row, "direction"), pagu=pagu,
    )  # fmt: skip
    return node, wrong, False


_NUMBER: Final = {
    "text": "bukan angka",
    "date": "berubah menjadi tanggal",
    "not_finite": "bukan bilangan",
    "too_large": "terlalu besar untuk masuk akal",
    "exponent": "ditulis dalam notasi ilmiah, angka akhirnya sudah hilang",
    "unclear": "dapat dibaca dua cara (ribuan atau desimal)",
}


def _figures(
    table: Columns, row: Row, level: str, code: str, skpd: str, pagu: Figure, target: Figure
) -> Iterator[Finding]:
    for name, one in (("pagu_rp", pagu), ("target", target)):
        said = table.text(row, name)
        title = table.headings.get(name, name)
        if one.wrong == "swapped":
            yield Finding("decimal_mark", level, code, skpd, "tanda desimal seperti baris lain",
                          said, row.number, name,
                          f"{title} {said}: koma dan titik tertukar dibanding baris lain"
                          " di kolom ini.")  # fmt: skip
        elif one.wrong and (name == "pagu_rp" or one.wrong in ("not_finite", "too_large", "date")):
            yield Finding("number", level, code, skpd, "angka", said, row.number, name,
                          f"{title} “{said[:40]}” {_NUMBER[one.wrong]}.")  # fmt: skip
    if pagu.value is not None and pagu.value < 0:
        yield Finding("negative", level, code, skpd, "0 atau lebih", pagu.value, row.number,
                      "pagu_rp", "Pagu tidak boleh negatif.")  # fmt: skip


def _short(code: str) -> bool:
    """1 and 1.01 are an affair and a field, where the table does not say the level."""
    return bool(code) and code.count(".") <= 1


def _is_ruler(row: Row) -> bool:
    """The line under the headings that numbers the columns 1, 2, 3 (or (1), (2), …)."""
    said = [
        str(cell).strip("() ").removesuffix(".0") for cell in row.cells if cell not in ("", None)
    ]
    return len(said) > 3 and said == [str(at) for at in range(1, len(said) + 1)]


def _is_total(table: Columns, row: Row) -> bool:
    """The line at the end that says Jumlah or Total: its sum is nobody's budget."""
    first = next((text for one in row.cells if (text := text_of(one))), "")
    said = table.text(row, "name") or first
    return not table.text(row, "code") and said.lower().startswith(("jumlah", "total", "grand"))


def _merged(sheet: Sheet, table: Columns) -> Iterator[Finding]:
    """Cells merged downward over rows of the table hide the values of all rows but the first."""
    first = table.rows[0].number if table.rows else 0
    place_of = {place: name for name, place in table.places.items()}
    for (top, left), (bottom, _right) in sheet.merged:
        name = place_of.get(left)
        if top < first or name is None:
            continue
        row = next((one for one in table.rows if one.number == top), None)
        if row is not None:
            said = table.text(row, "level")
            yield Finding(
                "merged", level_of(said) or said, table.text(row, "code"),
                table.text(row, "skpd_code"), 1, bottom - top + 1, top, name,
                f"Sel {table.headings[name]} digabung sampai baris {bottom}; pisahkan dan isi"
                " setiap baris.",
            )  # fmt: skip
