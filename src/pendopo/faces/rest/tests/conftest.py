"""The machine face over HTTP: callers with a token, without one, and with a session."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
PTSP = "2.18.2.07.3.32.01.0000"


class Caller:
    """A client of the API: JSON in, JSON out."""

    def __init__(self, token: str = "", **options: Any) -> None:
        from django.test import Client

        self.client = Client(HTTP_HOST="localhost", **options)
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers)

    def send(self, path: str, body: Any = None, *, method: str = "POST", key: str = "") -> Any:
        headers = {**self.headers, **({"idempotency-key": key} if key else {})}
        data = body if isinstance(body, bytes) else json.dumps(body)
        return self.client.generic(
            method, f"/api/v1/{path}", data, content_type="application/json", headers=headers
        )

    def upload(self, path: str, name: str, data: bytes) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile(name, data)
        return self.client.post(f"/api/v1/{path}", {"file": file}, headers=self.headers)


@pytest.fixture
def standing(regency: Any) -> Iterator[None]:
    """No limits on the pace, and static files without a build."""
    from django.conf import settings
    from django.core.cache import cache
    from django.test import override_settings

    cache.clear()
    stores = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    pace = {"light": 10**6, "heavy": 10**6}
    with override_settings(STORAGES=stores, API_PER_MINUTE=pace):
        yield


@pytest.fixture
def anyone(standing: None) -> Caller:
    return Caller()


@pytest.fixture
def make_token(standing: None, regency: Any) -> Any:
    """`make_token("apply", "tasks")` -> the secret of a new application's token."""
    from tests.regency import CODE, MONDAY

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    def make(*scopes: str) -> str:
        with ledger.use_region(CODE):
            organisation = directory.organisation_by_code(PTSP)
            assert organisation is not None
            return directory.issue_token(
                organisation_id=organisation.id,
                name="Aplikasi rumah sakit (uji)",
                scopes=scopes,
                actor=regency.actor("pengelola.ptsp"),
                now=MONDAY,
            ).secret

    return make


@pytest.fixture
def application(make_token: Any) -> Caller:
    """An application that may apply."""
    return Caller(make_token("apply"))


@pytest.fixture
def signed_in(standing: None) -> Any:
    """`signed_in("loket.ptsp")` -> a caller with that account's session."""

    def sign_in(username: str, **options: Any) -> Caller:
        from django.contrib.auth import get_user_model

        caller = Caller(**options)
        caller.client.force_login(get_user_model().objects.get(username=username))
        return caller

    return sign_in
