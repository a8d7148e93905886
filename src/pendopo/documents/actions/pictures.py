"""A photo is prepared once, in a job: what the camera wrote is sealed, copies are drawn."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.documents.actions.files import keep, open_original
from pendopo.documents.actions.recording import record
from pendopo.documents.facts import PicturePrepared, PictureUnreadable
from pendopo.documents.models import Picture as PictureRow
from pendopo.documents.models import StoredFile
from pendopo.documents.pictures import likeness
from pendopo.documents.pictures.anatomy import Anatomy
from pendopo.documents.pictures.drawing import Drawn, draw
from pendopo.documents.pictures.exif import Exif, read_exif
from pendopo.documents.pictures.header import look_at
from pendopo.documents.pictures.markers import markers_of
from pendopo.documents.refusals import Refused
from pendopo.documents.secrets import Private, seal_private
from pendopo.ledger import api as ledger

LARGEST_EXIF = 1024 * 1024  # bytes; a JPEG's has at most 64 kB


@ledger.within_region
def prepare_picture(*, file_id: UUID, now: dt.datetime) -> bool:
    """Prepare a waiting photo; False when there is nothing to do. The job's verb.

    One transaction: a crash leaves it waiting, and bytes on the shelf that the sweep removes. A
    photo that cannot be decoded, or whose person was erased meanwhile, becomes `unreadable`;
    only trouble with disk or database raises, so that the job is tried again.
    """
    row = PictureRow.objects.select_for_update().filter(pk=file_id, status="waiting").first()
    if row is None:
        return False
    try:
        original, pieces = open_original(file_id=file_id)
        found = look_at(b"".join(pieces))
        exif = _exif(found)
        drawn = draw(found, exif.orientation)
        key = directory.load_key(row.key_id)
    except (Refused, directory.KeyUnavailable) as no:
        row.status, row.prepared_at = "unreadable", now
        row.save(update_fields=["status", "prepared_at"])
        code = no.code if isinstance(no, Refused) else "file_unreadable"
        record((file_id, PictureUnreadable(reason=code)), now=now)
        return True
    row.private_sealed = seal_private(key, file_id, _private(found, exif))
    row.preview, row.thumbnail = (
        _copy(data, purpose, key=key, owner_id=original.owner_id, now=now)
        for data, purpose in ((drawn.preview, "photo_preview"), (drawn.thumbnail, "photo_thumb"))
    )
    row.status, row.prepared_at = "ready", now
    row.width, row.height = drawn.width, drawn.height
    _note_hash(row, drawn)
    row.save()
    fact = PicturePrepared(
        width=row.width, height=row.height, preview=row.preview.pk, thumbnail=row.thumbnail.pk
    )
    record((file_id, fact), now=now)
    return True


def _exif(found: Anatomy) -> Exif:
    zone = directory.zone_of(ledger.current_region())
    piece = next((one for one in found.found("exif") if len(one) <= LARGEST_EXIF), b"")
    return read_exif(piece, zone=zone)


def _private(found: Anatomy, exif: Exif) -> Private:
    return Private(
        taken_at=exif.taken_at,
        gps=exif.gps,
        camera=" ".join(one for one in (exif.make, exif.model) if one),
        markers=markers_of(found, exif),
    )


def _copy(
    data: bytes, purpose: str, *, key: directory.DataKey, owner_id: UUID, now: dt.datetime
) -> StoredFile:
    row, _ = keep(
        name=f"{purpose}.jpg",
        data=data,
        media_type="image/jpeg",
        purpose=purpose,
        key=key,
        owner_id=owner_id,
        now=now,
    )
    return row


def _note_hash(row: PictureRow, drawn: Drawn) -> None:
    if drawn.hash is None:
        return
    row.across, row.down = signed(drawn.hash.across), signed(drawn.hash.down)
    row.band_1, row.band_2, row.band_3, row.band_4 = likeness.bands(drawn.hash.across)


def signed(number: int) -> int:
    """64 bits as PostgreSQL's bigint has them."""
    return number - (1 << 64) if number >> 63 else number
