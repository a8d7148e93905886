"""Where a reader stands, and a way to catch up with it: for what is built beside it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from pendopo.ledger.readers import Read, read_row
from pendopo.ledger.sequencer import CHANNEL


def place_of(*, reader: str, hold: bool = False) -> int:
    """The first place in the log that the reader has not read. hold: it reads no further until the
    caller's transaction ends; a batch in its hands is waited for."""
    with connection.cursor() as cursor:
        if hold:
            cursor.execute(
                "INSERT INTO ledger_reader (name) VALUES (%s) ON CONFLICT DO NOTHING", [reader]
            )
        cursor.execute(
            "SELECT next_seq FROM ledger_reader WHERE name = %s" + (" FOR UPDATE" if hold else ""),
            [reader],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def page(
    *, after: int, before: int, kinds: Collection[str] = (), region: str = ""
) -> tuple[Read, ...]:
    """Facts from place `after` up to but not including `before`, in the order of the log: of every
    kind and region, or of these. For code that does a reader's work again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM ledger_read(%s::bigint, %s::integer)"
            " WHERE (%s OR kind = ANY(%s)) AND %s IN ('', region_code)",
            [after, max(0, before - after), not kinds, sorted(kinds), region],
        )
        return tuple(read_row(row) for row in cursor.fetchall())


def announce(*, words: str) -> None:
    """Tell the processes that listen to the ledger, once the caller's transaction commits. For
    readers, once a batch; never for a verb (a notice takes a lock of the whole database)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, words])
