"""Verbs over data keys: make one, open one, wrap all with a newer master key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection

from pendopo.directory.actions.recording import record
from pendopo.directory.facts import KeyDrawn, KeysRewrapped
from pendopo.directory.models import DataKey as KeyRow
from pendopo.directory.sealing import DataKey, current_version, unwrap, wrap
from pendopo.directory.sealing import draw_key as draw_for_region
from pendopo.ledger import api as ledger


def draw_key(now: datetime) -> tuple[DataKey, bytes]:
    """A data key of the current region and its wrapped form; no SQL. The caller inserts
    `(id, region_code, wrapped, master_version, created_at)` into `directory_datakey`."""
    return draw_for_region(now, region=ledger.current_region())


@ledger.within_region
def new_key(now: datetime) -> DataKey:
    """A data key whose row is stored."""
    key, wrapped = draw_key(now)
    insert_key(key, wrapped, now=now)
    record((key.id, KeyDrawn(master_version=current_version())), now=now)
    return key


@ledger.within_region
def new_keys(count: int, *, now: datetime) -> tuple[DataKey, ...]:
    """So many data keys whose rows are stored; two statements. For holders that come in a list."""
    drawn = [draw_key(now) for _ in range(count)]
    rows = [
        KeyRow(
            id=key.id,
            region_code=key.region,
            wrapped=wrapped,
            master_version=current_version(),
            created_at=now,
        )
        for key, wrapped in drawn
    ]
    ledger.insert_many(rows)
    fact = KeyDrawn(master_version=current_version())
    if drawn:
        record(*((key.id, fact) for key, _wrapped in drawn), now=now)
    return tuple(key for key, _wrapped in drawn)


def insert_key(key: DataKey, wrapped: bytes, *, now: datetime) -> KeyRow:
    return KeyRow.objects.create(
        id=key.id,
        region_code=key.region,
        wrapped=wrapped,
        master_version=current_version(),
        created_at=now,
    )


@ledger.within_region
def load_key(key_id: UUID) -> DataKey:
    """The data key in clear. Raises `KeyUnavailable` when it was destroyed or is unknown."""
    # Plain SQL: this stands in the busiest verbs, where building a query costs more than asking.
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_wrapped_key(%s)", [key_id])
        return open_key(key_id, cursor.fetchone()[0])


def open_key(key_id: UUID, wrapped: bytes | memoryview | None) -> DataKey:
    """The data key in clear, of what `directory_wrapped_key(key_id)` said in the caller's own
    statement. Raises `KeyUnavailable` when it was destroyed, is unknown or was tampered with."""
    return unwrap(key_id, ledger.current_region(), wrapped)


@ledger.within_region
def load_keys(key_ids: Iterable[UUID]) -> dict[UUID, DataKey]:
    """Data keys in clear, in one statement; destroyed and unknown ones are left out."""
    rows = KeyRow.objects.filter(pk__in=set(key_ids), wrapped__isnull=False)
    return {row.pk: unwrap(row.pk, row.region_code, row.wrapped) for row in rows}


@ledger.within_region
def rewrap(new_version: int, *, now: datetime, batch: int = 500) -> int:
    """Wrap up to `batch` data keys of the region with master key `new_version`.

    Returns how many rows are still wrapped by another version: call until 0, then retire the
    old master key. Sealed data itself is not touched. Rows in use are skipped and found again.
    """
    waiting = KeyRow.objects.filter(wrapped__isnull=False).exclude(master_version=new_version)
    rows = list(waiting.select_for_update(skip_locked=True).order_by("id")[:batch])
    for row in rows:
        key = unwrap(row.pk, row.region_code, row.wrapped)
        row.wrapped = wrap(key, version=new_version)
        row.master_version = new_version
    if rows:
        KeyRow.objects.bulk_update(rows, ["wrapped", "master_version"])
        about = uuid5(NAMESPACE_URL, f"region:{ledger.current_region()}")
        record((about, KeysRewrapped(master_version=new_version, count=len(rows))), now=now)
    return waiting.count()
