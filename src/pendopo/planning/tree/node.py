"""A row that is part of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from pendopo.planning.tables import Figure
from pendopo.planning.tree.levels import Level


@dataclass(frozen=True, slots=True)
class Node:
    """`place`: which node of the tree, from 0; a row of a wide table holds several.

    `code`, `parent` and `skpd` as written; `key`, `parent_key` and `agency` the same with their
    zeros restored, by which nodes find each other. `pagu` has no value when nothing stands there
    (`pagu.wrong` is "") or when what stands there is no number.
    """

    place: int
    row: int
    level: Level
    code: str
    key: str
    skpd: str
    agency: str
    name: str
    parent: str
    parent_key: str
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
