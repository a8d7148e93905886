"""Codes that a spreadsheet took for numbers: their zeros are gone, and are put back."""

from __future__ import annotations

from collections.abc import Iterator

from pendopo.planning.tree import codes
from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.node import Node, Tree


def zeros(tree: Tree) -> Iterator[Finding]:
    """`leading_zero`: of a node's code, else of its parent's; of an agency's code once."""
    told: set[str] = set()
    for node in tree.nodes:
        if node.key != node.code:
            yield _lost(node, "code", node.key, node.code)
        elif node.parent_key != node.parent:
            yield _lost(node, "parent_code", node.parent_key, node.parent)
        if node.skpd not in told:
            told.add(node.skpd)
            if (whole := codes.agency_restored(node.skpd)) != node.skpd:
                yield _lost(node, "skpd_code", whole, node.skpd)


def _lost(node: Node, column: str, whole: str, written: str) -> Finding:
    return Finding(
        "leading_zero", node.level, node.code, node.skpd, whole, written, node.row, column,
        f"Kode {written} kehilangan angka nol; mestinya {whole}. Jadikan kolomnya Teks.",
    )  # fmt: skip
