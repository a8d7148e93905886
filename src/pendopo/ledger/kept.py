"""What was kept outside, and what it says about the log of today.

The public feed (leaves and heads) and citizens' receipts were copied away, so a forger who owns
the database *and* the sealing key is found too, and the fact is named.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import psycopg
from django.db import connection as django_connection

from pendopo.core import merkle
from pendopo.ledger import facts
from pendopo.ledger.receipts import head_of

Wrong = Literal["changed", "removed", "reordered", "inserted", "head", "signature", "receipt"]
Told = Literal["log", "feed", "receipt", "outside"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the log: what, at which place, about which fact.

    `until`: the last place it may concern when it cannot be told which of several it is (a head
    covers many facts); else the same as `seq`. `seq` -1: the fact stands outside the log.
    """

    wrong: Wrong
    seq: int
    fact_id: str
    told_by: Told  # "log", or what was kept outside: "feed", "receipt", "outside" (a head)
    until: int = -1

    def __str__(self) -> str:
        place = f"{self.seq} to {self.until}" if self.until > self.seq else str(self.seq)
        return f"{self.wrong} at {place} (fact {self.fact_id or '-'}), told by the {self.told_by}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept outside: leaves and fact ids by place, roots by size."""

    leaves: dict[int, tuple[bytes, str]] = field(default_factory=dict)
    roots: dict[int, bytes] = field(default_factory=dict)
    receipts: tuple[dict[str, Any], ...] = ()

    def with_heads_of_receipts(self) -> Kept:
        """The same, the heads that receipts carry among its roots."""
        heads = [receipt["head"] for receipt in self.receipts]
        told = {int(head["size"]): bytes.fromhex(head["root"]) for head in heads}
        return replace(self, roots=told | self.roots)

    def fact_ids(self) -> frozenset[str]:
        """Ids of the facts it knows of."""
        told = {str(receipt["fact"]["id"]) for receipt in self.receipts}
        return frozenset(told | {fact for _, fact in self.leaves.values()})


@dataclass(slots=True)
class Today:
    """The log as it is now, as far as what was kept is about it: where its facts stand, with which
    leaf, and which fact stands at its places."""

    where: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    at: dict[int, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the public feed: its place, its salted hash (hex), and the fact's id."""

    seq: int
    leaf: str
    fact: str


def leaves(*, after: int, limit: int) -> tuple[Leaf, ...]:
    """At most `limit` entries of the public feed from place `after` on. One statement."""
    with django_connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, leaf, fact_id FROM ledger_sequence WHERE seq >= %s ORDER BY seq LIMIT %s",
            [after, limit],
        )
        return tuple(Leaf(seq, bytes(leaf).hex(), str(fact)) for seq, leaf, fact in cursor)


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


def told_by_feed(kept: Kept, today: Today) -> Iterator[Finding]:
    """Name what differs between the leaves kept outside and today's.

    A fact put in or taken out moves all that follow; so only facts that changed their order
    among each other are called reordered, as few as explain what is seen.
    """
    order = sorted(kept.leaves.items())
    present = [fact for _, (_, fact) in order if fact in today.where]
    moved = set(present) - set(_in_order(present, [today.where[fact][0] for fact in present]))
    for seq, (leaf, fact) in order:
        if fact not in today.where:
            yield Finding("removed", seq, fact, "feed")
        elif today.where[fact][1] != leaf:
            yield Finding("changed", seq, fact, "feed")
        elif fact in moved:
            yield Finding("reordered", seq, fact, "feed")
    known = {fact for _, fact in kept.leaves.values()}
    for seq, fact in sorted(today.at.items()):
        if fact not in known:
            yield Finding("inserted", seq, fact, "feed")


def told_by_receipts(kept: Kept, today: Today) -> Iterator[Finding]:
    """A receipt names its own fact."""
    for receipt in kept.receipts:
        fact, seq = str(receipt["fact"]["id"]), int(receipt["seq"])
        found = today.where.get(fact)
        if found is None:
            yield Finding("removed", seq, fact, "receipt")
        elif found[1] != facts.leaf_of_fields(receipt["fact"]):
            yield Finding("changed", seq, fact, "receipt")
        elif found[0] != seq:
            yield Finding("reordered", seq, fact, "receipt")


def told_by_proofs(kept: Kept, today: dict[merkle.Node, bytes]) -> Iterator[Finding]:
    """The proof of a receipt holds the hashes of all other parts of the log: a part that has
    another one today holds what was forged. `today`: the nodes that `proof_nodes` asks for."""
    for receipt in kept.receipts:
        seq, size = int(receipt["seq"]), int(receipt["head"]["size"])
        for nodes, told in zip(merkle.inclusion_path(seq, size), receipt["proof"], strict=False):
            if not all(node in today for node in nodes):
                continue  # the log has become shorter: its head says so
            if merkle.fold(nodes, today) != bytes.fromhex(told):
                (level, first), (last_level, last) = nodes[0], nodes[-1]
                until = ((last + 1) << last_level) - 1
                yield Finding("head", first << level, "", "receipt", until)


def proof_nodes(kept: Kept) -> frozenset[merkle.Node]:
    """Nodes of the tree that the proofs of the receipts are about."""
    return frozenset(
        node
        for receipt in kept.receipts
        for nodes in merkle.inclusion_path(int(receipt["seq"]), int(receipt["head"]["size"]))
        for node in nodes
    )


def _in_order(names: Sequence[str], places: Sequence[int]) -> list[str]:
    """The longest run of names whose places rise: patience sorting, O(n log n)."""
    tops: list[int] = []
    ends: list[int] = []  # index of the name on top of each pile
    before: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
    found, index = [], ends[-1] if ends else -1
    while index >= 0:
        found.append(names[index])
        index = before[index]
    return found[::-1]
