"""The portal over HTTP, with the demo regency behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture
def client(regency: Any) -> Iterator[Any]:
    """A browser without an account. Static files need no build here."""
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client, override_settings

    cache.clear()
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}):
        yield Client(HTTP_HOST="localhost")


@pytest.fixture
def other(client: Any) -> Any:
    """Another browser, which knows nothing."""
    from django.test import Client

    return Client(HTTP_HOST="localhost")


@pytest.fixture
def walk(client: Any, regency: Any) -> Any:
    """An applicant in that browser, with the answers of the straight story."""
    from pendopo.faces.portal.tests.walking import Walk

    return Walk(client, regency.answers())


@pytest.fixture
def statements(regency: Any) -> Callable[[], Any]:
    """Counts SQL statements; BEGIN, COMMIT and set_config are the frame, not the work."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def work(captured: Any) -> list[str]:
    """The statements that count."""
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")
    return [one["sql"] for one in captured if not one["sql"].startswith(frame)]


@pytest.fixture
def town(regency: Any) -> Any:
    """The regency with two packages that answer reports."""
    for package in ("pengaduan-masyarakat", "aspirasi-masyarakat"):
        regency.publish(package)
    return regency
