"""How often one address may ask, by the minute."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from pendopo.faces.components import pace
from pendopo.faces.rest.problems import Problem

SECONDS = 60
PER_MINUTE = {"light": 300, "heavy": 30}
"""`heavy` is what costs us seconds or disk: uploads and the check of a PDF."""


def check(request: HttpRequest, weight: str) -> None:
    """Raises `Problem` 429 once the address has had its share of this minute."""
    most = getattr(settings, "API_PER_MINUTE", PER_MINUTE)[weight]
    if pace.take(pace.Limit(f"api-{weight}", most, SECONDS), pace.address(request)):
        raise Problem(429, "too_many_requests")
