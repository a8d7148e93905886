"""The stored tree: complete nodes fetched in one query for a proof or for the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pendopo.core import merkle

# Level 0 are the leaves of the sequence itself; the levels above have a table.
_NODES = """
    SELECT 0 AS level, s.seq AS index, s.leaf AS hash FROM ledger_sequence s
    WHERE s.seq = ANY(%s::bigint[])
    UNION ALL
    SELECT n.level, n.index, n.hash FROM ledger_node n
    JOIN unnest(%s::smallint[], %s::bigint[]) AS w(level, index)
      ON n.level = w.level AND n.index = w.index
"""


def hashes(cursor: Any, wanted: Sequence[merkle.Node]) -> dict[merkle.Node, bytes]:
    """The hashes of these nodes; one statement. `cursor`: Django's or psycopg's."""
    above = [node for node in wanted if node[0] > 0]
    cursor.execute(
        _NODES,
        [
            [index for level, index in wanted if level == 0],
            [level for level, _ in above],
            [index for _, index in above],
        ],
    )
    return {(int(level), int(index)): bytes(hash_) for level, index, hash_ in cursor.fetchall()}


def inclusion_proof(cursor: Any, seq: int, size: int) -> list[bytes]:
    """The audit path of the fact at `seq` in the tree of `size` facts (RFC 6962 2.1.1)."""
    path = merkle.inclusion_path(seq, size)
    return merkle.proof_of(path, hashes(cursor, merkle.needed(path)))


def frontier(cursor: Any, size: int) -> merkle.Frontier:
    """The right edge of the tree after `size` facts, so that appending can go on."""
    peaks = merkle.root_nodes(size)
    found = hashes(cursor, peaks) if peaks else {}
    return merkle.Frontier.decode(size.to_bytes(8, "big") + b"".join(found[peak] for peak in peaks))


def plain(row: Sequence[Any]) -> list[Any]:
    """A row of Django's cursor, which leaves jsonb as text, with its JSON read."""
    import msgspec

    return [
        msgspec.json.decode(one) if isinstance(one, str) and one[:1] in "{[" else one for one in row
    ]
