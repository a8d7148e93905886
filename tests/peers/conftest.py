"""The running product, for clients that come over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import VAR

from tests.journeys import site as sites


@pytest.fixture(scope="session")
def site(server: Any, database: str, regency: Any) -> Iterator[sites.Site]:
    """Web and worker on this run's database."""
    regency.publish("pengaduan-masyarakat")
    with sites.serving(server, database, VAR) as running:
        yield running
