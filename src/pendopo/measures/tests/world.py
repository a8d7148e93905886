"""Kinds of facts for tests, measures of every kind on them, and a reader that can be stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from importlib import import_module
from typing import Any, ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.measures.definition import Definition, read

NAMED: dict[str, Any] = {"name": {"id": "Uji", "en": "Test"}, "unit": {"id": "buah", "en": "items"}}
NOW = dt.datetime(2026, 3, 10, 5, 0, tzinfo=dt.UTC)


@contextmanager
def kinds() -> Iterator[dict[str, type[ledger.Fact]]]:
    """`test.began` and `test.ended`, known while the block runs; they are none of the product's."""
    from pendopo.ledger import facts

    class Began(ledger.Fact, frozen=True, kw_only=True):
        KIND: ClassVar[str] = "test.began"
        service: ledger.Code
        urgent: bool = False

    class Ended(ledger.Fact, frozen=True, kw_only=True):
        KIND: ClassVar[str] = "test.ended"
        status: Literal["granted", "refused"]
        on_time: bool
        score: int | None = None
        money: Decimal | None = None

    try:
        yield {"began": Began, "ended": Ended}
    finally:
        for one in (Began, Ended):
            facts._kinds.pop(one.KIND, None)


def definitions() -> tuple[Definition, ...]:
    """One and more of every kind."""
    began, ended = {"fact": "test.began"}, {"fact": "test.ended"}
    started = {"start": "test.began"}
    found: list[dict[str, Any]] = [
        {"slug": "begun", "kind": "count", **began, "by": ["service", "organisation"]},
        {"slug": "urgent", "kind": "rate", **began, "good": {"urgent": True}, "by": ["service"]},
        {"slug": "granted", "kind": "count", **ended, "where": {"status": "granted"}},
        {"slug": "on-time", "kind": "on_time_share", **ended, "by": ["status"]},
        {"slug": "score", "kind": "mean", **ended, "value": "score", "by": ["status"]},
        {"slug": "money", "kind": "sum", **ended, "value": "money", "by": ["status", "on_time"]},
        {"slug": "median-score", "kind": "median", **ended, "value": "score", "by": "status"},
        {"slug": "high-score", "kind": "percentile", "percentile": 90, **ended, "value": "score"},
        {"slug": "days", "kind": "median", **ended, **started, "lasting": "days", "by": "service"},
        {"slug": "hours", "kind": "mean", **ended, **started, "lasting": "hours"},
        {"slug": "last", "kind": "on_time_share", **ended, **started, "take": "last",
         "by": ["service", "status"]},
        {"slug": "first", "kind": "percentile", "percentile": 75, **ended, **started,
         "lasting": "hours", "take": "first", "where": {"service": ["!c", "!d"]}},
        {"slug": "final", "kind": "rate", **ended, "take": "last", "good": {"status": "granted"}},
        {"slug": "open", "kind": "open", **ended, **started, "by": ["service", "urgent"]},
        {"slug": "urgent-open", "kind": "open", "fact": "test.ended",
         "where": {"status": "granted"},
         "start": {"fact": "test.began", "where": {"urgent": True}}},
    ]  # fmt: skip
    return tuple(read(NAMED | one) for one in found)


def run(*, most: int = 5_000) -> int:
    """The measures reader alone takes one batch; returns how many facts it passed."""
    readers = import_module("pendopo.ledger.readers")
    before, readers.MOST = readers.MOST, most
    try:
        return int(readers._run(readers._readers["measures"], most))
    finally:
        readers.MOST = before


def entry(
    fact: ledger.Fact, *, about: UUID, at: dt.datetime, organisation: UUID | None = None
) -> ledger.Entry:
    return ledger.Entry(fact=fact, about=about, occurred_at=at, organisation=organisation)


def append(entries: Sequence[ledger.Entry], *, now: dt.datetime) -> None:
    with ledger.region_transaction():
        ledger.append(entries, now=now)


def sequence(*, limit: int = 5_000) -> int:
    """Committed facts get their places."""
    from pendopo.config import environment

    one = ledger.Sequencer(environment.database("sealer").conninfo)
    try:
        return one.run(now=NOW, limit=limit)
    finally:
        one.close()


def catch_up() -> None:
    """Everything is sequenced, and the measures reader has read it."""
    while sequence():
        pass
    while run():
        pass
