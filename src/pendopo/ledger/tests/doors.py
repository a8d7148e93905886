"""Front doors that open at first use, and facts to write: Django is set up by a fixture, after
these files are read."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, ClassVar
from uuid import UUID, uuid4

import psycopg


class _Door:
    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


ledger: Any = _Door("pendopo.ledger.api")
NOW = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)


@functools.cache
def kind() -> Any:
    """A kind of fact for tests, made once; it is no kind of the product's."""
    from pendopo.ledger import facts

    class Counted(ledger.Fact, frozen=True, kw_only=True):  # type: ignore[misc]  # its base is only known here
        KIND: ClassVar[str] = "test.counted"
        number: int

    facts._kinds.pop(Counted.KIND)
    return Counted


def entry(number: int = 0, *, about: UUID | None = None, now: dt.datetime = NOW) -> Any:
    return ledger.Entry(fact=kind()(number=number), about=about or uuid4(), occurred_at=now)


def write(*numbers: int, about: UUID | None = None, now: dt.datetime = NOW) -> None:
    """Append these facts in one transaction of the current region."""
    with ledger.region_transaction():
        ledger.append([entry(one, about=about, now=now) for one in numbers], now=now)


def conninfo(role: str, name: str = "") -> str:
    from pendopo.config import environment

    found = environment.database(role).conninfo
    return psycopg.conninfo.make_conninfo(found, dbname=name) if name else found


def sequencer(name: str = "") -> Any:
    return ledger.Sequencer(conninfo("sealer", name))


def numbers(facts: Sequence[Any]) -> list[int]:
    return [one.data["number"] for one in facts]


@contextmanager
def as_owner(name: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as who owns the database and has switched its guards off."""
    with psycopg.connect(conninfo("owner", name), autocommit=True) as connection:
        connection.execute("ALTER TABLE ledger_fact DISABLE TRIGGER USER")
        connection.execute("ALTER TABLE ledger_sequence DISABLE TRIGGER USER")
        connection.execute("ALTER TABLE ledger_head DISABLE TRIGGER USER")
        yield connection
