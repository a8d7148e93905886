"""The face over HTTP in a regency with its topics, and a clock that stands still."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest

CODE = "35.11"
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
DESCRIPTION = "Lampu jalan di tikungan dekat balai desa mati dua minggu (contoh)."
PLACE = {"lat": "-7.91355", "long": "113.82134"}
OFFICE = "2.16.2.20.2.21.01.0000"


class Caller:
    """A client of the face with a key, or without one."""

    def __init__(self, key: str = "") -> None:
        from django.test import Client

        self.client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        self.key = key

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        return self.client.get(f"/open311/v2/{path}", query, headers=headers)

    def post(self, path: str, data: Any, **headers: str) -> Any:
        sent = {"api_key": self.key, **data} if self.key else data
        return self.client.post(f"/open311/v2/{path}", sent, headers=headers)

    def file(self, path: str = "requests.json", **changes: Any) -> Any:
        """POST a request; keyword arguments change what is sent, None leaves it out."""
        sent = {"service_code": "lampu-jalan", "description": DESCRIPTION, **PLACE, **changes}
        return self.post(path, {name: one for name, one in sent.items() if one is not None})


def photo() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return SimpleUploadedFile("lampu.jpg", out.getvalue(), content_type="image/jpeg")


@pytest.fixture(scope="session")
def town(regency: Any) -> Any:
    """The regency with the packages that answer reports."""
    regency.publish("pengaduan-masyarakat")
    return regency


@pytest.fixture
def still(town: Any) -> Iterator[None]:
    """No limits on the pace; it is Monday, nine in the morning."""
    from django.core.cache import cache
    from django.test import override_settings

    from pendopo.core.clock import FixedClock
    from pendopo.ledger import api as ledger

    cache.clear()
    before = ledger.clock()
    ledger.bind_clock(FixedClock(MONDAY))
    with override_settings(API_PER_MINUTE={"light": 10**6, "heavy": 10**6}):
        yield
    ledger.bind_clock(before)


@pytest.fixture
def anyone(still: None) -> Caller:
    return Caller()


@pytest.fixture
def make_key(still: None, town: Any) -> Any:
    """`make_key("open311")` -> the key of a new application."""
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    def make(*scopes: str) -> str:
        with ledger.use_region(CODE):
            organisation = directory.organisation_by_code(OFFICE)
            assert organisation is not None
            return directory.issue_token(
                organisation_id=organisation.id,
                name="Aplikasi warga (uji)",
                scopes=scopes,
                actor=town.actor("admin.kabupaten"),
                now=MONDAY,
            ).secret

    return make


@pytest.fixture
def application(make_key: Any) -> Caller:
    """An application that may file and pass on updates."""
    return Caller(make_key("open311", "open311_updates"))
