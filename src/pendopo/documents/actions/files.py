"""Storing and opening files: sniffed, scanned, encrypted, on the shelf before their row."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import ports
from pendopo.documents.actions.recording import record
from pendopo.documents.actions.statements import insert
from pendopo.documents.facts import FileRemoved, FileStored
from pendopo.documents.models import Picture as PictureRow
from pendopo.documents.models import StoredFile
from pendopo.documents.pictures.header import look_at
from pendopo.documents.policy import KEPT_AS_SENT, check_purpose
from pendopo.documents.queries import file_of
from pendopo.documents.refusals import Refused
from pendopo.documents.scanning import ScannerDown
from pendopo.documents.secrets import FILES, clean_name, open_secret, seal_secret
from pendopo.documents.sniffing import Sniffed, sniff
from pendopo.documents.values import File
from pendopo.documents.vault import Damaged, decrypted, encrypted
from pendopo.ledger import api as ledger


@ledger.within_region
def store(
    *,
    name: str,
    data: bytes,
    purpose: str,
    key: directory.DataKey,
    owner_id: UUID,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> File:
    """Take a small file in one go. Raises `Refused` with a sentence for people.

    A photo (`purpose="photo"`) is only looked at from outside; `picture` tells when its copies
    are ready.
    """
    return take_in(
        name=name, data=data, purpose=purpose, key=key, owner_id=owner_id, now=now, actor=actor_id
    )


@ledger.within_region
def store_made(
    *,
    name: str,
    data: bytes,
    media_type: str,
    purpose: str,
    key: directory.DataKey,
    owner_id: UUID,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> File:
    """Keep a file that the platform itself made, such as a list; nobody sent it, so it is neither
    sniffed nor scanned. `purpose` is a machine word; `owner_id` what it was made for."""
    row, file = keep(
        name=name, data=data, media_type=media_type, purpose=purpose, key=key, owner_id=owner_id,
        now=now,
    )  # fmt: skip
    fact = FileStored(purpose=purpose, media_type=media_type, size=row.size, scanned=row.scanned)
    record((row.pk, fact), now=now, actor=actor_id)
    return file


def take_in(
    *,
    name: str,
    data: bytes,
    purpose: str,
    key: directory.DataKey,
    owner_id: UUID,
    now: dt.datetime,
    actor: UUID | None,
    upload: UUID | None = None,
) -> File:
    """Sniff, scan and keep what a person sent."""
    accept = check_purpose(purpose, len(data))
    photo = look_at(data) if purpose in KEPT_AS_SENT else None
    found = Sniffed(photo.media_type, data) if photo else sniff(data, accept=accept)
    try:
        verdict = ports.scanner().scan(data)
    except ScannerDown:
        raise Refused("scanner_down") from None
    if verdict == "infected":
        raise Refused("file_infected")
    row, file = shelved(
        name=name,
        data=found.data,
        media_type=found.media_type,
        flags=found.flags,
        scanned=verdict,
        purpose=purpose,
        key=key,
        owner_id=owner_id,
        now=now,
    )
    picture = (
        PictureRow(file=row, width=photo.width, height=photo.height, key_id=key.id)
        if photo
        else None
    )
    fact = FileStored(
        purpose=purpose,
        media_type=row.media_type,
        size=row.size,
        scanned=verdict,
        flags=found.flags,
        upload=upload,
    )
    entry = ledger.Entry(fact=fact, about=row.pk, actor=actor, occurred_at=now)
    insert(row, picture, [entry], now=now)
    return file


def keep(
    *,
    name: str,
    data: bytes,
    media_type: str,
    purpose: str,
    key: directory.DataKey,
    owner_id: UUID,
    now: dt.datetime,
    flags: Iterable[str] = (),
    scanned: str = "own",
) -> tuple[StoredFile, File]:
    """Encrypt and write bytes, then their row. The caller appends the fact."""
    row, file = shelved(
        name=name, data=data, media_type=media_type, purpose=purpose, key=key, owner_id=owner_id,
        now=now, flags=flags, scanned=scanned,
    )  # fmt: skip
    row.save(force_insert=True)
    return row, file


def shelved(
    *,
    name: str,
    data: bytes,
    media_type: str,
    purpose: str,
    key: directory.DataKey,
    owner_id: UUID,
    now: dt.datetime,
    flags: Iterable[str] = (),
    scanned: str = "own",
) -> tuple[StoredFile, File]:
    """Encrypt and write bytes. The row is the caller's to write, with its fact."""
    file_id, name = uuid7(now), clean_name(name)
    secret = os.urandom(32)
    shelf_name = ports.shelf().put(encrypted(secret, data, bound=file_id.bytes))
    row = StoredFile(
        id=file_id,
        owner_id=owner_id,
        purpose=purpose,
        size=len(data),
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        flags=list(flags),
        scanned=scanned,
        key_id=key.id,
        secret_sealed=seal_secret(key, FILES, file_id, name=name, secret=secret),
        shelf_name=shelf_name,
        created_at=now,
    )
    return row, file_of(row, name)


