"""Receipts: a fact with the proof that it stands in the log, checkable without us.

A receipt is plain JSON: the fact's canonical fields, its place, the inclusion proof (RFC 6962
section 2.1.1) and the signed head the proof leads to. Kept by a citizen it is also a head
kept outside: it convicts whoever later rewrites the log, even with our keys.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.core import merkle
from pendopo.ledger import facts, nodes, sealing_key
from pendopo.ledger.region import current_region, region_transaction

FORMAT = "pendopo-receipt-1"


@dataclass(frozen=True, slots=True)
class Head:
    """A signed tree head: after `size` facts the log's root was `root`."""

    size: int
    root: bytes
    signed_at: str  # UTC, microseconds, as signed
    key_id: str
    signature: bytes

    def as_json(self) -> dict[str, Any]:
        return {
            "size": self.size,
            "root": self.root.hex(),
            "signed_at": self.signed_at,
            "key_id": self.key_id,
            "signature": self.signature.hex(),
            "public_key": sealing_key.public_bytes().hex(),
        }


def receipt(*, fact_id: UUID) -> dict[str, Any] | None:
    """The receipt of a fact of the current region; None while it is not yet sequenced.

    Four statements: the fact with its place, the newest head, the proof's nodes (two tables).
    """
    with region_transaction(), connection.cursor() as cursor:
        return read_receipt(cursor, fact_id, current_region())


def read_receipt(cursor: Any, fact_id: UUID, region: str) -> dict[str, Any] | None:
    """The same by any cursor, Django's or psycopg's, in a transaction of that region."""
    columns = ", ".join(f"f.{name}" for name in facts.LEAF_FIELDS)
    cursor.execute(
        f"SELECT s.seq, {columns} FROM ledger_sequence s"
        " JOIN ledger_fact f ON f.recorded_at = s.recorded_at AND f.id = s.fact_id"
        " WHERE s.fact_id = %s AND f.region_code = %s",
        [fact_id, region],
    )
    found = cursor.fetchone()
    head = _newest(cursor)
    if found is None or head is None or found[0] >= head.size:
        return None
    row = dict(zip(facts.LEAF_FIELDS, nodes.plain(found[1:]), strict=True))
    proof = nodes.inclusion_proof(cursor, found[0], head.size)
    return {
        "format": FORMAT,
        "fact": facts.leaf_fields(row),
        "seq": found[0],
        "proof": [one.hex() for one in proof],
        "head": head.as_json(),
    }


def latest_head() -> Head | None:
    """The newest signed head of the whole log."""
    with connection.cursor() as cursor:
        return _newest(cursor)


def _newest(cursor: Any) -> Head | None:
    cursor.execute(
        "SELECT size, root, signed_at, key_id, signature FROM ledger_head"
        " ORDER BY size DESC LIMIT 1"
    )
    row = cursor.fetchone()
    return head_of(row) if row else None


def head_of(row: tuple[Any, ...]) -> Head:
    size, root, signed_at, key_id, signature = row
    return Head(size, bytes(root), facts.stamp(signed_at), key_id, bytes(signature))


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """What a receipt proves by itself. `problem` is empty or a machine word."""

    problem: str
    fact_id: str = ""
    seq: int = -1
    recorded_at: dt.datetime | None = None

    @property
    def holds(self) -> bool:
        return not self.problem


def check_receipt(receipt: Any, *, public_keys: frozenset[bytes]) -> ReceiptCheck:
    """Check a receipt by itself, without the database. Never raises on bad input.

    `public_keys`: the keys we answer for. Problems: `format`, `key` (signed by someone else),
    `signature`, `proof` (the fact is not under the head).
    """
    try:
        head, fact = receipt["head"], receipt["fact"]
        size, seq = int(head["size"]), int(receipt["seq"])
        root = bytes.fromhex(head["root"])
        public = bytes.fromhex(head["public_key"])
        signature = bytes.fromhex(head["signature"])
        proof = [bytes.fromhex(one) for one in receipt["proof"]]
        leaf = facts.leaf_of_fields(fact)
        recorded = dt.datetime.fromisoformat(fact["recorded_at"])
        message = sealing_key.head_bytes(size, root, str(head["signed_at"]))
        known = ReceiptCheck("", str(fact["id"]), seq, recorded)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return ReceiptCheck("format")
    if public not in public_keys:
        return replace(known, problem="key")
    if not sealing_key.is_signed(message, signature, public):
        return replace(known, problem="signature")
    if not merkle.verify_inclusion(leaf, seq, size, proof, root):
        return replace(known, problem="proof")
    return known
