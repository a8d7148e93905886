"""The one sequencer: gives committed facts their place in the log and signs the new head.

Runs as the database role `pendopo_sealer` on a connection of its own, about ten times a
second. An advisory lock keeps a second one waiting. Facts commit in any order; whatever is
committed and has no place yet gets the next places, so the sequence has no gap.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import psycopg
from psycopg.rows import dict_row, tuple_row

from pendopo.core import merkle
from pendopo.ledger import facts, nodes, sealing_key

LOCK = 35_11_001  # advisory lock number of the sequencer
CHANNEL = "ledger"

_COLUMNS = ", ".join(f"f.{name}" for name in facts.LEAF_FIELDS)
_WAITING = f"""
    SELECT {_COLUMNS} FROM ledger_unsequenced u
    JOIN ledger_fact f ON f.recorded_at = u.recorded_at AND f.id = u.id
    ORDER BY u.recorded_at, u.id LIMIT %s
"""


class Sequencer:
    """Holds the connection, the lock and the right edge of the tree between batches."""

    def __init__(self, conninfo: str) -> None:
        self._connection = psycopg.connect(conninfo, autocommit=True, row_factory=dict_row)
        self._frontier: merkle.Frontier | None = None

    def close(self) -> None:
        self._connection.close()

    def run(self, *, now: dt.datetime, limit: int = 5_000) -> int:
        """Sequence up to `limit` waiting facts; returns how many got their place."""
        try:
            with self._connection.transaction():
                return self._batch(now, limit)
        except BaseException:
            self._frontier = None  # the database knows better what was committed
            raise

    def _batch(self, now: dt.datetime, limit: int) -> int:
        cursor = self._connection.cursor()
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s) AS mine", [LOCK])
        if not (cursor.fetchone() or {}).get("mine"):
            self._frontier = None  # another sequencer works; our edge grows stale
            return 0
        waiting = cursor.execute(_WAITING, [limit]).fetchall()
        if not waiting:
            return 0
        frontier = self._edge()
        first = frontier.size
        leaves = [facts.leaf(row) for row in waiting]
        made = [node for leaf in leaves for node in frontier.append(leaf) if node[0] > 0]
        self._store(waiting, leaves, made, first)
        root = frontier.root()
        signed_at = facts.stamp(now)
        cursor.execute(
            "INSERT INTO ledger_head (size, root, signed_at, key_id, signature)"
            " VALUES (%s, %s, %s, %s, %s)",
            [
                frontier.size,
                root,
                signed_at,
                sealing_key.key_id(sealing_key.public_bytes()),
                sealing_key.sign(sealing_key.head_bytes(frontier.size, root, signed_at)),
            ],
        )
        # One notice per batch: listeners are processes, never transactions of verbs.
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(frontier.size)])
        return len(waiting)

    def _store(
        self,
        rows: list[dict[str, Any]],
        leaves: list[bytes],
        made: list[tuple[int, int, bytes]],
        first: int,
    ) -> None:
        cursor = self._connection.cursor()
        with cursor.copy("COPY ledger_sequence (seq, fact_id, recorded_at, leaf) FROM STDIN") as to:
            for place, (row, leaf) in enumerate(zip(rows, leaves, strict=True), start=first):
                to.write_row((place, row["id"], row["recorded_at"], leaf))
        with cursor.copy("COPY ledger_node (level, index, hash) FROM STDIN") as to:
            for node in made:
                to.write_row(node)
        cursor.execute(
            "DELETE FROM ledger_unsequenced u USING ledger_sequence s"
            " WHERE s.seq >= %s AND u.recorded_at = s.recorded_at AND u.id = s.fact_id",
            [first],
        )

    def _edge(self) -> merkle.Frontier:
        cursor = self._connection.cursor()
        cursor.execute("SELECT coalesce(max(size), 0) AS size FROM ledger_head")
        size = int((cursor.fetchone() or {})["size"])
        if self._frontier is None or self._frontier.size != size:
            self._frontier = nodes.frontier(self._plain_cursor(), size)
        return self._frontier

    def _plain_cursor(self) -> psycopg.Cursor[Any]:
        return self._connection.cursor(row_factory=tuple_row)
