"""A log in a database of its own: written, sequenced, read back, forged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from pendopo.ledger.tests.doors import NOW, as_owner, conninfo, entry, ledger

REGION = "99.97"


@dataclass
class Spare:
    name: str
    superuser: str

    def clear(self) -> None:
        """Empty, its guards on again."""
        with as_owner(self.name) as connection:
            connection.execute(
                "TRUNCATE ledger_fact, ledger_sequence, ledger_node, ledger_head,"
                " ledger_unsequenced, ledger_command"
            )
            for table in ("ledger_fact", "ledger_sequence", "ledger_head"):
                connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    def connect(self, role: str) -> psycopg.Connection[Any]:
        return psycopg.connect(conninfo(role, self.name))

    def append(self, *numbers: int, now: dt.datetime = NOW) -> None:
        """Facts in one transaction, as the application writes them."""
        with ledger.use_region(REGION), self.connect("app") as connection:
            connection.execute("SELECT set_config('pendopo.region', %s, true)", [REGION])
            rows = ledger.rows([entry(one, now=now) for one in numbers], now=now)
            connection.execute("SELECT ledger_append(%s::jsonb)", [rows])

    @contextmanager
    def sequencer(self) -> Iterator[Any]:
        one = ledger.Sequencer(conninfo("sealer", self.name))
        try:
            yield one
        finally:
            one.close()

    def grow(self, *batches: int) -> None:
        """So many facts per head, each fact a moment after the one before."""
        with self.sequencer() as sequencer:
            number = self.size()
            for batch in batches:
                for _ in range(batch):
                    self.append(number, now=NOW + dt.timedelta(seconds=number))
                    number += 1
                assert sequencer.run(now=NOW) == batch

    def size(self) -> int:
        return len(self.log())

    def log(self) -> list[dict[str, Any]]:
        """The sequence with its facts, by place."""
        with psycopg.connect(conninfo("owner", self.name), row_factory=dict_row) as connection:
            return connection.execute(
                "SELECT s.seq, s.leaf, f.* FROM ledger_sequence s LEFT JOIN ledger_fact f"
                " ON f.id = s.fact_id AND f.recorded_at = s.recorded_at ORDER BY s.seq"
            ).fetchall()

    def fact(self, seq: int) -> UUID:
        return UUID(str(self.log()[seq]["id"]))

    def receipt(self, seq: int) -> dict[str, Any]:
        """The receipt of the fact at a place, as its citizen downloads it now."""
        from pendopo.ledger.receipts import read_receipt

        with self.connect("app") as connection:
            connection.execute("SELECT set_config('pendopo.region', %s, true)", [REGION])
            found = read_receipt(connection.cursor(), self.fact(seq), REGION)
        assert found is not None
        return found

    def feed(self) -> list[str]:
        with self.connect("app") as connection:
            return list(ledger.feed(connection))

    def verify(self, *, feed: Sequence[str] = (), receipts: Sequence[Any] = ()) -> Any:
        import dataclasses

        kept = dataclasses.replace(ledger.read_feed(feed), receipts=tuple(receipts))
        with self.connect("sealer") as connection:
            return ledger.verify(connection, kept=kept)

    def forge(self, *statements: tuple[str, Sequence[Any]]) -> None:
        """Statements of the owner of the database, with every guard switched off."""
        with as_owner(self.name) as connection:
            for statement, values in statements:
                connection.execute(statement, values)

    def rebuild(self, heads: Sequence[int] | None = None) -> None:
        """What a forger with the database and the sealing key does afterwards: leaves, tree and
        signed heads made anew, so that the log agrees with itself."""
        from pendopo.core import merkle
        from pendopo.ledger import facts, sealing_key

        rows = self.log()
        with as_owner(self.name) as connection:
            sizes = heads or [
                row[0] for row in connection.execute("SELECT size FROM ledger_head ORDER BY size")
            ]
            connection.execute("TRUNCATE ledger_node")
            connection.execute("DELETE FROM ledger_head")
            tree, at = merkle.Frontier(), facts.stamp(NOW)
            for place, row in enumerate(rows):
                leaf = facts.leaf(row)
                connection.execute(
                    "UPDATE ledger_sequence SET leaf = %s, seq = %s WHERE fact_id = %s",
                    [leaf, place, row["id"]],
                )
                for level, index, hash_ in tree.append(leaf)[1:]:
                    connection.execute(
                        "INSERT INTO ledger_node VALUES (%s, %s, %s)", [level, index, hash_]
                    )
                if tree.size in sizes or place == len(rows) - 1:
                    message = sealing_key.head_bytes(tree.size, tree.root(), at)
                    key = sealing_key.key_id(sealing_key.public_bytes())
                    connection.execute(
                        "INSERT INTO ledger_head VALUES (%s, %s, %s, %s, %s)",
                        [tree.size, tree.root(), at, key, sealing_key.sign(message)],
                    )
