"""How often one address may ask: counted per minute in each web process, coarse on purpose."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from pendopo.faces.rest.problems import Problem
from pendopo.ledger import api as ledger

SECONDS = 60
PER_MINUTE = {"light": 300, "heavy": 30}
"""`heavy` is what costs us seconds or disk: uploads and the check of a PDF."""


def check(request: HttpRequest, weight: str) -> None:
    """Raises `Problem` 429 once the address has had its share of this minute."""
    most = getattr(settings, "API_PER_MINUTE", PER_MINUTE)[weight]
    name = f"api:{weight}:{ledger.current_region()}:{_address(request)}"
    if cache.add(name, 1, timeout=SECONDS):
        return
    try:
        count = cache.incr(name)
    except ValueError:  # it ran out between the two calls
        cache.set(name, 1, timeout=SECONDS)
        return
    if count > most:
        raise Problem(429, "too_many_requests")


def _address(request: HttpRequest) -> str:
    try:
        return str(get_adapter().get_client_ip(request))  # knows how many proxies are ours
    except PermissionDenied:
        return "unknown"
