"""The gallery needs no database: plain static files and its own routes, whatever the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import engines
from django.test import Client, override_settings
from django.utils import translation

OURS: dict[str, Any] = {
    "ROOT_URLCONF": "pendopo.faces.components.tests.routes",
    "MIDDLEWARE": [],
    "ALLOWED_HOSTS": ["*"],
    "STATIC_URL": "/static/",
    "LANGUAGE_CODE": "id",
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [],
            "OPTIONS": {"environment": "pendopo.faces.components.jinja.environment"},
        }
    ],
}


@pytest.fixture(autouse=True)
def standing(django: None) -> Iterator[None]:
    with override_settings(**OURS), translation.override("id"):
        yield


@pytest.fixture
def env() -> Any:
    return engines["jinja2"].env  # type: ignore[attr-defined]  # only this backend has one


@pytest.fixture
def client() -> Client:
    return Client()
