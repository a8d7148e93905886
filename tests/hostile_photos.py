"""Pictures that somebody sends to break what reads them, for the tests of every door."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

from PIL import Image


def small(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, kind)
    return out.getvalue()


def two_hundred_megapixels() -> bytes:
    """A PNG of 20,000 x 10,000 points in a few kilobytes: 200 MB once it is unpacked."""
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG", optimize=True)
    return out.getvalue()


def endless_claim() -> bytes:
    """A JPEG whose frame header says 65,535 x 65,535 points."""
    data = bytearray(small())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65_535, 65_535)
    return bytes(data)


def not_a_picture() -> bytes:
    return b"\xff\xd8\xff\xe0" + b"\0" * 5000


def cut_off() -> bytes:
    return small()[:200]


def exif_in_a_circle() -> bytes:
    """EXIF whose directory names itself as the next one, and a value of four billion parts."""
    entry = struct.pack("<HHII", 0x8769, 4, 0xFFFFFFFF, 8)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    return _with(b"Exif\0\0" + tiff)


def exif_by_the_megabyte() -> bytes:
    """Twenty full segments of camera data before the picture begins."""
    return _with(*[b"Exif\0\0" + bytes(65_000)] * 20)


def somebodys_place() -> bytes:
    """A photo that says where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 54.0, 48.0), 3: "E", 4: (113.0, 49.0, 16.0)})
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _with(*segments: bytes) -> bytes:
    """A picture with these APP1 segments in front."""
    told = b"".join(b"\xff\xe1" + struct.pack(">H", len(one) + 2) + one for one in segments)
    data = small()
    return data[:2] + told + data[2:]


REFUSED: dict[str, Callable[[], bytes]] = {
    "200 megapixels": two_hundred_megapixels,
    "65,535 points a side": endless_claim,
    "no picture": not_a_picture,
    "cut off": cut_off,
}
TAKEN: dict[str, Callable[[], bytes]] = {
    "EXIF in a circle": exif_in_a_circle,
    "EXIF by the megabyte": exif_by_the_megabyte,
    "a place in EXIF": somebodys_place,
}
