"""Checking the whole log against itself and against what was kept outside.

Against itself: every fact still hashes to its leaf, no place is missing, every head is the
root of its facts and bears our signature. That finds tampering by anyone without the keys.
Against the outside: the public feed (leaves and heads) and citizens' receipts were copied
away, so a forger who owns the database *and* the sealing key is found too, and the fact is
named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import psycopg
from psycopg.rows import dict_row

from pendopo.core import merkle
from pendopo.ledger import facts, sealing_key
from pendopo.ledger.receipts import head_of

Wrong = Literal["changed", "removed", "reordered", "inserted", "head", "signature", "receipt"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the log: what, at which place, about which fact."""

    wrong: Wrong
    seq: int
    fact_id: str
    told_by: str  # "log", or what was kept outside: "feed", "receipt", "outside" (a head)

    def __str__(self) -> str:
        return (
            f"{self.wrong} at {self.seq} (fact {self.fact_id or '-'}), told by the {self.told_by}"
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept outside: leaves and fact ids by place, roots by size."""

    leaves: dict[int, tuple[bytes, str]] = field(default_factory=dict)
    roots: dict[int, bytes] = field(default_factory=dict)
    receipts: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    facts: int
    heads: int
    findings: tuple[Finding, ...]


def read_feed(lines: Iterable[str]) -> Kept:
    """Kept leaves and heads out of a copy of the public feed (one JSON object a line)."""
    leaves: dict[int, tuple[bytes, str]] = {}
    roots: dict[int, bytes] = {}
    for line in lines:
        if not line.strip():
            continue
        one = json.loads(line)
        if "leaf" in one:
            leaves[int(one["seq"])] = (bytes.fromhex(one["leaf"]), one["fact"])
        else:
            roots[int(one["size"])] = bytes.fromhex(one["root"])
    return Kept(leaves=leaves, roots=roots)


def feed(connection: psycopg.Connection[Any], *, after: int = 0) -> Iterator[str]:
    """The public feed from place `after`: salted leaves and signed heads, nothing personal."""
    with connection.cursor(name="feed") as cursor:
        cursor.execute(
            "SELECT seq, leaf, fact_id FROM ledger_sequence WHERE seq >= %s ORDER BY seq", [after]
        )
        for seq, leaf, fact_id in cursor:
            yield json.dumps({"seq": seq, "leaf": bytes(leaf).hex(), "fact": str(fact_id)})
    rows = connection.execute(
        "SELECT size, root, signed_at, key_id, signature FROM ledger_head"
        " WHERE size > %s ORDER BY size",
        [after],
    )
    for row in rows:
        yield json.dumps(head_of(row).as_json())


def verify(connection: psycopg.Connection[Any], *, kept: Kept | None = None) -> Report:
    """Walk the whole log once, in order. `connection` is the sealer's or the owner's."""
    kept = _with_heads_of_receipts(kept or Kept())
    found: list[Finding] = []
    heads = {
        row[0]: head_of(row)
        for row in connection.execute(
            "SELECT size, root, signed_at, key_id, signature FROM ledger_head ORDER BY size"
        )
    }
    tree = merkle.Frontier()
    now: dict[int, tuple[bytes, str]] = {}
    for row in _log(connection):
        seq = row["seq"]
        while tree.size < seq:  # a place without a row: keep the count, name the gap
            found.append(Finding("removed", tree.size, "", "log"))
            tree.append(b"\0" * 32)
        leaf = facts.leaf(row) if row["id"] is not None else b"\0" * 32
        if row["id"] is None:
            found.append(Finding("removed", seq, str(row["fact_id"]), "log"))
        elif leaf != bytes(row["leaf"]):
            found.append(Finding("changed", seq, str(row["fact_id"]), "log"))
        tree.append(leaf)
        if seq in kept.leaves:
            now[seq] = (leaf, str(row["fact_id"]))
        found.extend(_compare_heads(tree, heads, kept))
    found.extend(Finding("removed", size, "", "log") for size in heads if size > tree.size)
    found.extend(_compare_leaves(kept, now))
    found.extend(_outside(connection))
    found.extend(_compare_receipts(connection, kept))
    return Report(facts=tree.size, heads=len(heads), findings=tuple(dict.fromkeys(found)))


def _with_heads_of_receipts(kept: Kept) -> Kept:
    heads = [receipt["head"] for receipt in kept.receipts]
    told = {int(head["size"]): bytes.fromhex(head["root"]) for head in heads}
    return replace(kept, roots=told | kept.roots)


def _log(connection: psycopg.Connection[Any]) -> Iterator[dict[str, Any]]:
    columns = ", ".join(f"f.{name}" for name in facts.LEAF_FIELDS)
    with connection.cursor(name="log", row_factory=dict_row) as cursor:
        cursor.itersize = 5_000
        cursor.execute(
            f"SELECT s.seq, s.fact_id, s.leaf, {columns} FROM ledger_sequence s LEFT JOIN"
            " ledger_fact f ON f.recorded_at = s.recorded_at AND f.id = s.fact_id ORDER BY s.seq"
        )
        yield from cursor


def _compare_heads(tree: merkle.Frontier, heads: dict[int, Any], kept: Kept) -> Iterator[Finding]:
    size = tree.size
    if size in heads:
        head = heads[size]
        message = sealing_key.head_bytes(size, head.root, head.signed_at)
        if not sealing_key.is_signed(message, head.signature, sealing_key.public_bytes()):
            yield Finding("signature", size, "", "log")
        if head.root != tree.root():
            yield Finding("head", size, "", "log")
    if size in kept.roots and kept.roots[size] != tree.root():
        yield Finding("head", size, "", "outside")


def _compare_leaves(kept: Kept, now: dict[int, tuple[bytes, str]]) -> Iterator[Finding]:
    """Name what differs between the leaves kept outside and today's, place by place."""
    today = {fact: seq for seq, (_, fact) in now.items()}
    for seq, (leaf, fact) in kept.leaves.items():
        if now.get(seq, (b"", ""))[0] == leaf:
            continue
        if fact not in today:
            yield Finding("removed", seq, fact, "feed")
        elif today[fact] != seq:
            yield Finding("reordered", seq, fact, "feed")
        else:
            yield Finding("changed", seq, fact, "feed")


def _outside(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    """Facts that stand in the table but neither in the log nor in its waiting room."""
    rows = connection.execute(
        "SELECT f.id FROM ledger_fact f"
        " WHERE NOT EXISTS (SELECT FROM ledger_sequence s WHERE s.fact_id = f.id)"
        " AND NOT EXISTS (SELECT FROM ledger_unsequenced u"
        "  WHERE u.recorded_at = f.recorded_at AND u.id = f.id) LIMIT 1000"
    )
    for (fact_id,) in rows:
        yield Finding("inserted", -1, str(fact_id), "log")


def _compare_receipts(connection: psycopg.Connection[Any], kept: Kept) -> Iterator[Finding]:
    for receipt in kept.receipts:
        fact, seq = receipt["fact"], int(receipt["seq"])
        row = connection.execute(
            "SELECT leaf, fact_id FROM ledger_sequence WHERE seq = %s", [seq]
        ).fetchone()
        if row is None:
            yield Finding("removed", seq, str(fact["id"]), "receipt")
        elif bytes(row[0]) != facts.leaf_of_fields(fact):
            same = str(row[1]) == str(fact["id"])
            elsewhere = connection.execute(
                "SELECT seq FROM ledger_sequence WHERE fact_id = %s", [fact["id"]]
            ).fetchone()
            wrong: Wrong = "changed" if same else "reordered" if elsewhere else "removed"
            yield Finding(wrong, seq, str(fact["id"]), "receipt")
