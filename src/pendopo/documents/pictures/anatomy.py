"""A picture taken apart by its own lengths: nothing is decoded, unpacked or believed.

JPEG: ITU-T T.81 annex B; PNG: ISO/IEC 15948 section 5; WebP: RFC 9649. What the camera wrote
besides pixels is only located here; whoever reads it reads a bounded piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pendopo.documents.refusals import Refused

MOST_PARTS = 20_000  # segments or chunks; a large PNG in pieces of 4 kB has some thousands
MOST_METADATA = 8 * 1024 * 1024  # bytes; depth maps and second pictures of honest phones fit
MOST_SCANS = 200  # passes over a progressive JPEG; encoders write about ten

MediaType = Literal["image/jpeg", "image/png", "image/webp"]
Kind = Literal["exif", "xmp", "c2pa", "text", "other"]


@dataclass(slots=True)
class Anatomy:
    """What a picture's headers say. `pixels` are the pieces that a decoder needs and no more."""

    media_type: MediaType
    width: int = 0
    height: int = 0
    animated: bool = False
    pixels: list[bytes] = field(default_factory=list, repr=False)
    metadata: list[tuple[Kind, bytes]] = field(default_factory=list, repr=False)
    end: int = 0  # where the picture ends; what follows is somebody else's

    def add(self, kind: Kind, piece: bytes) -> None:
        self.metadata.append((kind, piece))
        if sum(len(one) for _, one in self.metadata) > MOST_METADATA:
            raise Refused("photo_metadata")

    def found(self, kind: Kind) -> Iterator[bytes]:
        return (piece for one, piece in self.metadata if one == kind)


def anatomy(data: bytes, media_type: MediaType) -> Anatomy:
    """Raises `Refused`: `photo_damaged`, `photo_metadata`."""
    read = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}[media_type]
    found = Anatomy(media_type)
    try:
        read(data, found)
    except (IndexError, ValueError):
        raise Refused("photo_damaged") from None
    if found.width < 1 or found.height < 1:
        raise Refused("photo_damaged")
    return found


def _jpeg(data: bytes, found: Anatomy) -> None:
    found.pixels.append(data[:2])
    place = 2
    for _ in range(MOST_PARTS):
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if marker == 0xDA:
            return _scans(data, place, found)
        length = int.from_bytes(_exactly(data, place + 2, 2), "big")
        body = _exactly(data, place + 4, length - 2)
        if marker in _FRAMES:
            if found.width:
                raise ValueError("two frames: one to be counted, one to be decoded")
            found.height = int.from_bytes(body[1:3], "big")
            found.width = int.from_bytes(body[3:5], "big")
        # APP14 says how the colours are stored; every other APPn and the comments stay behind.
        if marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            found.pixels.append(data[place : place + 2 + length])
        else:
            found.add(_segment(marker, body), body)
        place += 2 + length
    raise Refused("photo_metadata")


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _scans(data: bytes, place: int, found: Anatomy) -> None:
    # Inside a scan 0xFF is followed by 0x00, so that the next end marker is the picture's.
    end = data.find(b"\xff\xd9", place)
    if end < 0 or data.count(b"\xff\xda", place, end) > MOST_SCANS:
        raise ValueError("no end")
    found.pixels.append(data[place : end + 2])
    found.end = end + 2


def _segment(marker: int, body: bytes) -> Kind:
    if marker == 0xE1 and body.startswith(b"Exif\0"):
        return "exif"
    if marker == 0xE1 and body.startswith(b"http://ns.adobe.com/x"):
        return "xmp"
    if marker == 0xEB and body.startswith(b"JP"):  # JUMBF, ISO/IEC 19566-5
        return "c2pa"
    return "text" if marker in (0xFE, 0xED) else "other"


def _png(data: bytes, found: Anatomy) -> None:
    found.pixels.append(data[:8])
    place = 8
    for _ in range(MOST_PARTS):
        length = int.from_bytes(_exactly(data, place, 4), "big")
        name, body = data[place + 4 : place + 8], _exactly(data, place + 8, length)
        end = place + 12 + length
        if (place == 8) != (name == b"IHDR"):
            raise ValueError("headers")
        if place == 8:
            if length != 13:
                raise ValueError("no header")
            found.width = int.from_bytes(body[:4], "big")
            found.height = int.from_bytes(body[4:8], "big")
        if name in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            found.pixels.append(data[place:end])
        elif name in (b"acTL", b"fcTL", b"fdAT"):
            found.animated = True
        else:
            found.add(_CHUNKS.get(name, "other"), body)
        place = end
        if name == b"IEND":
            if end > len(data):
                raise ValueError("cut short")
            found.end = end
            return
    raise Refused("photo_metadata")


_CHUNKS: dict[bytes, Kind] = {
    b"eXIf": "exif", b"tEXt": "text", b"iTXt": "text", b"zTXt": "other", b"caBX": "c2pa",
    b"EXIF": "exif", b"XMP ": "xmp", b"C2PA": "c2pa",
}  # fmt: skip


def _webp(data: bytes, found: Anatomy) -> None:
    size = int.from_bytes(_exactly(data, 4, 4), "little")
    found.end = 8 + size
    if found.end > len(data):
        raise ValueError("cut short")
    place, alpha, body_parts = 12, b"", []
    for _ in range(MOST_PARTS):
        if place + 8 > found.end:
            break
        name = data[place : place + 4]
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        body = _exactly(data, place + 8, length)
        piece = data[place : place + 8 + length] + b"\0" * (length % 2)
        if name == b"VP8X":
            found.animated = bool(body[0] & 0x02)
            found.width = int.from_bytes(body[4:7], "little") + 1
            found.height = int.from_bytes(body[7:10], "little") + 1
            # Of its flags only transparency stays: no colour profile, EXIF or XMP follows.
            alpha = piece[:8] + bytes([body[0] & 0x10]) + piece[9:]
        elif name in (b"VP8 ", b"VP8L", b"ALPH"):
            body_parts.append(piece)
            if name != b"ALPH":
                _frame(name, body, found)
        elif name in (b"ANIM", b"ANMF"):
            found.animated = True
        else:
            found.add(_CHUNKS.get(name, "other"), body)
        place += len(piece)
    else:
        raise Refused("photo_metadata")
    inside = b"WEBP" + alpha + b"".join(body_parts)
    found.pixels.append(b"RIFF" + len(inside).to_bytes(4, "little") + inside)


def _frame(name: bytes, body: bytes, found: Anatomy) -> None:
    """Size of the picture itself: what is decoded, whatever the canvas says."""
    if name == b"VP8 ":
        width = int.from_bytes(_exactly(body, 6, 2), "little") & 0x3FFF
        height = int.from_bytes(_exactly(body, 8, 2), "little") & 0x3FFF
    else:
        bits = int.from_bytes(_exactly(body, 1, 4), "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    found.width, found.height = max(found.width, width), max(found.height, height)


def _exactly(data: bytes, place: int, length: int) -> bytes:
    piece = data[place : place + length] if length >= 0 else b""
    if len(piece) != length:
        raise ValueError("cut short")
    return piece
