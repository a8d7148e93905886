"""EXIF (CIPA DC-008) read by hand: only the tags we use, each within a few kilobytes.

A general reader copies what every entry points to; thousands of entries that point to the same
64 kB make it fill the memory. Here an entry that is not wanted is not followed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

MOST_ENTRIES = 400
LONGEST = 4096  # bytes of one value
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_MAIN = {0x010E: "description", 0x010F: "make", 0x0110: "model", 0x0112: "orientation",
         0x0131: "software", 0x013B: "artist", 0x8769: "exif", 0x8825: "gps"}  # fmt: skip
_EXIF = {0x9003: "taken", 0x9011: "offset", 0x9286: "comment"}
_GPS = {1: "lat_ref", 2: "lat", 3: "lon_ref", 4: "lon"}

Value = bytes | list[int] | list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Exif:
    """`orientation` 1 to 8; `gps` is latitude and longitude in degrees; texts are "" if absent."""

    orientation: int = 1
    taken_at: datetime | None = None
    gps: tuple[float, float] | None = None
    make: str = ""
    model: str = ""
    software: str = ""
    words: tuple[bytes, ...] = ()  # free texts in which a generator may name itself


def read_exif(data: bytes, *, zone: tzinfo) -> Exif:
    """What a camera wrote; nothing where it is damaged. Times without an offset are of `zone`."""
    tiff = data.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return Exif()
    start = _long(tiff, 4, order)
    main = dict(_entries(tiff, start, order, _MAIN))
    exif = dict(_entries(tiff, _offset(main.get("exif")), order, _EXIF))
    gps = dict(_entries(tiff, _offset(main.get("gps")), order, _GPS))
    turned = _offset(main.get("orientation"))
    texts = (main.get("description"), main.get("artist"), exif.get("comment"))
    return Exif(
        orientation=turned if 1 <= turned <= 8 else 1,
        taken_at=_time(_text(exif.get("taken")), _text(exif.get("offset")), zone),
        gps=_point(gps),
        make=_text(main.get("make")),
        model=_text(main.get("model")),
        software=_text(main.get("software")),
        words=tuple(one for one in texts if isinstance(one, bytes)),
    )


def _entries(
    tiff: bytes, place: int, order: str, wanted: dict[int, str]
) -> Iterator[tuple[str, Value]]:
    if not 8 <= place <= len(tiff) - 2:
        return
    count = struct.unpack_from(order + "H", tiff, place)[0]
    for number in range(min(count, MOST_ENTRIES)):
        at = place + 2 + 12 * number
        if at + 12 > len(tiff):
            return
        tag, kind, many = struct.unpack_from(order + "HHI", tiff, at)
        size = _SIZES.get(kind, 0) * many
        if tag not in wanted or not 0 < size <= LONGEST:
            continue
        begin = at + 8 if size <= 4 else _long(tiff, at + 8, order)
        raw = tiff[begin : begin + size]
        if len(raw) == size:
            yield wanted[tag], _value(raw, kind, many, order)


def _value(raw: bytes, kind: int, many: int, order: str) -> Value:
    if kind in (5, 10):
        numbers = struct.unpack(order + ("I" if kind == 5 else "i") * (2 * many), raw)
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    if kind in (3, 4, 9):
        return list(struct.unpack(order + {3: "H", 4: "I", 9: "i"}[kind] * many, raw))
    return raw


def _point(gps: dict[str, Value]) -> tuple[float, float] | None:
    lat = _degrees(gps.get("lat"), gps.get("lat_ref"), b"N", b"S", 90)
    lon = _degrees(gps.get("lon"), gps.get("lon_ref"), b"E", b"W", 180)
    return None if lat is None or lon is None else (lat, lon)


def _degrees(
    parts: Value | None, ref: Value | None, plus: bytes, minus: bytes, most: int
) -> float | None:
    """Degrees, minutes, seconds and a direction. Phones without a fix write 0/0: no place."""
    if not isinstance(parts, list) or not isinstance(ref, bytes):
        return None
    sign = {plus: 1, minus: -1}.get(ref[:1].upper())
    pairs = [one for one in parts if isinstance(one, tuple)][:3]
    if sign is None or not pairs or pairs[0][1] == 0:
        return None
    total = 0.0
    for (above, below), unit in zip(pairs, (1, 60, 3600), strict=False):
        if below == 0:
            if above:
                return None
            continue  # minutes or seconds that were not given
        if above / below < 0 or (unit > 1 and above / below > 60):
            return None
        total += above / below / unit
    return sign * total if total <= most else None


def _time(text: str, offset: str, zone: tzinfo) -> datetime | None:
    try:
        naive = datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - zone below
        return naive.replace(tzinfo=_offset_zone(offset) or zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset_zone(text: str) -> timezone | None:
    """ "+07:00" as a zone; None for anything else."""
    if len(text) != 6 or text[0] not in "+-" or text[3] != ":":
        return None
    hours, minutes = text[1:3], text[4:6]
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24):
        return None
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-away if text[0] == "-" else away)


def _text(value: Value | None) -> str:
    if not isinstance(value, bytes):
        return ""
    plain = value.split(b"\0")[0].decode("utf-8", "replace")
    return "".join(sign for sign in plain if sign.isprintable()).strip()[:100]


def _offset(value: Value | None) -> int:
    first = value[0] if isinstance(value, list) and value else 0
    return first if isinstance(first, int) else 0


def _long(tiff: bytes, place: int, order: str) -> int:
    return int(struct.unpack_from(order + "I", tiff, place)[0]) if place + 4 <= len(tiff) else 0
