"""What is checked while the sender waits: bytes are looked at, no pixel is decoded."""

from __future__ import annotations

from pendopo.documents.pictures.anatomy import Anatomy, MediaType, anatomy
from pendopo.documents.pictures.strangers import check_alone
from pendopo.documents.refusals import Refused
from pendopo.documents.sniffing.kinds import media_type_of
from pendopo.documents.sniffing.photo import MAX_PIXELS


def look_at(data: bytes) -> Anatomy:
    """Kind, size and parts of a photo as it was sent.

    Raises `Refused` with a sentence: `file_empty`, `photo_kind` (GIF, SVG, PDF, ...), `file_heic`,
    `photo_damaged`, `photo_too_many_pixels`, `photo_animated`, `photo_metadata`,
    `photo_polyglot`.
    """
    if not data:
        raise Refused("file_empty")
    found = anatomy(data, _kind(data))
    pixels = found.width * found.height
    if pixels > MAX_PIXELS:
        limit = MAX_PIXELS // 1_000_000
        raise Refused("photo_too_many_pixels", megapixels=round(pixels / 1e6), limit=limit)
    if found.animated:
        raise Refused("photo_animated")
    check_alone(data, found)
    return found


def _kind(data: bytes) -> MediaType:
    try:
        kind = media_type_of(data[:32])
    except Refused as refused:
        if refused.code == "file_heic":
            raise
        raise Refused("photo_kind") from None
    if kind == "application/pdf":
        raise Refused("photo_kind")
    return kind
