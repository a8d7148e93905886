"""Databases of their own for tests that forge the log or kill its sequencer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pendopo.ledger.tests.spare import Spare

_count = count(1)
Make = Callable[[], AbstractContextManager[Spare]]


@pytest.fixture(scope="session")
def spares(server: Any, django: None) -> Make:
    """`with spares() as spare:` an empty migrated database, thrown away afterwards."""
    from tests import databases

    template = databases.template(server, Path(os.environ["PENDOPO_VAR"]))

    @contextmanager
    def make() -> Iterator[Spare]:
        name = f"pendopo_spare_{os.getpid()}_{next(_count)}"
        with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
            databases.create(connection, name, template)
            yield Spare(name, server.superuser_dsn)
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    return make


@pytest.fixture(scope="session")
def one_spare(spares: Make) -> Iterator[Spare]:
    with spares() as one:
        yield one


@pytest.fixture
def spare(one_spare: Spare) -> Spare:
    """An empty log in a database of its own."""
    one_spare.clear()
    return one_spare
