"""A witness inside the database: which transaction changed rows of which tables.

Statement triggers on every table write (transaction, table, how, how many, when) into a table of
the witness. A transaction that is rolled back leaves nothing, as it should. Whatever way a row is
changed (verb, raw statement, framework, job), it is seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

FACTS = "ledger_fact"
NO_FACT_NEEDED = {
    "directory_accountsession": "who is signed in on which browser; signing in and out are facts",
    "ledger_command": "answers to repeated requests, forgotten after 30 days",
    "ledger_reader": "how far a reader has read",
    "ledger_parked": "facts a reader could not digest; named in the log of the worker",
    "ledger_unsequenced": "the sequencer's queue",
    "ledger_sequence": "the order of facts",
    "ledger_node": "the tree over facts",
    "ledger_head": "signed heads of the tree",
    "casework_casename": "words of a name to look for, made by a reader from the case's own fact",
    "casework_subscription": "what cases wait for, as their own states say; made again from them",
    "casework_opening": "who has a task open on a screen right now, forgotten after two minutes",
    "measures_booking": "sums of facts by hour, which a reader keeps; made again from them",
    "measures_cell": "sums of facts by day and month, kept with the bookings",
    "voice_square": "counts of the map, made by a reader from the facts of reports",
    "procrastinate_jobs": "jobs to do; what a job changes is a fact",
    "procrastinate_events": "history of jobs",
    "procrastinate_workers": "which workers live",
    "procrastinate_periodic_defers": "when a periodic job was last made",
}
"""Tables whose rows may change without a fact, and why. Everything else needs one."""
ALONE = {
    "casework_batchtask": (
        frozenset({"state", "reason", "after"}),
        "the report of a batch: what changed in a task is the task's own fact",
    ),
    "casework_bookorder": (
        frozenset({"done"}),
        "how far a list is that a job prepares; that it is ready is a fact",
    ),
    "voice_report": (
        frozenset({"counted"}),
        "as what the map counts it, which follows from its own facts",
    ),
    "directory_account": (
        frozenset({"last_login"}),
        "the moment of the last sign-in, which Django keeps for its tokens",
    ),
    "measures_version": (
        frozenset({"next_seq"}),
        "how far a new version has been counted; that it takes over is a fact",
    ),
}
"""Tables whose rows may change without a fact when only these columns change."""

_SETUP = """
CREATE TABLE house_change (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    name text NOT NULL,
    how text NOT NULL,
    rows integer NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT ON house_change TO PUBLIC;
CREATE FUNCTION house_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE number integer;
BEGIN
    SELECT count(*) INTO number FROM changed;
    IF number > 0 THEN
        INSERT INTO house_change (name, how, rows) VALUES (TG_ARGV[0], TG_OP, number);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION house_note_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE number integer;
BEGIN
    SELECT count(*) INTO number FROM (
        SELECT to_jsonb(c) - TG_ARGV[1]::text[] FROM changed c
        EXCEPT SELECT to_jsonb(b) - TG_ARGV[1]::text[] FROM before b
    ) x;
    IF number > 0 THEN
        INSERT INTO house_change (name, how, rows) VALUES (TG_ARGV[0], TG_OP, number);
    END IF;
    RETURN NULL;
END $$;
"""
_CLEAN = """
DROP FUNCTION IF EXISTS house_note CASCADE;
DROP FUNCTION IF EXISTS house_note_update CASCADE;
DROP TABLE IF EXISTS house_change;
"""
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One committed transaction: rows changed by table, facts appended, first and last change."""

    xid: int
    tables: dict[str, int] = field(compare=False)
    facts: int
    first: dt.datetime
    last: dt.datetime

    @property
    def changed(self) -> frozenset[str]:
        """Tables changed that need a fact."""
        return frozenset(self.tables) - NO_FACT_NEEDED.keys() - {FACTS}

    @property
    def silent(self) -> bool:
        """Rows changed, and the ledger knows nothing of it."""
        return bool(self.changed) and not self.facts


class Witness:
    """Asks the database what was changed since it was last asked."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        self._connection = connection

    def take(self) -> list[Transaction]:
        """Every transaction since the last call, in the order of their first change."""
        rows = self._connection.execute(
            "DELETE FROM house_change RETURNING xid::text, name, how, rows, at"
        ).fetchall()
        found: dict[str, list[tuple[str, int, dt.datetime]]] = {}
        for xid, name, _how, count, at in rows:
            found.setdefault(xid, []).append((name, count, at))
        transactions = []
        for xid, changes in found.items():
            tables: dict[str, int] = {}
            for name, count, _at in changes:
                tables[name] = tables.get(name, 0) + count
            moments = [at for _name, _count, at in changes]
            facts = tables.pop(FACTS, 0)
            one = Transaction(int(xid), tables, facts, min(moments), max(moments))
            transactions.append(one)
        return sorted(transactions, key=lambda one: one.first)


@contextmanager
def watching(owner_dsn: str) -> Iterator[Witness]:
    """The witness in place for the block, as the owner of the tables."""
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute(_CLEAN)
        names = [str(row[0]) for row in connection.execute(_TABLES).fetchall()]
        connection.execute(_SETUP)
        for name in sorted(names):
            if name == "django_migrations":
                continue
            for statement in _triggers(name):
                connection.execute(statement)
        try:
            yield Witness(connection)
        finally:
            connection.execute(_CLEAN)


def _triggers(name: str) -> Iterator[str]:
    alone = "{" + ",".join(sorted(ALONE.get(name, (frozenset(), ""))[0])) + "}"
    yield (
        f'CREATE TRIGGER house_insert AFTER INSERT ON "{name}" REFERENCING NEW TABLE AS changed'
        f" FOR EACH STATEMENT EXECUTE FUNCTION house_note('{name}')"
    )
    yield (
        f'CREATE TRIGGER house_delete AFTER DELETE ON "{name}" REFERENCING OLD TABLE AS changed'
        f" FOR EACH STATEMENT EXECUTE FUNCTION house_note('{name}')"
    )
    yield (
        f'CREATE TRIGGER house_update AFTER UPDATE ON "{name}"'
        " REFERENCING NEW TABLE AS changed OLD TABLE AS before"
        f" FOR EACH STATEMENT EXECUTE FUNCTION house_note_update('{name}', '{alone}')"
    )
