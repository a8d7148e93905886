"""Checking the whole log against itself and against what was kept outside.

Against itself: every fact still hashes to its leaf, no place is missing, the stored tree is the
tree of its facts, and every head is its root and bears our signature. That finds tampering by
anyone without the keys. Who has the keys is found by what was kept outside (see `kept`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from psycopg import IsolationLevel
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row

from pendopo.core import merkle
from pendopo.ledger import facts, sealing_key
from pendopo.ledger.kept import (
    Finding,
    Kept,
    Today,
    proof_nodes,
    told_by_feed,
    told_by_proofs,
    told_by_receipts,
)
from pendopo.ledger.receipts import Head, head_of

NOTHING = b"\0" * 32
"""Stands in the tree where a fact is gone, so that places are still counted."""
WIDEST = 1_000_000
"""Places in a row without a fact after which the rest of the log is not walked."""
SUSPECTS = 32


@dataclass(frozen=True, slots=True)
class Report:
    facts: int
    heads: int
    findings: tuple[Finding, ...]


def verify(connection: psycopg.Connection[Any], *, kept: Kept | None = None) -> Report:
    """Walk the whole log once, in order. `connection` is the sealer's or the owner's, not in
    autocommit; what is written meanwhile is not seen."""
    if connection.info.transaction_status == TransactionStatus.IDLE:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
    kept = (kept or Kept()).with_heads_of_receipts()
    rows = connection.execute(
        "SELECT size, root, signed_at, key_id, signature FROM ledger_head ORDER BY size"
    )
    heads = {row[0]: head_of(row) for row in rows}
    walk = _Walk(heads, kept, _stored_nodes(connection))
    for row in _log(connection):
        if not walk.step(row):
            break
    walk.end()
    found = [*walk.found, *_outside(connection)]
    found += told_by_feed(kept, walk.today)
    found += told_by_receipts(kept, walk.today)
    found += told_by_proofs(kept, walk.nodes)
    return Report(walk.tree.size, len(heads), tuple(dict.fromkeys(found)))


@dataclass
class _Walk:
    """The tree of the facts as they are now, grown fact by fact beside what is stored of it."""

    heads: dict[int, Head]
    kept: Kept
    stored: Iterator[tuple[merkle.Node, bytes]]
    tree: merkle.Frontier = field(default_factory=merkle.Frontier)
    today: Today = field(default_factory=Today)
    nodes: dict[merkle.Node, bytes] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = self.kept.fact_ids()
        self._proofs = proof_nodes(self.kept)
        self._next = next(self.stored, None)
        self._wrong: set[merkle.Node] = set()
        self._suspected = 0
        self._ours = self._theirs = 0  # sizes of the last heads that agreed, here and outside
        self._before: tuple[Any, UUID] | None = None

    def step(self, row: dict[str, Any]) -> bool:
        """One place of the log; False when there is no sense in going on."""
        seq, fact = row["seq"], str(row["fact_id"])
        if seq - self.tree.size > WIDEST:
            self.found.append(Finding("removed", self.tree.size, "", "log", seq - 1))
            return False
        while self.tree.size < seq:  # a place without a row: keep the count, name the gap
            self.found.append(Finding("removed", self.tree.size, "", "log"))
            self._grow(NOTHING, wrong=True)
        leaf = facts.leaf(row) if row["id"] is not None else NOTHING
        if row["id"] is None:
            self.found.append(Finding("removed", seq, fact, "log"))
        elif leaf != bytes(row["leaf"]):
            self.found.append(Finding("changed", seq, fact, "log"))
        else:
            self._in_order(row, seq, fact)
        if seq in self.kept.leaves:
            self.today.at[seq] = fact
        if fact in self._known:
            self.today.where[fact] = (seq, leaf)
        self._grow(leaf, wrong=leaf != bytes(row["leaf"]))
        return True

    def end(self) -> None:
        """What stands beyond the last fact: heads, nodes, or facts without a head."""
        size = self.tree.size
        for beyond in sorted(size_ for size_ in self.heads if size_ > size):
            self.found.append(Finding("removed", size, "", "log", beyond - 1))
        for beyond in sorted(size_ for size_ in self.kept.roots if size_ > size):
            self.found.append(Finding("removed", size, "", "outside", beyond - 1))
        if size > max(self.heads, default=0):
            last = max((one for one in self.heads if one <= size), default=0)
            self.found.append(Finding("head", last, "", "log", size - 1))
        if self._next is not None:
            self._suspect(self._next[0])

    def _in_order(self, row: dict[str, Any], seq: int, fact: str) -> None:
        """The facts under one new head stand by moment and id: the way they were sequenced."""
        place = (row["recorded_at"], row["id"])
        if self._before is not None and seq not in self.heads and place < self._before:
            self.found.append(Finding("reordered", seq, fact, "log"))
        self._before = place

    def _grow(self, leaf: bytes, *, wrong: bool) -> None:
        index = self.tree.size
        if wrong:
            self._wrong.add((0, index))
        for level, place, hash_ in self.tree.append(leaf):
            if (level, place) in self._proofs:
                self.nodes[level, place] = hash_
            if level:
                self._compare_node((level, place), hash_)
        self._compare_heads()

    def _compare_node(self, node: merkle.Node, hash_: bytes) -> None:
        """The stored tree, in the order in which it was made. The lowest node that differs says
        where: what stands under it was changed together with its leaf."""
        while self._next is not None and _made(self._next[0]) < _made(node):
            self._suspect(self._next[0])  # no such node was ever complete
            self._next = next(self.stored, None)
        stored = None
        if self._next is not None and self._next[0] == node:
            stored = self._next[1]
            self._next = next(self.stored, None)
        if stored == hash_:
            return
        level, place = node
        below = {(level - 1, 2 * place), (level - 1, 2 * place + 1)}
        if not below & self._wrong:
            self._suspect(node)
        self._wrong.add(node)

    def _suspect(self, node: merkle.Node) -> None:
        self._suspected += 1
        if self._suspected <= SUSPECTS:
            level, place = node
            last = ((place + 1) << level) - 1
            self.found.append(Finding("head", place << level, "", "log", last))

    def _compare_heads(self) -> None:
        size, root = self.tree.size, None
        head = self.heads.get(size)
        if head is not None:
            root = self.tree.root()
            message = sealing_key.head_bytes(size, head.root, head.signed_at)
            if not sealing_key.is_signed(message, head.signature, sealing_key.public_bytes()):
                self.found.append(Finding("signature", size, "", "log"))
            if head.root == root:
                self._ours = size
            elif self._ours >= 0 and not self.found:
                # Nothing finer is known: one of the facts since the last head that holds.
                self.found.append(Finding("head", self._ours, "", "log", size - 1))
                self._ours = -1  # all that follow differ for the same reason
        told = self.kept.roots.get(size)
        if told is not None and self._theirs >= 0:
            agrees = told == (root or self.tree.root())
            if not agrees:
                self.found.append(Finding("head", self._theirs, "", "outside", size - 1))
            self._theirs = size if agrees else -1


def _made(node: merkle.Node) -> tuple[int, int]:
    """When a node of the stored tree becomes complete: with its last leaf, from below."""
    level, place = node
    return ((place + 1) << level, level)


def _stored_nodes(connection: psycopg.Connection[Any]) -> Iterator[tuple[merkle.Node, bytes]]:
    with connection.cursor(name="nodes") as cursor:
        cursor.itersize = 5_000
        cursor.execute(
            "SELECT level, index, hash FROM ledger_node"
            " ORDER BY (index + 1) << level::integer, level"
        )
        for level, index, hash_ in cursor:
            yield (level, index), bytes(hash_)


def _log(connection: psycopg.Connection[Any]) -> Iterator[dict[str, Any]]:
    columns = ", ".join(f"f.{name}" for name in facts.LEAF_FIELDS)
    with connection.cursor(name="log", row_factory=dict_row) as cursor:
        cursor.itersize = 5_000
        cursor.execute(
            f"SELECT s.seq, s.fact_id, s.leaf, {columns} FROM ledger_sequence s LEFT JOIN"
            " ledger_fact f ON f.recorded_at = s.recorded_at AND f.id = s.fact_id ORDER BY s.seq"
        )
        yield from cursor


def _outside(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    """Facts that stand in the table but neither in the log nor in its waiting room; and the other
    way round, waiting for a place, but gone."""
    for fact_id in _ids(
        connection,
        "SELECT f.id FROM ledger_fact f"
        " WHERE NOT EXISTS (SELECT FROM ledger_sequence s WHERE s.fact_id = f.id)"
        " AND NOT EXISTS (SELECT FROM ledger_unsequenced u"
        "  WHERE u.recorded_at = f.recorded_at AND u.id = f.id) ORDER BY f.id LIMIT 1000",
    ):
        yield Finding("inserted", -1, fact_id, "log")
    for fact_id in _ids(
        connection,
        "SELECT u.id FROM ledger_unsequenced u WHERE NOT EXISTS (SELECT FROM ledger_fact f"
        " WHERE f.recorded_at = u.recorded_at AND f.id = u.id) ORDER BY u.id LIMIT 1000",
    ):
        yield Finding("removed", -1, fact_id, "log")


def _ids(connection: psycopg.Connection[Any], query: Any) -> Iterable[str]:
    return [str(row[0]) for row in connection.execute(query)]