@ledger.within_region
def open_file(*, file_id: UUID) -> tuple[File, Iterator[bytes]]:
    """A file and its bytes in pieces; who may see it is the caller's check.

    Raises `Refused` when it is unknown, damaged or its data key was destroyed; `photo_private`
    for a photo as it was taken, with the place and the camera in it: see `open_original`.
    """
    return _opened(file_id, original=False)


@ledger.within_region
def open_original(*, file_id: UUID) -> tuple[File, Iterator[bytes]]:
    """Any file, also a photo as it was taken: for its owner, and for who may know the place."""
    return _opened(file_id, original=True)


def _opened(file_id: UUID, *, original: bool) -> tuple[File, Iterator[bytes]]:
    row = StoredFile.objects.filter(pk=file_id).first()
    if row is None:
        raise Refused("file_unknown")
    if row.purpose in KEPT_AS_SENT and not original:
        raise Refused("photo_private")
    try:
        name, secret = open_secret(
            directory.load_key(row.key_id), FILES, row.pk, bytes(row.secret_sealed)
        )
        handle = ports.shelf().open(row.shelf_name)
    except (directory.KeyUnavailable, directory.Broken, FileNotFoundError):
        raise Refused("file_unreadable") from None
    return file_of(row, name), _pieces(handle, secret, row.pk)


@ledger.within_region
def read_file(*, file_id: UUID) -> bytes:
    """All bytes of a file. Raises `Refused`."""
    _, pieces = open_file(file_id=file_id)
    return b"".join(pieces)


@ledger.within_region
def open_files(*, file_ids: Iterable[UUID]) -> dict[UUID, tuple[File, Iterator[bytes]]]:
    """`open_file` for many, in two statements; unknown and erased ones are left out.

    A file is opened when its bytes are asked for, so that one at a time is in memory; that raises
    `Refused` when it is damaged.
    """
    rows = list(StoredFile.objects.filter(pk__in=set(file_ids)))
    keys = directory.load_keys({row.key_id for row in rows})
    found = {}
    for row in rows:
        if row.key_id in keys:
            name, secret = open_secret(keys[row.key_id], FILES, row.pk, row.secret_sealed)
            found[row.pk] = (file_of(row, name), _later(row.shelf_name, secret, row.pk))
    return found


def _later(shelf_name: str, secret: bytes, file_id: UUID) -> Iterator[bytes]:
    try:
        handle = ports.shelf().open(shelf_name)
    except FileNotFoundError:
        raise Refused("file_unreadable") from None
    yield from _pieces(handle, secret, file_id)


def _pieces(handle: BinaryIO, secret: bytes, file_id: UUID) -> Iterator[bytes]:
    with handle:
        try:
            yield from decrypted(secret, handle, bound=file_id.bytes)
        except Damaged:
            raise Refused("file_unreadable") from None


@ledger.within_region
def remove_file(
    *, file_id: UUID, reason: str, now: dt.datetime, actor_id: UUID | None = None
) -> None:
    """Forget a file, of a photo also its copies; the bytes go with the next sweep. `reason` is
    a machine word."""
    row = StoredFile.objects.select_for_update().filter(pk=file_id).first()
    if row is None:
        raise Refused("file_unknown")
    fact = FileRemoved(purpose=row.purpose, reason=reason)
    if row.purpose in KEPT_AS_SENT:
        copies = PictureRow.objects.filter(pk=file_id).values_list("preview_id", "thumbnail_id")
        known = [one for pair in copies for one in pair if one]
        row.delete()
        StoredFile.objects.filter(pk__in=known).delete()
    else:
        row.delete()
    record((file_id, fact), now=now, actor=actor_id)
