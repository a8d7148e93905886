"""What a camera wrote: where, when, with what, and marks of generators."""

from __future__ import annotations

import struct
import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.documents.pictures.exif import Exif, read_exif
from pendopo.documents.pictures.header import look_at
from pendopo.documents.pictures.markers import markers_of
from pendopo.documents.tests.scenes import scene, stored, tiff, with_chunk, with_segment

JAKARTA = ZoneInfo("Asia/Jakarta")
SOUTH = {1: "S", 2: [(7, 1), (54, 1), (4860, 100)]}
EAST = {3: "E", 4: [(113, 1), (49, 1), (1812, 100)]}


def read(data: bytes) -> Exif:
    return read_exif(data, zone=JAKARTA)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("gps", "expected"),
    [
        ({**SOUTH, **EAST}, (-7.9135, 113.8217)),
        ({1: "N", 2: [(7, 1), (54, 1), (4860, 100)], **EAST}, (7.9135, 113.8217)),
        ({**SOUTH, 3: "W", 4: [(113, 1), (49, 1), (1812, 100)]}, (-7.9135, -113.8217)),
        ({1: "N", 2: [(0, 1), (0, 1), (0, 1)], 3: "E", 4: [(0, 1), (0, 1), (0, 1)]}, (0.0, 0.0)),
        ({1: "s", 2: [(79135, 10000)], **EAST}, (-7.9135, 113.8217)),  # decimal degrees only
        ({1: "S", 2: [(7, 1), (5481, 100), (0, 0)], **EAST}, (-7.9135, 113.8217)),  # no seconds
        ({1: "S", 2: [(7, 1), (0, 0), (0, 0)], **EAST}, (-7.0, 113.8217)),
        ({1: "S", 2: [(0, 0), (0, 0), (0, 0)], **EAST}, None),  # no fix
        ({1: "S", 2: [(7, 0), (54, 1), (48, 1)], **EAST}, None),
        ({1: "S", 2: [(7, 1), (54, 0), (48, 1)], **EAST}, None),
        ({1: "S", 2: [(7, 1), (75, 1), (0, 1)], **EAST}, None),
        ({1: "S", 2: [(97, 1), (0, 1), (0, 1)], **EAST}, None),
        ({2: [(7, 1), (54, 1), (48, 1)], **EAST}, None),  # north or south?
        ({1: "X", 2: [(7, 1), (54, 1), (48, 1)], **EAST}, None),
        (SOUTH, None),
        ({1: "S", 2: 7, **EAST}, None),
    ],
)
def test_the_place(gps: dict[int, Any], expected: tuple[float, float] | None, order: str) -> None:
    assert read(tiff(gps, order=order)).gps == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize(
    ("taken", "offset", "expected"),
    [
        ("2026:11:16 09:30:00", "", datetime(2026, 11, 16, 2, 30, tzinfo=UTC)),
        ("2026:11:16 09:30:00", "+08:00", datetime(2026, 11, 16, 1, 30, tzinfo=UTC)),
        ("2026:11:16 09:30:00", "-03:30", datetime(2026, 11, 16, 13, 0, tzinfo=UTC)),
        ("2026:11:16 09:30:00", "+99:99", datetime(2026, 11, 16, 2, 30, tzinfo=UTC)),
        ("0000:00:00 00:00:00", "", None),
        ("0001:01:01 00:00:00", "+07:00", None),
        ("kemarin", "", None),
    ],
)
def test_the_time(taken: str, offset: str, expected: datetime | None) -> None:
    assert read(tiff(exif={0x9003: taken, 0x9011: offset})).taken_at == expected


def test_the_camera() -> None:
    found = read(tiff(main={0x010F: "Samsung", 0x0110: "SM-A155F\n", 0x0131: "A155", 0x0112: 6}))
    assert (found.make, found.model, found.software) == ("Samsung", "SM-A155F", "A155")
    assert found.orientation == 1 or found.orientation == 6
    assert read(b"").orientation == 1 and read(b"Exif\0\0XX*\0").gps is None


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for head in (b"Exif\0\0II*\0\x08\0\0\0", b"Exif\0\0MM\0*\0\0\0\x08"):
        read(head + data)


@given(st.integers(0, 200), st.integers(0, 255))
def test_a_changed_byte_does_not_break_the_reader(place: int, value: int) -> None:
    good = bytearray(tiff({**SOUTH, **EAST}, {0x010F: "Pabrik"}, {0x9003: "2026:11:16 09:30:00"}))
    good[place % len(good)] = value
    read(bytes(good))


def test_thousands_of_entries_that_point_to_one_block_cost_nothing() -> None:
    many = 5400
    entries = struct.pack(">HHII", 0x010F, 7, 60_000, 8) * many
    bomb = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", many) + entries
    begun = time.perf_counter()
    assert read(bomb) == Exif()
    assert time.perf_counter() - begun < 0.05
    # A table that points to itself is read once.
    assert read(b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHII", 1, 0x8769, 4, 1, 8)) == Exif()


JPEG = stored(scene(1, (64, 48)))
PNG = stored(scene(1, (64, 48)), "PNG")
XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>%s</x:xmpmeta>"
SOURCE = b"http://cv.iptc.org/newscodes/digitalsourcetype/"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (JPEG, ()),
        (with_segment(JPEG, 0xE1, XMP % (b'x="' + SOURCE + b'trainedAlgorithmicMedia"')),
         ("source:trainedAlgorithmicMedia",)),
        (with_segment(JPEG, 0xE1, XMP % (SOURCE + b"digitalCapture")), ("source:digitalCapture",)),
        (with_segment(JPEG, 0xE1, XMP % (SOURCE + b"somethingNew")), ()),
        (with_segment(JPEG, 0xEB, b"JP\0\1jumb c2pa.claim " + SOURCE + b"trainedAlgorithmicMedia "
                      b"OpenAI-API"),
         ("c2pa", "generator:dall-e", "source:trainedAlgorithmicMedia")),
        (with_chunk(PNG, b"caBX", b"jumbc2pa"), ("c2pa",)),
        (with_chunk(PNG, b"tEXt", b"parameters\0jalan rusak\nNegative prompt: blurry"),
         ("generator:stable-diffusion",)),
        (with_chunk(PNG, b"tEXt", b'prompt\0{"3": {"class_type": "KSampler"}}'),
         ("generator:comfyui",)),
        (with_segment(JPEG, 0xE1, tiff(main={0x0131: "Adobe Photoshop 25.0 (Windows)"})),
         ("editor:photoshop",)),
        (with_segment(JPEG, 0xE1, tiff(main={0x010E: "Midjourney Job ID: 1"})),
         ("generator:midjourney",)),
        (with_segment(JPEG, 0xED, b"Photoshop 3.0\0Made with Google AI"),
         ("editor:photoshop", "generator:google-ai")),
        (with_segment(JPEG, 0xE1, tiff(main={0x010F: "Grokhaus", 0x0110: "Canvas 3"})), ()),
    ],
)  # fmt: skip
def test_marks_of_how_it_was_made(data: bytes, expected: tuple[str, ...]) -> None:
    found = look_at(data)
    exif = read(next(found.found("exif"), b""))
    assert markers_of(found, exif) == expected
