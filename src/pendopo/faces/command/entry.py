"""Who may listen: officers of the region that the host names. Runs in a thread, off the loop."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest, parse_cookie

from pendopo.directory import api as directory
from pendopo.faces.command.rsgi import Scope
from pendopo.ledger import api as ledger

LONGEST_KEY = 40


def region_for(scope: Scope) -> str | None:
    """Code of the region when the request's session belongs to an officer of it; else None.

    Raises Django's `DatabaseError` when the database is away.
    """
    host = (scope.headers.get("host") or "").rsplit(":", 1)[0]
    cookies = parse_cookie(scope.headers.get("cookie") or "")
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    if not (key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY):
        return None
    try:
        region = directory.region_of_host(host)
        return region.code if region and _is_officer(key, region.code) else None
    finally:
        connection.close()  # a stream must not hold a connection of the pool


def _is_officer(key: str, region: str) -> bool:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    account = get_user(request)
    if not account.is_authenticated or account.region_code != region:
        return False
    with ledger.use_region(region):
        return bool(directory.actor_of(account_id=account.pk, now=ledger.clock().now()).roles)
