"""Photos at the door: hostile ones refused with a sentence, without decoding a pixel."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import pytest
from PIL import Image

from pendopo.documents.pictures.drawing import draw
from pendopo.documents.pictures.header import look_at
from pendopo.documents.refusals import Refused
from pendopo.documents.tests.samples import small_pdf
from pendopo.documents.tests.scenes import chunk, opened, scene, stored, with_chunk, with_segment

JPEG = stored(scene(1))
PNG = stored(scene(1, (200, 150)), "PNG")
WEBP = stored(scene(1), "WEBP")


def huge(side: int) -> bytes:
    """A PNG of side x side black pixels in some kilobytes."""
    head = side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    body = zlib.compress(bytes(1 + side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("run.exe", b"MZ" * 100)
    return out.getvalue()


def moving(form: str, frames: int) -> bytes:
    pictures = [Image.new("L", (8, 8), number % 256) for number in range(frames)]
    return stored(pictures[0], form, save_all=True, append_images=pictures[1:])


def frame_again(jpeg: bytes) -> bytes:
    """A second frame header with an innocent size before the real one."""
    return with_segment(jpeg, 0xC0, b"\x08\x00\x10\x00\x10\x01\x01\x11\x00")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (huge(14_500), "photo_too_many_pixels"),  # 210 megapixels
        (moving("GIF", 10_000), "photo_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "photo_kind"),
        (b"<?xml version='1.0'?><svg/>", "photo_kind"),
        (small_pdf(), "photo_kind"),
        (archive(), "photo_kind"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 40, "file_heic"),
        (moving("WEBP", 40), "photo_animated"),
        (moving("PNG", 40), "photo_animated"),
        (JPEG[:-200], "photo_damaged"),
        (JPEG[:300], "photo_damaged"),
        (PNG[:-30], "photo_damaged"),
        (WEBP[:-30], "photo_damaged"),
        (b"\xff\xd8\xff", "photo_damaged"),
        (b"\xff\xd8\xff\xe1\x00\x00" + b"\0" * 40, "photo_damaged"),
        (frame_again(JPEG), "photo_damaged"),
        (JPEG + archive(), "photo_polyglot"),
        (with_segment(JPEG, 0xFE, archive()), "photo_polyglot"),
        (with_segment(JPEG, 0xFE, b"%PDF-1.7 obj"), "photo_polyglot"),
        (with_segment(JPEG, 0xFE, b"*/=alert(1)/*<script>"), "photo_polyglot"),
        (JPEG + b"<?php system($_GET['x']); ?>", "photo_polyglot"),
        (JPEG + b"Rar!\x1a\x07\x01\x00", "photo_polyglot"),
        (with_chunk(PNG, b"tEXt", b"a\0<HTML><body onload=x>"), "photo_polyglot"),
        (WEBP + archive(), "photo_polyglot"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused_with_a_sentence(data: bytes, code: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(Refused) as no:
        look_at(data)
    assert no.value.code == code and no.value.text["id"] and no.value.text["en"]
    assert time.perf_counter() - begun < 0.5, "looking is not decoding"


@pytest.mark.parametrize("marker", [0xE1, 0xE2, 0xFE])
def test_a_mountain_of_metadata_is_refused(marker: int) -> None:
    data = JPEG
    for _ in range(140):  # 9 MB in segments of 64 kB
        data = data[:2] + bytes([0xFF, marker, 0xFF, 0xFF]) + b"Exif\0\0" + bytes(65_527) + data[2:]
    with pytest.raises(Refused, match="photo_metadata"):
        look_at(data)
    with pytest.raises(Refused, match="photo_metadata"):
        look_at(JPEG[:2] + bytes([0xFF, marker, 0, 2]) * 25_000 + JPEG[2:])


def test_a_text_that_unpacks_to_a_gigabyte_is_never_unpacked() -> None:
    bomb = zlib.compress(bytes(1 << 26), 9)
    data = with_chunk(with_chunk(PNG, b"zTXt", b"a\0\0" + bomb), b"iCCP", b"a\0\0" + bomb)
    found = look_at(data)
    assert draw(found, 1).width == 200
    assert bomb not in b"".join(found.pixels)


@pytest.mark.parametrize("scans", [10, 300])
def test_a_thousand_passes_over_one_picture_are_refused(scans: int) -> None:
    data = stored(scene(1, (64, 64)), "JPEG", progressive=True)
    end = data.rindex(b"\xff\xd9")
    last = data[data.rindex(b"\xff\xda") : end]
    many = data[:end] + last * scans + data[end:]
    if scans < 100:
        look_at(many)
    else:
        with pytest.raises(Refused, match="photo_damaged"):
            look_at(many)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (JPEG, (640, 480)),
        (stored(scene(2, (301, 7)), "JPEG", progressive=True), (301, 7)),
        (PNG, (200, 150)),
        (WEBP, (640, 480)),
        (stored(scene(3, (33, 77)), "WEBP", lossless=True), (33, 77)),
        (stored(scene(3, (33, 77)).convert("RGBA"), "WEBP", exif=b"Exif\0\0MM\0*"), (33, 77)),
        (stored(scene(3, (33, 77)).convert("P"), "PNG", transparency=0), (33, 77)),
        (stored(scene(3, (33, 77)).convert("CMYK")), (33, 77)),
        (JPEG + b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40, (640, 480)),  # a motion photo
        (JPEG + stored(scene(4, (80, 60))), (640, 480)),  # a second picture, as phones append
    ],
    ids=["jpeg", "progressive", "png", "webp", "lossless", "alpha", "palette", "cmyk", "motion",
         "second"],
)  # fmt: skip
def test_honest_photos_pass_and_their_pixels_decode_alone(
    data: bytes, size: tuple[int, int]
) -> None:
    found = look_at(data)
    assert (found.width, found.height) == size
    drawn = draw(found, 1)
    assert opened(drawn.preview).size == size and (drawn.width, drawn.height) == size
    assert max(opened(drawn.thumbnail).size) <= 320


def test_the_door_is_fast() -> None:
    """A 12-megapixel photo of 6 MB is looked at in a few milliseconds; decoding takes hundreds."""
    data = stored(Image.effect_noise((4000, 3000), 80).convert("RGB"), quality=85)
    assert len(data) > 5_000_000
    begun = time.perf_counter()
    look_at(data)
    assert time.perf_counter() - begun < 0.3
