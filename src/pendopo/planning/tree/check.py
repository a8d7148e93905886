"""Everything that is wrong in the tree of a plan, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from pendopo.planning.tables import Sheet
from pendopo.planning.tree.duties import duties
from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.levels import CHILD, LEVELS
from pendopo.planning.tree.links import link
from pendopo.planning.tree.node import Tree
from pendopo.planning.tree.rows import nodes
from pendopo.planning.tree.sums import sums
from pendopo.planning.tree.zeros import zeros


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` in the order of the file; `notes` how it was read; `counts` nodes by level."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]


def check(sheet: Sheet, *, year: int | None = None) -> Report:
    """Judge the tree in a table.

    year: for tables with a target and a budget column for each year, the year to look at.
    Raises `Unreadable` when there is no column of codes. Source: Permendagri 86/2017 (the chain of
    plans), Permendagri 90/2019 (levels and codes).
    """
    tree, found, notes = nodes(sheet, year)
    links, wrong = link(tree)
    found += wrong
    found += zeros(tree)
    if "pagu_rp" in tree.has:
        found += sums(tree, links)
    else:
        notes.append("Tidak ada kolom pagu: penjumlahan uang tidak diperiksa.")
    found += duties(tree)
    notes += _absent(tree)
    if not tree.nodes:
        notes.append("Tidak ada satu baris pun yang dapat diperiksa.")
    found.sort(key=lambda one: one.row)
    counts: dict[str, int] = {
        level: sum(node.level == level for node in tree.nodes) for level in LEVELS
    }
    return Report(tuple(found), tuple(notes), counts)


def _absent(tree: Tree) -> list[str]:
    """A table that stops at activities is a shorter table, not one full of childless activities."""
    there = {node.level for node in tree.nodes}
    return [
        f"Tidak ada baris {below}: jumlah di bawah {level} tidak diperiksa."
        for level, below in CHILD.items()
        if level in there and below not in there and "pagu_rp" in tree.has
    ]
