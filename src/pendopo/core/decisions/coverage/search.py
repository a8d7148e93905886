"""Goes through the pieces of all columns: where does no rule hit, where do two?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pendopo.core.decisions.coverage.atoms import Atom

STEPS = 50_000
"""Pieces of regions that one table is searched for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the search sees it: its pieces, and which rules take each (a bit for a rule)."""

    label: str
    atoms: tuple[Atom, ...]
    masks: tuple[int, ...]


Region = tuple[tuple[Atom, ...], ...]
"""The pieces of every column that make up one region."""


class TooLarge(Exception):
    """The table has more regions than are worth a search."""


def gaps(columns: Sequence[Column], rules: int, within: int = -1) -> Iterator[Region]:
    """The regions where none of the first `rules` rules hits; neighbours stand together.

    `within` is a rule whose own region is searched (a place), or -1 for everything.
    """
    full = (1 << rules) - 1
    whole: dict[tuple[int, int], bool] = {}
    steps = 0

    def covered(depth: int, mask: int) -> bool:
        nonlocal steps
        if mask == 0 or depth == len(columns):
            return mask != 0
        key = (depth, mask)
        if key not in whole:
            steps += 1
            if steps > STEPS:
                raise TooLarge
            whole[key] = all(
                covered(depth + 1, mask & taken) for taken, _ in _groups(columns[depth], within)
            )
        return whole[key]

    def walk(depth: int, mask: int, chosen: Region) -> Iterator[Region]:
        if covered(depth, mask):
            return
        if mask == 0 or depth == len(columns):
            yield chosen + tuple(_own(column, within) for column in columns[depth:])
            return
        merged: dict[int, list[Atom]] = {}
        for taken, atoms in _groups(columns[depth], within):
            merged.setdefault(mask & taken, []).extend(atoms)
        for rest, atoms in merged.items():
            yield from walk(depth + 1, rest, (*chosen, tuple(atoms)))

    yield from walk(0, full, ())


def _groups(column: Column, within: int) -> Iterator[tuple[int, list[Atom]]]:
    merged: dict[int, list[Atom]] = {}
    for atom, mask in zip(column.atoms, column.masks, strict=True):
        if within < 0 or mask >> within & 1:
            merged.setdefault(mask, []).append(atom)
    yield from merged.items()


def _own(column: Column, within: int) -> tuple[Atom, ...]:
    pairs = zip(column.atoms, column.masks, strict=True)
    return tuple(atom for atom, mask in pairs if within < 0 or mask >> within & 1)


def overlaps(columns: Sequence[Column], rules: int) -> Iterator[tuple[int, int, Region]]:
    """The pairs of rules that hit together somewhere, and where."""
    together = [(1 << rules) - 1] * rules
    for column in columns:
        seen = [0] * rules
        for mask in set(column.masks):
            for place in range(rules):
                if mask >> place & 1:
                    seen[place] |= mask
        together = [one & mask for one, mask in zip(together, seen, strict=True)]
    for first in range(rules):
        for second in range(first + 1, rules):
            if together[first] >> second & 1:
                yield first, second, _shared(columns, 1 << first | 1 << second)


def _shared(columns: Sequence[Column], both: int) -> Region:
    return tuple(
        tuple(
            atom
            for atom, mask in zip(column.atoms, column.masks, strict=True)
            if mask & both == both
        )
        for column in columns
    )
