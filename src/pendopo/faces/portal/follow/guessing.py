"""Guessing is slowed down twice: by the visitor's address, and by the thing that is guessed.

The address alone does not stop many machines trying codes of one case; the case alone would let
anyone lock its owner out soon, so its limit is wider. Whoever already holds the code in this
browser, or has the account, never passes here.
"""

from __future__ import annotations

from django.http import HttpRequest

from pendopo.faces.portal import patience

MOST_FOR_ONE = 40
"""Wrong codes for one case, from all addresses, within `patience.MINUTES`."""


def check(request: HttpRequest, what: str, about: str = "") -> None:
    """Raises `casework.Refused` ("too_many", HTTP 429)."""
    patience.check(request, what)
    if about:
        patience.check_about(what, about, MOST_FOR_ONE)


def note(request: HttpRequest, what: str, about: str = "") -> None:
    """One more wrong one."""
    patience.note(request, what)
    if about:
        patience.note_about(what, about, MOST_FOR_ONE)
