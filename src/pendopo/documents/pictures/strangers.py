"""A picture that is also something else: an archive, a program or a page glued to it.

Phones honestly put a short film or a second picture behind a photo, so bytes after the end are
no sin; what a browser, an archiver or a server might run is.
"""

from __future__ import annotations

import re

from pendopo.documents.pictures.anatomy import Anatomy
from pendopo.documents.refusals import Refused

_DIRECTORY, _DIRECTORY_END = b"PK\x01\x02", b"PK\x05\x06"
_COMMENT = 65_535 + 22  # bytes: the longest end of a ZIP (APPNOTE.TXT 4.3.16)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x7fELF", b"PK\x03\x04", b"MZ\x90\x00")
_PAGE = re.compile(rb"<script|<html|<!doctype|<svg|<\?php|<iframe|javascript:", re.IGNORECASE)
PDF_HEAD = 1024  # bytes in which readers look for "%PDF-" (ISO 32000-2 annex I)


def check_alone(data: bytes, found: Anatomy) -> None:
    """Raises `Refused("photo_polyglot")`."""
    tail = data[found.end :]
    strange = (
        b"%PDF-" in data[:PDF_HEAD]
        or _ends_as_zip(data)
        or any(tail.startswith(one) or (b"\n" + one) in tail[:64] for one in _ARCHIVES)
        or any(_PAGE.search(piece) for piece in _words(found))
        or _PAGE.search(tail[:65_536])
    )
    if strange:
        raise Refused("photo_polyglot")


def _words(found: Anatomy) -> list[bytes]:
    """Metadata a browser could mistake for a page; C2PA holds signed pictures of its own."""
    return [piece[:65_536] for kind, piece in found.metadata if kind != "c2pa"]


def _ends_as_zip(data: bytes) -> bool:
    end = data.rfind(_DIRECTORY_END, max(0, len(data) - _COMMENT))
    if end < 0 or end + 22 > len(data):
        return False
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    entries = int.from_bytes(data[end + 10 : end + 12], "little")
    return entries == 0 or (size <= end and data[end - size : end - size + 4] == _DIRECTORY)
