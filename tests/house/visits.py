"""One request of one role to one route, and what came of it; nothing it does stays."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.urls import reverse

from pendopo.ledger import region
from tests.house.roles import Browser


@dataclass(frozen=True, slots=True)
class Answer:
    """`outcome`: let in (`in`), or turned away: asked to sign in (`login`), asked for the case's
    code (`asks`), `denied` (401, 403), `hidden` (404), not this `method` (405), `broken` (500)."""

    status: int
    outcome: str
    body: bytes
    wrote: bool
    error: str = ""
    tables: frozenset[str] = frozenset()
    """Where rows stayed changed, as the witness saw it (if there was one)."""


def visit(
    browser: Browser,
    method: str,
    path: str,
    data: Any = None,
    *,
    look: Callable[[], frozenset[str]] = frozenset,
    **given: Any,
) -> Answer:
    """Send the request and take back whatever it changed: in the database, and the cookies.

    look: asked for the tables that changed before all is taken back.
    """
    errors: list[str] = []
    cookies = copy.deepcopy(browser.client.cookies)

    def note(sender: Any, **_: Any) -> None:
        errors.append(repr(sys.exc_info()[1])[:300])

    got_request_exception.connect(note)
    try:
        with undone():
            before = rows_changed()
            send = getattr(browser.client, method.lower())
            response = send(path, data, headers=browser.headers, **given)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            wrote = rows_changed() > before
            tables = look()
    finally:
        browser.client.cookies = cookies
        got_request_exception.disconnect(note)
    found = outcome(response, body, wrote=wrote)
    return Answer(response.status_code, found, body, wrote, "; ".join(errors), tables)


def rows_changed() -> int:
    """Rows inserted, updated or deleted on this connection and not yet added up elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            " FROM pg_stat_xact_user_tables"
        )
        return int(cursor.fetchone()[0])


def outcome(response: Any, body: bytes, *, wrote: bool) -> str:
    status = response.status_code
    if status >= 500:
        return "broken"
    if status in (301, 302, 303) and response["Location"].startswith(settings.LOGIN_URL):
        return "login"
    match = response.resolver_match
    number = match.kwargs.get("number", "") if match else ""
    answers_code = match is not None and match.url_name == "portal-case-code"
    if number and not wrote and not answers_code and asked(response, body, number):
        return "asks"
    if status in (401, 403):
        return "denied"
    return {404: "hidden", 405: "method"}.get(status, "in")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block is rolled back.

    The region still ends with the transaction that a verb or page opened, as it does without us:
    what asks the database outside of one must see nothing here too.
    """
    with transaction.atomic(), connection.execute_wrapper(_end_region):
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _end_region(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    answer = execute(sql, params, many, context)
    ended = str(sql).startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"))
    if ended and not region._open.get():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pendopo.region', '', true)")
    return answer


def asked(response: Any, body: bytes, number: str) -> bool:
    """The page that asks for the code of a case and says nothing of it, or the way to it."""
    if response.status_code == 302:
        doors = ("portal-case", "portal-report-own")
        return response["Location"] in {reverse(one, args=[number]) for one in doors}
    return reverse("portal-case-code", args=[number]).encode() in body
