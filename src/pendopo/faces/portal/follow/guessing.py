"""Guessing is slowed down twice: by the visitor's address, and by the thing that is guessed.

The address alone does not stop many machines trying codes of one case; the case alone would let
anyone lock its owner out soon, so its limit is wider. Whoever already holds the code in this
browser, or has the account, never passes here.
"""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from pendopo.casework import api as casework
from pendopo.faces.portal import patience
from pendopo.ledger import api as ledger

MOST_FOR_ONE = 40
"""Wrong codes for one case, from all addresses, within `patience.MINUTES`."""


def check(request: HttpRequest, what: str, about: str = "") -> None:
    """Raises `casework.Refused` ("too_many", HTTP 429)."""
    patience.check(request, what)
    if about and cache.get(_name(what, about), 0) >= MOST_FOR_ONE:
        raise casework.Refused("too_many", minutes=patience.MINUTES)


def note(request: HttpRequest, what: str, about: str = "") -> None:
    """One more wrong one."""
    patience.note(request, what)
    if not about:
        return
    name = _name(what, about)
    cache.add(name, 0, timeout=patience.MINUTES * 60)
    try:
        cache.incr(name)
    except ValueError:  # it ran out between the two calls
        cache.add(name, 1, timeout=patience.MINUTES * 60)


def _name(what: str, about: str) -> str:
    return f"{what}:{ledger.current_region()}:about:{about}"
