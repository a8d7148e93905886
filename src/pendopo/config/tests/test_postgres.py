"""A pooled connection whose server end is gone is never handed out."""

from __future__ import annotations

from typing import Any

import psycopg

from pendopo.config.postgres.base import is_there


def ended(conninfo: str, pid: int) -> None:
    with psycopg.connect(conninfo, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_line_at_rest_is_there_and_an_ended_one_is_not(django: None) -> None:
    from pendopo.config import environment

    conninfo = environment.database("owner").conninfo
    with psycopg.connect(conninfo, autocommit=True) as connection:
        assert is_there(connection)
        connection.execute("LISTEN nobody")
        connection.execute("NOTIFY nobody")
        assert is_there(connection)  # a notice waits on the line, which is no reason to leave it
        ended(conninfo, connection.info.backend_pid)
        assert not is_there(connection)
    assert not is_there(connection)


def test_a_transaction_left_open_is_not_at_rest(django: None) -> None:
    from pendopo.config import environment

    with psycopg.connect(environment.database("owner").conninfo) as connection:
        connection.execute("SELECT 1")
        assert not is_there(connection)


def test_the_next_request_gets_a_living_connection(django: None) -> None:
    from django.db import connection

    from pendopo.config import environment

    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    wrapped: Any = connection
    connection.close()  # goes back into the pool, and ends there
    ended(environment.database("app").conninfo, pid)
    with wrapped.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (pid,)
