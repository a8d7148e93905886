"""What a workbook may ask for, and the ways in which one lies about itself."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from pendopo.core.workbook import Broken, Limits, TooLarge, check

SMALL = Limits(unpacked=1_000_000, rows=100, columns=26, parts=20)


def workbook(cell: str = "A1") -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Daftar").write(cell, "isi")
    book.close()
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("cell", ["A1", "Z100"])
def test_a_list_within_its_limits_passes(cell: str) -> None:
    check(workbook(cell), SMALL)


@pytest.mark.parametrize(
    ("content", "because"),
    [
        (workbook("A101"), "a row too far"),
        (workbook("AA1"), "a column too far"),
        (workbook("XFD1048576"), "the farthest cell of Excel: a grid of 17 billion"),
        (packed({"xl/worksheets/sheet1.xml": b" " * 1_000_001}), "more than it may unpack to"),
        (packed({f"part{one}": b"" for one in range(21)}), "too many parts"),
        (packed({"xl/worksheets/sheet1.xml": b" " * ((1 << 20) - 5) + b'<c r="AA1"/>'}), "unpacks"),
    ],
)
def test_what_asks_for_too_much_is_not_opened(content: bytes, because: str) -> None:
    with pytest.raises(TooLarge):
        check(content, SMALL)


def test_an_address_across_two_pieces_is_seen() -> None:
    for before in range(12):
        text = b" " * ((1 << 20) - before) + b'<c r="AA1"/>'
        with pytest.raises(TooLarge):
            check(packed({"xl/worksheets/sheet1.xml": text}), Limits(1 << 22, 100, 26))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"Nama;NIP\n",
        workbook()[:-30],
        workbook().replace(b"PK\x01\x02", b"PK\x01\x03"),
        packed({"xl/worksheets/sheet1.xml": '<c r="XFD9"/>'.encode("utf-16")}),
    ],
)
def test_what_is_no_workbook_is_broken(content: bytes) -> None:
    with pytest.raises(Broken):
        check(content, SMALL)
