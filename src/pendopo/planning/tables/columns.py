"""Which column is which: names of the contract, and the headings that offices and exports use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables.sheet import Cell, Row, Sheet, text_of

ABOVE = 20
"""Rows in which the headings may stand, below titles and letterheads."""
Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Columns:
    """`places`: our name -> column from 0; `headings`: our name -> what the file calls it;
    `titles`: all headings; `width`: cells of the heading row that are filled up to; `rows`: the
    table below."""

    places: Mapping[str, int]
    headings: Mapping[str, str]
    titles: tuple[str, ...]
    width: int
    rows: tuple[Row, ...]

    def cell(self, row: Row, name: str) -> Cell:
        """The cell of our column; "" where the file or the row has none."""
        place = self.places.get(name, -1)
        return row.cells[place] if 0 <= place < len(row.cells) else ""

    def text(self, row: Row, name: str) -> str:
        return text_of(self.cell(row, name))

    def texts(self, row: Row) -> dict[str, str]:
        """All of our columns that the file has."""
        cells = row.cells
        return {
            name: text_of(cells[place]) if place < len(cells) else ""
            for name, place in self.places.items()
        }

    def overflow(self, row: Row) -> int:
        """Filled cells beyond the last heading: a separator inside a number that has no quotes."""
        if len(row.cells) <= self.width:
            return 0
        return sum(1 for cell in row.cells[self.width :] if text_of(cell))


def columns(sheet: Sheet, names: Names, required: Sequence[str]) -> Columns:
    """Find the heading row and the columns in it.

    names: our name -> further headings it may have. Raises `Unreadable` when a required column is
    missing or one is there twice.
    """
    known: dict[str, str] = {plain(name): name for name in names}
    for name, others in names.items():
        known.update((plain(other), name) for other in others)
    best: dict[str, list[int]] = {}
    at = 0
    for number, row in enumerate(sheet.rows[:ABOVE]):
        here: dict[str, list[int]] = {}
        for place, cell in enumerate(row.cells):
            if ours := known.get(plain(text_of(cell))):
                here.setdefault(ours, []).append(place)
        if len(here) > len(best):
            best, at = here, number
    missing = [name for name in required if name not in best]
    if missing:
        listed = ", ".join(missing)
        raise Unreadable(
            f"Kolom tidak ditemukan: {listed}. Baris judul harus memuatnya.",
            f"Columns not found: {listed}. The heading row must have them.",
        )
    head = sheet.rows[at]
    twice = [name for name, places in best.items() if len(places) > 1]
    places = {name: _chosen(name, places, head) for name, places in best.items()}
    if unclear := [name for name in twice if places[name] < 0]:
        listed = ", ".join(unclear)
        raise Unreadable(
            f"Ada lebih dari satu kolom untuk: {listed}. Sisakan satu.",
            f"More than one column for: {listed}. Leave one.",
        )
    width = max((place for place, cell in enumerate(head.cells, 1) if text_of(cell)), default=0)
    headings = {name: text_of(head.cells[place]) for name, place in places.items()}
    titles = tuple(map(text_of, head.cells))
    return Columns(places, headings, titles, width, sheet.rows[at + 1 :])


def _chosen(name: str, places: list[int], head: Row) -> int:
    """The only column, or the one that bears our own name among several; -1 when neither."""
    exact = [one for one in places if text_of(head.cells[one]).strip().lower() == name]
    if len(places) == 1 or len(exact) == 1:
        return (exact or places)[0]
    return -1


def plain(heading: str) -> str:
    """ "Pagu (Rp)" -> "pagu rp": only lower-case words count."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower().replace("_", " ")))
