"""A workbook unpacked once within limits, and its cells no further away than a list may reach.

A workbook is a zip of XML that says itself how large it is, and a reader lays out a grid from its
first to its farthest cell: a kilobyte can ask for gigabytes (ECMA-376 part 1, 18.3.1.4 `c`, whose
`r` is the cell's address).
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

_PIECE = 1 << 20
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})(\d{1,9})["']""")
_LONGEST = 64  # bytes an address may need, with the name before it
_DAMAGED = (
    zipfile.BadZipFile,  # no zip, a wrong checksum
    NotImplementedError,  # packed in a way this Python does not know
    RuntimeError,  # behind a password
    EOFError, OSError, ValueError, struct.error,  # cut off, or fields that contradict each other
    zlib.error, lzma.LZMAError,  # the packed bytes themselves
)  # fmt: skip
"""What `zipfile` raises for a file that was damaged or made to harm."""


class Broken(Exception):
    """No workbook: damaged, behind a password, or in an encoding that hides its addresses."""


class TooLarge(Exception):
    """More bytes, parts, rows or columns than the limits allow."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a list may need. unpacked: bytes; rows and columns: of the farthest cell."""

    unpacked: int
    rows: int
    columns: int
    parts: int = 500


def check(content: bytes, limits: Limits) -> None:
    """Unpack everything once and look at every address. Raises `Broken` and `TooLarge`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if len(parts.infolist()) > limits.parts:
                raise TooLarge
            left = limits.unpacked
            for part in parts.infolist():
                left = _unpack(parts, part, left, limits)
    except _DAMAGED:
        raise Broken from None


def _unpack(parts: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """How many bytes are still allowed after this part; its checksum is compared on the way."""
    sheet, tail = "worksheets/" in part.filename, b""
    with parts.open(part) as handle:
        while piece := handle.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise TooLarge
            if sheet:
                if b"\0" in piece:  # UTF-16, in which no address is seen
                    raise Broken
                _check_reach(tail + piece, limits)
                tail = piece[-_LONGEST:]
    return left


def _check_reach(piece: bytes, limits: Limits) -> None:
    for column, row in set(_ADDRESS.findall(piece)):
        if int(row) > limits.rows or _place(column) > limits.columns:
            raise TooLarge


def _place(column: bytes) -> int:
    """`A` is 1, `AA` 27."""
    at = 0
    for letter in column:
        at = at * 26 + letter - 64
    return at
