"""Reading photos: their copies, what the camera wrote, and others that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import UUID

from django.db import connection

from pendopo.directory import api as directory
from pendopo.documents.actions.pictures import signed
from pendopo.documents.models import Picture as PictureRow
from pendopo.documents.pictures import likeness
from pendopo.documents.refusals import Refused
from pendopo.documents.secrets import Private, open_private
from pendopo.documents.values import Gps, Picture, PictureStatus, SimilarPicture
from pendopo.ledger import api as ledger

MOST_FOUND = 50
TURNED_REACH = 1  # bits of a band: a mirrored copy is found when it differs in 7 bits or less


@ledger.within_region
def picture(*, file_id: UUID, private: bool = False) -> Picture:
    """One photo. With `private` also where, when and with what it was taken: only for its owner
    and for who may see the original, which is the caller's check. Raises `Refused`."""
    found = pictures(file_ids=[file_id], private=private)
    if not found:
        raise Refused("photo_unknown")
    return found[0]


@ledger.within_region
def pictures(*, file_ids: Iterable[UUID], private: bool = False) -> tuple[Picture, ...]:
    """These photos, oldest first, in one statement (two with `private`); other files and unknown
    ones are left out. What was sealed for an erased person stays empty."""
    rows = list(
        PictureRow.objects.select_related("file").filter(pk__in=set(file_ids)).order_by("pk")
    )
    sealed = {row.key_id for row in rows if row.private_sealed} if private else set()
    keys: Mapping[UUID, directory.DataKey] = directory.load_keys(sealed) if sealed else {}
    return tuple(_picture(row, keys.get(row.key_id)) for row in rows)


@ledger.within_region
def similar_pictures(
    *, phash: str, within: int = likeness.ALIKE, without: Iterable[UUID] = ()
) -> tuple[SimilarPicture, ...]:
    """Photos of the region that look like the one with this hash, likest first, at most 50.

    `within`: bits of 64 that may differ in each half, 0 to 15; every upright copy that near is
    found, mirrored and turned ones when they differ in at most 7 bits. `without`: files to leave
    out, such as the photo itself. One statement. A photo without features has no hash and is
    like none. Raises `Refused("hash_malformed")`.
    """
    if not phash:
        return ()
    wanted = likeness.parse(phash)
    if wanted is None:
        raise Refused("hash_malformed")
    within = max(0, min(within, likeness.ALIKE))
    turns = likeness.turns(wanted)
    reach = within // 4
    near: list[set[int]] = [set(), set(), set(), set()]
    for turn, one in turns.items():
        far = reach if turn == "same" else min(reach, TURNED_REACH)
        for known, band in zip(near, likeness.bands(one.across), strict=True):
            known.update(likeness.probes(band, far))
    with connection.cursor() as cursor:
        cursor.execute(
            _SIMILAR,
            [
                list(turns),
                [signed(one.across) for one in turns.values()],
                [signed(one.down) for one in turns.values()],
                *(sorted(known) for known in near),
                list(set(without)),
                within,
                MOST_FOUND * len(turns),
            ],
        )
        rows = cursor.fetchall()
    best: dict[UUID, SimilarPicture] = {}
    for file_id, turn, far in rows:  # nearest first, and upright before turned
        best.setdefault(file_id, SimilarPicture(file_id, far, turn))
    return tuple(best.values())[:MOST_FOUND]


_SIMILAR = """
SELECT file_id, turn, far FROM (
    SELECT p.file_id, w.turn, w.place, greatest(
        bit_count((p.across # w.across)::bit(64)), bit_count((p.down # w.down)::bit(64))) AS far
    FROM documents_picture p,
        unnest(%s::text[], %s::bigint[], %s::bigint[])
            WITH ORDINALITY AS w(turn, across, down, place)
    WHERE (p.band_1 = ANY(%s::int[]) OR p.band_2 = ANY(%s::int[])
        OR p.band_3 = ANY(%s::int[]) OR p.band_4 = ANY(%s::int[]))
        AND p.file_id <> ALL(%s::uuid[])
) AS near WHERE far <= %s ORDER BY far, place, file_id LIMIT %s
"""


def _picture(row: PictureRow, key: directory.DataKey | None) -> Picture:
    private = Private()
    if key is not None and row.private_sealed is not None:
        private = open_private(key, row.pk, row.private_sealed)
    return Picture(
        file_id=row.pk,
        status=cast(PictureStatus, row.status),
        width=row.width,
        height=row.height,
        sha256=row.file.sha256,
        phash=_hex(row.across, row.down),
        preview_id=row.preview_id,
        thumbnail_id=row.thumbnail_id,
        taken_at=private.taken_at,
        gps=Gps(*private.gps) if private.gps else None,
        camera=private.camera,
        markers=private.markers,
    )


def _hex(across: int | None, down: int | None) -> str:
    if across is None or down is None:
        return ""
    bits = (1 << 64) - 1
    return str(likeness.Hash(across & bits, down & bits))
