"""A connection from the pool is used once a look at its socket says that the server is there.

The pool's own check asks the server, which costs a round trip in every request. A server that has
ended, or sent its process away, has closed the socket or said so on it: then there is something to
read on a line that should be silent.
"""

from __future__ import annotations

import select
from typing import Any

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from psycopg.pq import TransactionStatus


class DatabaseWrapper(PostgreSQL):
    """The engine of `settings.DATABASES`."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        while True:
            connection = super().get_new_connection(conn_params)
            if self.pool is None or is_there(connection):
                return connection
            connection.close()
            self.pool.putconn(connection)  # which makes room for a new one


def is_there(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server end of an idle connection is open and at rest."""
    if connection.closed or connection.pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    line = select.poll()
    line.register(connection.pgconn.socket, select.POLLIN)
    if not line.poll(0):
        return True
    try:  # a notice or a changed setting is no reason to leave; the end of the line is
        connection.pgconn.consume_input()
    except psycopg.OperationalError:
        return False
    return not line.poll(0)
