"""Money: what stands at a node is what its children add up to, to the rupiah."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pendopo.planning.tree.finding import Finding, money
from pendopo.planning.tree.levels import CHILD
from pendopo.planning.tree.links import Key, Links
from pendopo.planning.tree.node import Node, Tree


def sums(tree: Tree, links: Links) -> Iterator[Finding]:
    """`rollup` and `childless`. A sum with an unread figure in it is not judged: that figure has
    its own finding. Every row counts, doubled ones too: this is the money as it is written."""
    judged = {node.level for node in tree.nodes}
    children: dict[Key, list[Node]] = {}
    for node in tree.nodes:
        if key := links.parent.get(node.place):
            children.setdefault(key, []).append(node)
    for key, rows in links.groups.items():
        below = CHILD.get(key[1])
        if below is None or below not in judged:
            continue
        yield from _judge(rows, children.get(key, []), below)


def _judge(rows: list[Node], below: list[Node], level: str) -> Iterator[Finding]:
    if any(node.pagu.value is None and node.pagu.wrong for node in below):
        return
    total = sum((node.pagu.value for node in below if node.pagu.value is not None), Decimal())
    told: set[Decimal | None] = set()
    for node in rows:
        own = node.pagu.value
        if node.pagu.wrong and own is None:
            continue
        if (own or 0) == total:
            if not below and own not in told:
                yield _finding("childless", node, None, None,
                               f"{node.level.capitalize()} ini tidak punya {level}.")  # fmt: skip
        elif own not in told:
            yield _finding("rollup", node, total, own, _sentence(node, below, level, total, own))
        told.add(own)


def _sentence(
    node: Node, below: list[Node], level: str, total: Decimal, own: Decimal | None
) -> str:
    said = f"Pagu {money(own)}" if own is not None else "Pagu kosong"
    if not below:
        return f"{said}, tetapi {node.level} ini tidak punya {level}."
    text = f"{said}; jumlah {len(below)} {level} {money(total)}"
    if own is None:
        return f"{text}."
    if total == 2 * own:
        return f"{text}, tepat dua kali lipat."
    more = "kurang" if total < own else "lebih"
    return f"{text}, {more} {money(abs(total - own))}."


def _finding(
    rule: str, node: Node, expected: Decimal | None, found: Decimal | None, said: str
) -> Finding:
    return Finding(
        rule, node.level, node.code, node.skpd, expected, found, node.row, "pagu_rp", said
    )
