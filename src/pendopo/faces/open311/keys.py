"""Who calls: an application by its key, in `api_key` or as a bearer token."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest

from pendopo.directory import api as directory
from pendopo.faces.components import pace
from pendopo.faces.open311.faults import Fault

FILING, UPDATING = "open311", "open311_updates"
"""Scopes of a key: filing reports, and speaking for those who filed them."""
SECONDS = 60
PER_MINUTE = {"light": 300, "heavy": 30}
_BEARER = "Bearer "


def given(request: HttpRequest, argument: str | None) -> str:
    """The key of a request, "" without one. In the header it stays out of logs of addresses."""
    header = request.headers.get("Authorization", "")
    if argument:
        return argument[:200]
    return header.removeprefix(_BEARER).strip()[:200] if header.startswith(_BEARER) else ""


def required(request: HttpRequest, key: str, scope: str, now: dt.datetime) -> directory.Actor:
    """The application behind a key that may do this. Raises `Fault` 403, as the specification has
    it for a missing or invalid key, or 429."""
    if not key:
        raise Fault(403, "key_missing")
    who = directory.token_actor(key, now)
    if who.account_id is None:
        guessing = pace.Limit("open311-keys", most("heavy"), SECONDS)
        if pace.take(guessing, pace.address(request)):
            raise Fault(429, "too_many")
        raise Fault(403, "key_unknown")
    if scope not in who.scopes:
        raise Fault(403, "key_scope", scope=scope)
    if pace.take(pace.Limit(scope, most("light"), SECONDS), str(who.account_id)):
        raise Fault(429, "too_many")
    return who


def optional(key: str, now: dt.datetime) -> directory.Actor:
    """The application behind a key where none is needed; nobody for a key that is not known."""
    return directory.token_actor(key, now) if key else directory.ANONYMOUS


def most(weight: str) -> int:
    """How often a minute; `heavy` is what costs us seconds."""
    return int(getattr(settings, "API_PER_MINUTE", PER_MINUTE)[weight])
