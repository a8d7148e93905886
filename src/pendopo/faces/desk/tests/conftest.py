"""The desk over HTTP: officers of the demo regency at a fixed moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture
def at(regency: Any) -> Iterator[Any]:
    """The clock of the faces: `at(moment)` sets it; it starts on Monday at nine."""
    from tests.regency import MONDAY

    from pendopo.core.clock import FixedClock
    from pendopo.ledger import api as ledger

    before = ledger.clock()
    ledger.bind_clock(FixedClock(MONDAY))
    yield lambda moment: ledger.bind_clock(FixedClock(moment))
    ledger.bind_clock(before)


@pytest.fixture
def officer(regency: Any, at: Any) -> Iterator[Callable[[str], Any]]:
    """`officer("loket.ptsp")` is a browser in which that account is signed in."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client, override_settings

    def browser(username: str) -> Any:
        client = Client(HTTP_HOST="localhost")
        account = get_user_model().objects.get(username=username)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}):
        yield browser


@pytest.fixture
def statements() -> Callable[[], Any]:
    """Counts SQL; BEGIN, COMMIT and set_config are the frame, not the work."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)
