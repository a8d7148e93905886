"""What an indicator owes its reader: a unit, a target, a direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.node import Tree

_DUTIES: Final = (
    ("indicator_unit", "unit", "satuan"),
    ("indicator_target", "target", "target"),
    ("indicator_direction", "direction", "arah (naik atau turun)"),
)


def duties(tree: Tree) -> Iterator[Finding]:
    """Only for columns that the file has: a table without directions is not full of defects."""
    if "indicator" not in tree.has:
        return
    for node in tree.nodes:
        if not node.indicator:
            continue
        for rule, column, said in _DUTIES:
            if column in tree.has and not getattr(node, column):
                yield Finding(
                    rule, node.level, node.code, node.skpd, column, None, node.row, column,
                    f"Indikator “{node.indicator[:80]}” belum punya {said}.",
                )  # fmt: skip
