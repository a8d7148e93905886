"""What tests of the house share: the witness in the database, and a peopled regency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.house import witness


@pytest.fixture(scope="module")
def watch(server: Any, database: str, django: None) -> Iterator[witness.Witness]:
    """The database notes every change of a row while the module's tests run."""
    with witness.watching(server.url("owner", database)) as watching:
        yield watching


@pytest.fixture(scope="session")
def pages(django: None) -> None:
    """Pages can be rendered: their static files are listed (`./pendopo test` has done it)."""
    from django.conf import settings
    from django.core.management import call_command

    listed = settings.STATIC_ROOT / "staticfiles.json"
    built = [path for folder in settings.STATICFILES_DIRS for path in folder.rglob("*.*")]
    since = listed.stat().st_mtime if listed.is_file() else 0.0
    if any(path.stat().st_mtime > since for path in built):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def world(regency: Any, pages: None) -> Iterator[Any]:
    """Cases at every stage, two regions, and a clock that stands still while they are looked at."""
    from datetime import timedelta

    from pendopo.core.clock import FixedClock
    from pendopo.ledger import api as ledger
    from tests.house.world import MONDAY, World
    from tests.worker import Worker

    before, worker = ledger.clock(), Worker()
    ledger.bind_clock(FixedClock(MONDAY + timedelta(hours=1)))
    try:
        yield World.build(regency, worker)
    finally:
        ledger.bind_clock(before)
        worker.close()
