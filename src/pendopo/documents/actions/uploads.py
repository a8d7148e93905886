"""Uploads that resume: begin, append at an offset, finish."""

from __future__ import annotations

import datetime as dt
import os
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import ports
from pendopo.documents.actions.files import take_in
from pendopo.documents.actions.recording import record
from pendopo.documents.facts import UploadBegun
from pendopo.documents.models import Upload as UploadRow
from pendopo.documents.policy import check_owner, check_purpose
from pendopo.documents.refusals import Refused
from pendopo.documents.secrets import UPLOADS, open_secret, seal_secret
from pendopo.documents.values import File, Upload
from pendopo.documents.vault import Damaged
from pendopo.documents.vault.incoming import WrongOffset
from pendopo.ledger import api as ledger

CHUNK_SIZE = 256 * 1024  # what we advise: a second or two on a slow line
LARGEST_CHUNK = 2 * 1024 * 1024


@ledger.within_region
def begin_upload(
    *,
    name: str,
    size: int,
    purpose: str,
    key: directory.DataKey,
    owner_id: UUID,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> Upload:
    """Announce a file of `size` bytes; `owner_id` is the account or the draft."""
    check_purpose(purpose, size)
    upload_id = uuid7(now)
    UploadRow.objects.create(
        id=upload_id,
        owner_id=owner_id,
        purpose=purpose,
        size=size,
        key_id=key.id,
        secret_sealed=seal_secret(key, UPLOADS, upload_id, name=name, secret=os.urandom(32)),
        created_at=now,
    )
    record((upload_id, UploadBegun(purpose=purpose, size=size)), now=now, actor=actor_id)
    return Upload(id=upload_id, chunk_size=CHUNK_SIZE, offset=0, size=size)


@ledger.within_region
def append_chunk(*, upload_id: UUID, owner_id: UUID, offset: int, data: bytes) -> Upload:
    """Add `data` at `offset`. Writes no row: the offset is the length of what has arrived.

    Raises `Refused("upload_offset")` with `details["offset"]`, the place to go on from, when
    the client is elsewhere (a lost answer, two tabs, more bytes than announced).
    """
    row = check_owner(UploadRow.objects.filter(pk=upload_id).first(), owner_id)
    if not 1 <= len(data) <= LARGEST_CHUNK:
        raise Refused("upload_chunk", limit=LARGEST_CHUNK)
    _, secret = _opened(row)
    try:
        arrived = ports.incoming(upload_id).append(secret, offset, data, limit=row.size)
    except WrongOffset as wrong:
        raise Refused("upload_offset", offset=wrong.offset) from None
    return Upload(id=row.pk, chunk_size=CHUNK_SIZE, offset=arrived, size=row.size)


@ledger.within_region
def upload(*, upload_id: UUID, owner_id: UUID) -> Upload:
    """How far an upload is."""
    row = check_owner(UploadRow.objects.filter(pk=upload_id).first(), owner_id)
    arrived = ports.incoming(upload_id).offset()
    return Upload(id=row.pk, chunk_size=CHUNK_SIZE, offset=arrived, size=row.size)


@ledger.within_region
def finish_upload(
    *, upload_id: UUID, owner_id: UUID, now: dt.datetime, actor_id: UUID | None = None
) -> File:
    """Check what has arrived and keep it as a file. A refused upload stays until it is swept."""
    found = UploadRow.objects.select_for_update().filter(pk=upload_id).first()
    row = check_owner(found, owner_id)
    coming = ports.incoming(upload_id)
    arrived = coming.offset()
    if arrived != row.size:
        raise Refused("upload_unfinished", offset=arrived, size=row.size)
    name, secret = _opened(row)
    try:
        data = coming.read(secret)
    except Damaged:
        raise Refused("upload_unknown") from None
    file = take_in(
        name=name,
        data=data,
        purpose=row.purpose,
        key=directory.load_key(row.key_id),
        owner_id=owner_id,
        now=now,
        actor=actor_id,
        upload=upload_id,
    )
    # The upload's own file stays for the sweep: this transaction may still be rolled back.
    row.delete()
    return file


def _opened(row: UploadRow) -> tuple[str, bytes]:
    try:
        return open_secret(directory.load_key(row.key_id), UPLOADS, row.pk, row.secret_sealed)
    except (directory.KeyUnavailable, directory.Broken):
        raise Refused("upload_unknown") from None
