"""Writing facts and remembering answered commands: what every verb ends with."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.ledger.facts import Entry, rows
from pendopo.ledger.region import current_region


def append(entries: Sequence[Entry], *, now: dt.datetime) -> int:
    """Write the facts in the caller's transaction; returns how many. One statement."""
    if not entries:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_append(%s::jsonb)", [rows(entries, now=now)])
        return int(cursor.fetchone()[0])


class KeyReused(Exception):
    """The same key came with another request: a mistake of the client (HTTP 409)."""


@dataclass(frozen=True, slots=True)
class Command:
    """A request that may be sent twice and must act once.

    `actor` is the account, or the draft of someone without one; `key` is made by the client
    (8 to 80 characters); `request` is what was asked, to tell a repeat from a reuse.
    """

    actor: UUID
    key: str
    request: bytes

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.request).digest()


def recall(command: Command) -> dict[str, Any] | None:
    """What was answered to this command before, or None. Raises `KeyReused`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request_hash, result FROM ledger_command"
            " WHERE region_code = %s AND actor = %s AND key = %s",
            [current_region(), command.actor, command.key],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    if bytes(row[0]) != command.hash:
        raise KeyReused(command.key)
    return json.loads(row[1]) if isinstance(row[1], str) else dict(row[1])


def once(command: Command | None, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Run `act` once per command; a repeat gets the stored answer. In the caller's transaction.

    A second request with the same key waits on the row of the first, then recalls.
    """
    if command is None:
        return act()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_command (region_code, actor, key, request_hash)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [current_region(), command.actor, command.key, command.hash],
        )
        first = cursor.rowcount == 1
    if not first:
        return recall(command) or {}
    result = act()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_command SET result = %s::jsonb"
            " WHERE region_code = %s AND actor = %s AND key = %s",
            [json.dumps(result), current_region(), command.actor, command.key],
        )
    return result


def forget_commands(*, before: dt.datetime) -> int:
    """Drop answers older than `before` (kept for 30 days) in the current region."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_command WHERE at < %s", [before])
        return int(cursor.rowcount)
