"""The log is append-only by the rights of the database, not by good manners."""

from __future__ import annotations

import datetime as dt
from typing import Any

import psycopg
import pytest
from psycopg import errors

from pendopo.ledger.tests.doors import NOW, conninfo, entry, ledger, write

LOG = ("ledger_fact", "ledger_sequence", "ledger_node", "ledger_head", "ledger_unsequenced")
STATEMENTS = (
    "INSERT INTO {table} DEFAULT VALUES",
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TABLE {table}",
    "CREATE TABLE public.mine AS SELECT 1",
)
COLUMNS = {"ledger_fact": "kind", "ledger_sequence": "leaf", "ledger_node": "hash",
           "ledger_head": "root", "ledger_unsequenced": "id"}  # fmt: skip


@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize("region", ["", "35.11", "99.01"])
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda text: text.split()[0])
def test_the_application_can_only_append(
    django: None, table: str, region: str, statement: str
) -> None:
    """Whatever region it says it works for."""
    with psycopg.connect(conninfo("app")) as connection:
        connection.execute("SELECT set_config('pendopo.region', %s, true)", [region])
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement.format(table=table, column=COLUMNS[table]))


@pytest.mark.parametrize("table", LOG[:1])
def test_partitions_are_reached_through_their_parent_only(django: None, table: str) -> None:
    with psycopg.connect(conninfo("app"), autocommit=True) as connection:
        partitions = [
            row[0]
            for row in connection.execute(
                "SELECT inhrelid::regclass::text FROM pg_inherits"
                " WHERE inhparent = %s::regclass", [table]
            )
        ]  # fmt: skip
        assert len(partitions) >= 5
        for partition in partitions:
            for what in ("SELECT * FROM", "DELETE FROM"):
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(f"{what} {partition}")


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM ledger_fact", "UPDATE ledger_fact SET kind = 'x'", "DELETE FROM ledger_head",
     "UPDATE ledger_sequence SET seq = 1", "TRUNCATE ledger_fact",
     "UPDATE ledger_command SET key = 'x'"],
)  # fmt: skip
def test_the_sealer_orders_and_does_nothing_else(django: None, statement: str) -> None:
    with (
        psycopg.connect(conninfo("sealer"), autocommit=True) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


def test_even_the_owner_is_kept_from_a_slip_of_the_hand(region: str) -> None:
    write(1)
    with psycopg.connect(conninfo("owner"), autocommit=True) as connection:
        for statement in ("DELETE FROM ledger_fact", "UPDATE ledger_head SET root = root",
                          "TRUNCATE ledger_sequence"):  # fmt: skip
            with pytest.raises(errors.RestrictViolation):
                connection.execute(statement)


def test_a_fact_of_another_region_is_refused(region: str) -> None:
    """`ledger_append` believes the transaction's region, not what the fact says of itself."""
    foreign = ledger.rows([entry()], now=NOW)
    with (
        pytest.raises(Exception, match="of another region"),
        ledger.use_region("99.98"),
        ledger.region_transaction(),
    ):
        _append(foreign)
    with pytest.raises(Exception, match="no region is set"):
        _append(foreign)


def test_facts_are_seen_in_their_region_only(region: str) -> None:
    about = entry().about
    write(1, 2, about=about)
    assert len(ledger.facts_about(about=about)) == 2
    with ledger.use_region("99.98"):
        assert ledger.facts_about(about=about) == ()
    with psycopg.connect(conninfo("app")) as connection:  # and in none without one
        assert connection.execute("SELECT count(*) FROM ledger_fact").fetchone() == (0,)


def test_without_a_region_nothing_is_done(django: None) -> None:
    with pytest.raises(ledger.NoRegion):
        ledger.current_region()
    with pytest.raises(ledger.NoRegion), ledger.region_transaction():
        pass


def _append(rows: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_append(%s::jsonb)", [rows])


def test_facts_lie_in_monthly_partitions_made_ahead_and_never_find_no_place(
    region: str, django: None
) -> None:
    """This month and three more; a fact of a month that has no partition goes to DEFAULT, and the
    months after it are made all the same."""
    today = dt.datetime.now(dt.UTC).date().replace(day=1)
    months = [_later(today, n) for n in range(4)]
    with psycopg.connect(conninfo("sealer"), autocommit=True) as connection:
        connection.execute("SELECT ledger_make_partitions(%s, 4)", [today])
        assert connection.execute("SELECT ledger_make_partitions(%s, 4)", [today]).fetchone() == (
            0,
        )
        names = {row[0] for row in _partitions(connection)}
    assert {f"ledger_fact_{month:%Y_%m}" for month in months} | {"ledger_fact_default"} <= names
    far = dt.datetime(2031, 5, 17, tzinfo=dt.UTC)
    about = entry().about
    write(7, about=about, now=far)
    assert len(ledger.facts_about(about=about)) == 1
    with psycopg.connect(conninfo("sealer"), autocommit=True) as connection:
        made = connection.execute("SELECT ledger_make_partitions(%s, 3)", [far.date()]).fetchone()
        names = {row[0] for row in _partitions(connection)}
    # May holds a fact already, so it stays in DEFAULT; June and July are made.
    assert made == (2,) and "ledger_fact_2031_06" in names and "ledger_fact_2031_05" not in names
    with psycopg.connect(conninfo("app"), autocommit=True) as connection:
        for name in ("ledger_fact_2031_06", "ledger_fact_default"):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {name}")


def _partitions(connection: psycopg.Connection[Any]) -> Any:
    return connection.execute(
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'ledger_fact'::regclass"
    )


def _later(month: dt.date, months: int) -> dt.date:
    year, index = divmod(month.year * 12 + month.month - 1 + months, 12)
    return dt.date(year, index + 1, 1)


@pytest.mark.parametrize("key", ["kunci-satu", "k" * 80])
def test_a_command_acts_once_and_its_answer_is_kept(region: str, key: str) -> None:
    from uuid import uuid4

    acted = []
    command = ledger.Command(uuid4(), key, b"body")

    def act() -> dict[str, int]:
        acted.append(1)
        return {"n": len(acted)}

    with ledger.region_transaction():
        assert [ledger.once(command, act), ledger.once(command, act)] == [{"n": 1}, {"n": 1}]
        assert ledger.recall(command) == {"n": 1}
        with pytest.raises(ledger.KeyReused):
            ledger.recall(ledger.Command(command.actor, key, b"other"))
        assert ledger.recall(ledger.Command(uuid4(), key, b"body")) is None  # another's key
    with ledger.use_region("99.98"), ledger.region_transaction():
        assert ledger.recall(command) is None
    with ledger.region_transaction():
        assert ledger.forget_commands(before=dt.datetime.now(dt.UTC)) == 1
        assert ledger.once(command, act) == {"n": 2}


def test_what_failed_is_not_remembered(region: str) -> None:
    from uuid import uuid4

    command = ledger.Command(uuid4(), "kunci-dua", b"body")

    def fail() -> dict[str, Any]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), ledger.region_transaction():
        ledger.once(command, fail)
    with ledger.region_transaction():
        assert ledger.once(command, lambda: {"n": 1}) == {"n": 1}
