"""Headings of files that go into a plan, and the mapping somebody gave for the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from pendopo.planning.tables import Row, Sheet, text_of
from pendopo.planning.tables.columns import ABOVE, plain
from pendopo.planning.tree.headings import NAMES
from pendopo.planning.tree.wide import HEADINGS as WIDE

FURTHER: Final[dict[str, tuple[str, ...]]] = {
    "account_code": ("kode rekening", "kode akun", "kode rekening belanja", "rekening"),
    "account_name": ("nama rekening", "nama akun", "uraian rekening", "uraian akun",
                     "nama rekening belanja"),
    "formula": ("rumus", "formula indikator", "cara menghitung", "definisi operasional"),
    "baseline": ("awal", "kondisi awal", "capaian awal", "data awal", "baseline awal",
                 "kondisi awal periode"),
    "accumulation": ("akumulasi", "sifat", "jenis akumulasi"),
    **{
        f"target_q{number}": (f"target tw {roman}", f"target triwulan {roman}",
                              f"target tw {number}", f"target triwulan {number}")
        for number, roman in ((1, "i"), (2, "ii"), (3, "iii"), (4, "iv"))
    },
}  # fmt: skip
LONG: Final = {
    **NAMES,
    **FURTHER,
    "pagu_rp": (*NAMES["pagu_rp"], "pagu murni", "pagu setelah pergeseran", "pagu perubahan",
                "nilai anggaran", "total", "rincian pagu", "anggaran murni"),
}  # fmt: skip
SIDE_BY_SIDE: Final = {**WIDE, **FURTHER, "pagu_rp": LONG["pagu_rp"],
                       "direction": NAMES["direction"]}  # fmt: skip
OURS: Final = (
    "level", "code", "name", "skpd_code", "skpd_name", "parent_code", "indicator", "formula",
    "unit", "direction", "accumulation", "baseline", "target", "pagu_rp", "account_code",
    "account_name", "program_code", "program_name", "kegiatan_code", "kegiatan_name",
    "subkegiatan_code", "subkegiatan_name",
)  # fmt: skip
"""Columns that a mapping may name."""


def with_years(
    names: Mapping[str, tuple[str, ...]], years: Iterable[int]
) -> dict[str, tuple[str, ...]]:
    """The headings, and for each year its column of targets (t2026) and of money (a2026)."""
    more: dict[str, tuple[str, ...]] = dict(names)
    for year in years:
        more[f"t{year}"] = (f"target {year}", f"target tahun {year}", f"k {year}")
        more[f"a{year}"] = (f"pagu {year}", f"anggaran {year}", f"pagu tahun {year}",
                            f"pagu indikatif {year}", f"rp {year}")  # fmt: skip
    return more


def headings_of(sheet: Sheet) -> tuple[int, tuple[str, ...]]:
    """(which row of the sheet, its titles): the row that knows most of our headings, else the one
    with most words."""
    known = {plain(name) for name in (*LONG, *SIDE_BY_SIDE)}
    for names in (LONG, SIDE_BY_SIDE):
        known |= {plain(other) for others in names.values() for other in others}
    best, most = 0, (-1, -1)
    for at, row in enumerate(sheet.rows[:ABOVE]):
        texts = [text_of(cell) for cell in row.cells]
        score = (sum(plain(text) in known for text in texts if text),
                 sum(any(map(str.isalpha, text)) for text in texts))  # fmt: skip
        if score > most:
            best, most = at, score
    titles = tuple(map(text_of, sheet.rows[best].cells)) if sheet.rows else ()
    return best, titles


def fingerprint(titles: Iterable[str]) -> str:
    """The same for files with the same headings."""
    text = "\n".join(plain(title) for title in titles)
    return hashlib.sha256(text.encode()).hexdigest()


def renamed(sheet: Sheet, mapping: Mapping[str, str]) -> Sheet:
    """The sheet with our names where the mapping (our name -> heading) says so."""
    said = {plain(heading): ours for ours, heading in mapping.items() if ours in OURS and heading}
    if not said or not sheet.rows:
        return sheet
    at, _titles = headings_of(sheet)
    head = sheet.rows[at]
    cells = tuple(said.get(plain(text_of(cell)), cell) for cell in head.cells)
    rows = (*sheet.rows[:at], Row(head.number, cells), *sheet.rows[at + 1 :])
    return Sheet(rows, sheet.delimiter, sheet.merged, sheet.notes)
