"""One real PostgreSQL for all tests, reached as the application's role.

Tests commit for real; nothing is rolled back or truncated. They are kept apart the way
regions are kept apart: each works in a region of its own, behind row-level security.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
VAR = Path(os.environ.get("PENDOPO_TEST_VAR", ROOT / "var" / "test"))

_regions = count(1)


def pytest_configure(config: pytest.Config) -> None:
    os.environ["PENDOPO_VAR"] = str(VAR)
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    os.environ["PENDOPO_SMS_SECRET"] = "rahasia uji"  # a gateway signs what it brings in
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser driver runs a loop of its own
    config.addinivalue_line("markers", "browser: needs Chromium")


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """The running PostgreSQL (throw-away data: not durable)."""
    from pendopo.config.run import postgres

    VAR.mkdir(parents=True, exist_ok=True)
    with postgres.running(VAR, durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def database(server: Any) -> Iterator[str]:
    """Name of this run's database, copied from a template migrated as the owner."""
    from tests import databases

    template = databases.template(server, VAR)
    name = f"pendopo_test_{os.getpid()}"
    with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
        databases.create(connection, name, template)
        yield name
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django(server: Any, database: str) -> Iterator[None]:
    """Django set up on this run's database as `pendopo_app`."""
    os.environ.update(server.environment(var=VAR, role="app"))
    os.environ["PENDOPO_DB_NAME"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "pendopo.config.settings"
    import django as framework

    framework.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    yield

    connection.close()
    connection.close_pool()


@pytest.fixture
def region(django: None) -> Iterator[str]:
    """A fresh region's code, in force for the test: rows of other tests are invisible."""
    from pendopo.ledger import api as ledger

    number = next(_regions)
    code = f"{90 + number // 100:02d}.{number % 100:02d}"
    with ledger.use_region(code):
        yield code


@pytest.fixture
def now() -> datetime:
    """Monday 16 November 2026, 09.00 in Bondowoso."""
    return datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def worker(django: None) -> Iterator[Any]:
    """`worker.drain(now)` sequences, reads and works until nothing is left to do."""
    from tests.worker import Worker

    one = Worker()
    yield one
    one.close()


@pytest.fixture(scope="session")
def regency(django: None) -> Any:
    """Bondowoso as the demo loads it, its package published: for tests of whole walks."""
    from tests.regency import Regency

    return Regency.load()
