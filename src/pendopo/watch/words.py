"""What people wrote in the command centre: checked, sealed under a key of its own, opened."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.watch.models import Order, Word
from pendopo.watch.refusals import Refused

MOST = 2_000  # characters
GONE = ""
"""What is shown when a key was destroyed."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words with the position that wrote them."""

    text: str
    position_id: UUID | None
    at: dt.datetime
    sort: str


def checked(text: str) -> str:
    """Clean words. Raises `Refused` when there are none, or too many."""
    words = unicodedata.normalize("NFC", text).replace("\0", "").strip()
    if not words:
        raise Refused("words_empty")
    if len(words) > MOST:
        raise Refused("words_long", most=MOST)
    return words


def write(*, about: UUID, sort: str, position_id: UUID, text: str, now: dt.datetime) -> UUID:
    """Keep checked words; returns their id, for the fact."""
    key, row_id = directory.new_key(now), uuid7(now)
    Word.objects.create(
        id=row_id,
        about=about,
        sort=sort,
        position_id=position_id,
        key_id=key.id,
        sealed=_seal(key, text, "watch_word", row_id),
        at=now,
    )
    return row_id


def written(*, about: Iterable[UUID]) -> dict[UUID, list[Written]]:
    """Words about several things, oldest first. Two statements."""
    rows = list(Word.objects.filter(about__in=list(about)).order_by("at", "id"))
    keys = directory.load_keys({row.key_id for row in rows}) if rows else {}
    found: dict[UUID, list[Written]] = {}
    for row in rows:
        key = keys.get(row.key_id)
        text = _open(key, bytes(row.sealed), "watch_word", row.id) if key else GONE
        found.setdefault(row.about, []).append(Written(text, row.position_id, row.at, row.sort))
    return found


def seal_order(key: directory.DataKey, text: str, *, row: UUID) -> bytes:
    """What an order says, openable only as that order's."""
    return _seal(key, text, "watch_order", row)


def order_text(row: Order) -> str:
    """What the order says."""
    try:
        key = directory.load_key(row.key_id)
    except directory.KeyUnavailable:
        return GONE
    return _open(key, bytes(row.sealed), "watch_order", row.id)


def _seal(key: directory.DataKey, text: str, table: str, row: UUID) -> bytes:
    aad = directory.bound_to(table, "sealed", row)
    return bytes(directory.sealer.seal(key, text.encode(), aad=aad))


def _open(key: directory.DataKey, sealed: bytes, table: str, row: UUID) -> str:
    aad = directory.bound_to(table, "sealed", row)
    return bytes(directory.sealer.open(key, sealed, aad=aad)).decode()
