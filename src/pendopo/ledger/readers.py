"""Readers: code that reacts to facts, exactly once, in the order of the log.

A reader's place moves in the transaction of its effects. A fact it cannot digest is tried
again a few times, then set aside by name, so that one bad fact never stops a region.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from django.db import InterfaceError, OperationalError, connection, transaction

from pendopo.ledger.facts import Fact, kinds
from pendopo.ledger.region import region_transaction, use_region

log = logging.getLogger(__name__)
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Read:
    """A fact as stored. `seq` is its place in the log (None while not yet sequenced)."""

    seq: int | None
    id: UUID
    region_code: str
    kind: str
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    actor: UUID | None
    organisation: UUID | None
    about: UUID
    data: dict[str, Any]

    @property
    def fact(self) -> Fact:
        """The typed fact; raises when no loaded context knows the kind."""
        return msgspec.convert(self.data, kinds()[self.kind], strict=False)


Reaction = Callable[[Read], None]
BatchReaction = Callable[[tuple[Read, ...]], None]
MOST = 5_000  # facts of one batch for a reader that takes them together


@dataclass
class _Reader:
    name: str
    reactions: dict[str, list[Reaction]] = field(default_factory=dict)
    batches: list[tuple[frozenset[str], BatchReaction]] = field(default_factory=list)


_readers: dict[str, _Reader] = {}


def reader(name: str, *kinds: str) -> Callable[[Reaction], Reaction]:
    """Decorator: let reader `name` (a context) call the function for facts of these kinds."""

    def register(reaction: Reaction) -> Reaction:
        one = _readers.setdefault(name, _Reader(name))
        for kind in kinds:
            one.reactions.setdefault(kind, []).append(reaction)
        return reaction

    return register


def batch_reader(name: str, *kinds: str) -> Callable[[BatchReaction], BatchReaction]:
    """Decorator: let reader `name` call the function once for all facts of these kinds (none
    named: of every kind) that it claimed together, region by region, in the order of the log.

    Whatever it writes is committed with the reader's new place, or not at all. A batch that fails
    is tried again one fact at a time, so the function must give the same for any cut.
    """

    def register(reaction: BatchReaction) -> BatchReaction:
        one = _readers.setdefault(name, _Reader(name))
        one.batches.append((frozenset(kinds), reaction))
        return reaction

    return register


def run_readers(*, limit: int = 500) -> int:
    """Let every reader digest up to `limit` facts; returns how many were passed in all."""
    return sum(_run(one, limit) for one in list(_readers.values()))


def _run(one: _Reader, limit: int) -> int:
    try:
        with transaction.atomic():
            place = _claim(one.name)
            if place is None:
                return 0
            facts = _read(place, max(limit, MOST) if one.batches else limit)
            if facts:
                _digest(one, facts)
                _move(one.name, (facts[-1].seq or 0) + 1)
            return len(facts)
    except Exception:
        log.exception("reader %s failed on a batch, trying one fact at a time", one.name)
        return _run_singly(one, limit)


def _run_singly(one: _Reader, limit: int) -> int:
    for passed in range(limit):
        facts: tuple[Read, ...] = ()  # none of this round yet: an earlier one is not to blame
        try:
            with transaction.atomic():
                place = _claim(one.name)
                facts = _read(place, 1) if place is not None else ()
                if not facts:
                    return passed
                if not _is_parked(one.name, place or 0):
                    _digest(one, facts)
                _move(one.name, (facts[0].seq or 0) + 1)
        except Exception as error:
            seq = facts[0].seq if facts else None
            log.exception("reader %s cannot digest fact %s", one.name, seq)
            if seq is not None and not _passes(error):
                _note_failure(one.name, seq, f"{type(error).__name__}: {error}"[:500])
            return passed
    return limit


def _passes(error: BaseException) -> bool:
    """The database's own trouble, not the fact's: the connection is gone, the server stops, or two
    transactions met (SQLSTATE classes 08, 57P and 40). Tried again, and counted against nobody."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None) or "08"
    return str(state).startswith(("08", "57P", "40"))


def _digest(one: _Reader, facts: Sequence[Read]) -> None:
    for region, group in groupby(facts, key=lambda fact: fact.region_code):
        wanted = [fact for fact in group if fact.kind in one.reactions]
        if not wanted:
            continue
        with use_region(region), region_transaction():
            for fact in wanted:
                for reaction in one.reactions[fact.kind]:
                    reaction(fact)
    if one.batches:
        _digest_together(one, facts)


def _digest_together(one: _Reader, facts: Sequence[Read]) -> None:
    apart: dict[str, list[Read]] = {}
    for fact in facts:
        apart.setdefault(fact.region_code, []).append(fact)
    for region, own in apart.items():
        with use_region(region), region_transaction():
            for kinds, reaction in one.batches:
                wanted = tuple(fact for fact in own if not kinds or fact.kind in kinds)
                if wanted:
                    reaction(wanted)


def _claim(name: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT next_seq FROM ledger_reader WHERE name = %s FOR UPDATE SKIP LOCKED", [name]
        )
        row = cursor.fetchone()
        if row is None:
            cursor.execute(
                "INSERT INTO ledger_reader (name) VALUES (%s) ON CONFLICT DO NOTHING", [name]
            )
            return 0 if cursor.rowcount else None
        return int(row[0])


def _move(name: str, next_seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_reader SET next_seq = %s WHERE name = %s", [next_seq, name])


def _read(after: int, limit: int) -> tuple[Read, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_read(%s::bigint, %s::integer)", [after, limit])
        return tuple(read_row(row) for row in cursor.fetchall())


def read_row(row: Sequence[Any]) -> Read:
    """A fact out of its ten columns."""
    data = row[9]
    values = (*row[:9], msgspec.json.decode(data) if isinstance(data, str) else data)
    return Read(*values)


def _is_parked(name: str, seq: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parked FROM ledger_parked WHERE reader = %s AND seq = %s", [name, seq]
        )
        row = cursor.fetchone()
        return bool(row and row[0])


def _note_failure(name: str, seq: int, error: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_parked (reader, seq, attempts, error) VALUES (%s, %s, 1, %s)"
            " ON CONFLICT (reader, seq) DO UPDATE SET attempts = ledger_parked.attempts + 1,"
            " error = excluded.error, parked = ledger_parked.attempts + 1 >= %s,"
            " at = clock_timestamp()",
            [name, seq, error, ATTEMPTS],
        )


def parked(cursor: Any) -> list[tuple[str, int, int, str]]:
    """Facts that readers set aside: reader, place, attempts, error. For the operator."""
    cursor.execute(
        "SELECT reader, seq, attempts, error FROM ledger_parked WHERE parked ORDER BY reader, seq"
    )
    return [(str(row[0]), int(row[1]), int(row[2]), str(row[3])) for row in cursor.fetchall()]
