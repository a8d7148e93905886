"""Guessing a code is slowed down: so many wrong ones from one address, then a pause.

Counted in each web process: a code has 40 random bits, so a coarse brake is enough. A code with
a wrong check sign is a slip of the hand and is not counted.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from pendopo.casework import api as casework
from pendopo.ledger import api as ledger

MOST = 15
MINUTES = 15


def check(request: HttpRequest, what: str) -> None:
    """Raises `casework.Refused` ("too_many") after `MOST` wrong ones within `MINUTES`."""
    if cache.get(_name(request, what), 0) >= MOST:
        raise casework.Refused("too_many", minutes=MINUTES)


def note(request: HttpRequest, what: str) -> None:
    """One more wrong one."""
    name = _name(request, what)
    if not cache.add(name, 1, timeout=MINUTES * 60):
        try:
            cache.incr(name)
        except ValueError:  # it ran out between the two calls
            cache.add(name, 1, timeout=MINUTES * 60)


def _name(request: HttpRequest, what: str) -> str:
    address = get_adapter().get_client_ip(request)  # knows how many proxies are ours
    return f"{what}:{ledger.current_region()}:{address}"
