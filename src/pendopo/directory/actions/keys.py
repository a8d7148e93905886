"""Verbs over data keys: make one, open one, wrap all with a newer master key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection
from django.db.models import Exists, OuterRef

from pendopo.directory.actions.recording import record
from pendopo.directory.facts import KeyDestroyed, KeyDrawn, KeysRewrapped
from pendopo.directory.models import Account, Mandate
from pendopo.directory.models import DataKey as KeyRow
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.sealing import DataKey, current_version, unwrap, wrap
from pendopo.directory.sealing import draw_key as draw_for_region
from pendopo.ledger import api as ledger

KeyFate = Literal["destroyed", "registered", "known", "in_use"]


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
def keys_of_people(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By person, the id of the data key that seals what is known of them; one statement."""
    rows = PersonRow.objects.filter(pk__in=set(person_ids))
    return dict(rows.values_list("pk", "data_key_id"))


@ledger.within_region
def destroy_keys(
    *, key_ids: Iterable[UUID], in_use: Collection[UUID] = (), now: datetime
) -> dict[UUID, KeyFate]:
    """Destroy keys whose time is over, each with a fact; what became of each. The key of somebody
    who is registered (with an account, an office or a checked number) stays, and so does that of
    anyone who is still known by a name; those of people who were forgotten, and of nobody, go.
    in_use: those among them that the caller keeps. Destroyed already:
    destroyed. Three statements whatever their number."""
    wanted = sorted(set(key_ids))
    fates: dict[UUID, KeyFate] = {key: "in_use" if key in in_use else "destroyed" for key in wanted}
    holders = PersonRow.objects.select_for_update().filter(data_key_id__in=wanted, erased_at=None)
    for one in holders.annotate(
        seated=Exists(Account.objects.filter(person_id=OuterRef("pk")))
        | Exists(Mandate.objects.filter(person_id=OuterRef("pk")))
    ):
        if one.seated or one.nik_lookup or one.document_lookup:
            fates[one.data_key_id] = "registered"
        elif one.masked_name and fates[one.data_key_id] == "destroyed":
            fates[one.data_key_id] = "known"
    gone = [key for key, fate in fates.items() if fate == "destroyed"]
    rows = KeyRow.objects.filter(pk__in=gone, destroyed_at=None)
    fresh = list(rows.select_for_update().values_list("pk", flat=True))
    rows.update(wrapped=None, destroyed_at=now)
    if fresh:
        record(*((key, KeyDestroyed()) for key in fresh), now=now)
    return fates


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
