"""The command centre over HTTP, with the demo regency behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture
def signed_in(regency: Any) -> Iterator[Any]:
    """`signed_in("bupati")` -> a browser with that account's session."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client, override_settings

    def sign_in(username: str = "") -> Any:
        client = Client(HTTP_HOST="localhost")
        if username:
            client.force_login(get_user_model().objects.get(username=username))
        return client

    stores = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    with override_settings(STORAGES=stores):
        yield sign_in
