"""What is taken and what is refused, whatever the name says."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from pendopo.documents.refusals import Refused
from pendopo.documents.sniffing import sniff
from pendopo.documents.sniffing.pdf import BUDGET, inspect_pdf, unpacked_size
from pendopo.documents.tests.samples import photo, small_pdf


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"GIF89a" + b"x" * 40, "file_kind"),
        (b"<html><script>", "file_kind"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 40, "file_heic"),
        (b"\x00\x00\x00\x18ftypmif1" + b"\0" * 40, "file_heic"),
        (b"PK\x03\x04" + b"\0" * 40, "file_office"),
        (b"MZ\x90\x00" + b"\0" * 40, "file_kind"),
        (b"%PDF-1.7\nkurang", "pdf_damaged"),
        (photo()[:-200], "photo_damaged"),
        (b"\x89PNG\r\n\x1a\nrusak", "photo_damaged"),
        (b" %PDF-1.7", "file_kind"),
    ],
)
def test_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        sniff(data)
    assert caught.value.code == code and caught.value.text["id"] and caught.value.text["en"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photos_lose_what_they_hide(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "PabrikKamera"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[2] = (7.0, 54.0, 0.0)  # GPS
    data = photo(form, (80, 60), exif=exif) + b"<script>sesudahnya</script>"
    found = sniff(data)
    assert b"PabrikKamera" not in found.data and b"script" not in found.data
    picture = Image.open(io.BytesIO(found.data))
    assert picture.size == (60, 80), "upright"
    assert not picture.getexif() and picture.format == form
    assert found.media_type == f"image/{form.lower()}"


def test_a_picture_bomb_is_refused_before_it_is_decoded() -> None:
    width = (20_000).to_bytes(4, "big")
    chunk = b"IHDR" + width + width + b"\x08\x06\x00\x00\x00"
    head = b"\x00\x00\x00\x0d" + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    with pytest.raises(Refused) as caught:
        sniff(b"\x89PNG\r\n\x1a\n" + head + b"\x00\x00\x00\x00IDAT\x00\x00\x00\x00")
    assert caught.value.code == "photo_too_many_pixels"


def test_large_photos_shrink() -> None:
    found = sniff(photo("JPEG", (6000, 3000)))
    assert Image.open(io.BytesIO(found.data)).size == (4096, 2048)


def test_our_own_letters_have_no_active_content() -> None:
    assert inspect_pdf(small_pdf()) == ()


def pdf(body: bytes, trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    end = b"\ntrailer\n" + trailer + b"\nstartxref\n0\n%%EOF\n"
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj" + end


def object_stream(body: bytes) -> bytes:
    packed = zlib.compress(body)
    head = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n"
    return b"<< >>\nendobj\n" + head % len(packed) + b"stream\n" + packed + b"\nendstream"


@pytest.mark.parametrize(
    ("body", "flags"),
    [
        (b"<< /OpenAction << /S /JavaScript /JS (app.alert) >> >>", ("javascript", "open_action")),
        (b"<< /S /J#61vaScript >>", ("javascript",)),
        (b"<< /S/Launch /F (cmd.exe) >>", ("launch",)),
        (object_stream(b"1 0 << /S /JavaScript >>"), ("javascript",)),
        (b"<< /JSON 1 /Launcher 2 >>", ()),
        (b"<< /Length 13 >>\nstream\n /JavaScript \nendstream", ()),
    ],
)
def test_active_content_is_flagged(body: bytes, flags: tuple[str, ...]) -> None:
    assert inspect_pdf(pdf(body)) == flags


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        inspect_pdf(pdf(b"<< >>", b"<< /Root 1 0 R /Encrypt 9 0 R >>"))
    assert caught.value.code == "pdf_encrypted"


def test_a_small_file_cannot_become_a_large_one() -> None:
    bomb = zlib.compress(zlib.compress(b"\0" * (BUDGET * 2), 9), 9)
    single = zlib.compress(b"\0" * (BUDGET * 2), 9)
    assert len(bomb) < len(single) < 200_000
    body = b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + single + b"\nendstream"
    assert inspect_pdf(pdf(body)) == ()
    assert unpacked_size(pdf(body), 1000) == 1000


def test_the_purpose_narrows_the_kinds() -> None:
    with pytest.raises(Refused) as caught:
        sniff(photo(), accept=frozenset({"application/pdf"}))
    assert caught.value.text["id"] == "Untuk isian ini, berkas harus berupa PDF."
