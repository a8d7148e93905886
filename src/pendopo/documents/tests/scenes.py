"""Pictures that look enough like photos: soft shapes of many sizes, never twice the same."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image


def scene(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Octaves of noise, coarse ones strongest, as in photos of outdoors."""
    dice = random.Random(seed)
    found = Image.new("RGB", size, (128, 128, 128))
    for number, fields in enumerate((3, 5, 9, 17, 33, 65)):
        raw = dice.randbytes(fields * fields * 3)
        layer = Image.frombytes("RGB", (fields, fields), raw).resize(size, Image.Resampling.BICUBIC)
        found = Image.blend(found, layer, 0.6 / (1 + number * 0.8))
    return found


def stored(picture: Image.Image, form: str = "JPEG", **save: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **save)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def tiff(
    gps: dict[int, Any] | None = None,
    main: dict[int, Any] | None = None,
    exif: dict[int, Any] | None = None,
    order: str = ">",
) -> bytes:
    """EXIF put together by hand. Values: text, int, or a list of (numerator, denominator)."""
    main = dict(main or {})
    place, parts = 8, b""
    size = 2 + 12 * (len(main) + bool(exif) + bool(gps)) + 4
    extra = _extra(main)
    after = place + size + len(extra)
    if exif:
        main[0x8769] = after
        block = _block(exif, after, order)
        parts += block
        after += len(block)
    if gps:
        main[0x8825] = after
        parts += _block(gps, after, order)
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8)
    return b"Exif\0\0" + head + _block(main, place, order) + parts


def _extra(tags: dict[int, Any]) -> bytes:
    return b"".join(raw for raw in (_raw(one, ">")[2] for one in tags.values()) if len(raw) > 4)


def _block(tags: dict[int, Any], place: int, order: str) -> bytes:
    body, extra = struct.pack(order + "H", len(tags)), b""
    behind = place + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        kind, count, raw = _raw(value, order)
        if len(raw) > 4:
            where = struct.pack(order + "I", behind + len(extra))
            extra += raw
        else:
            where = raw.ljust(4, b"\0")
        body += struct.pack(order + "HHI", tag, kind, count) + where
    return body + b"\0\0\0\0" + extra


def _raw(value: Any, order: str) -> tuple[int, int, bytes]:
    if isinstance(value, str):
        raw = value.encode() + b"\0"
        return 2, len(raw), raw
    if isinstance(value, int):
        return 4, 1, struct.pack(order + "I", value)
    return 5, len(value), b"".join(struct.pack(order + "II", *pair) for pair in value)


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    """A JPEG with one more segment at its head."""
    return jpeg[:2] + bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body + jpeg[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def with_chunk(png: bytes, name: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk after its header."""
    return png[:33] + chunk(name, body) + png[33:]
