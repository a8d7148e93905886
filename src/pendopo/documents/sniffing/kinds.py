"""Kinds of files by their first bytes, then by parsing them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pendopo.documents.refusals import Refused
from pendopo.documents.sniffing.pdf import inspect_pdf
from pendopo.documents.sniffing.photo import clean_photo

MediaType = Literal["application/pdf", "image/jpeg", "image/png", "image/webp"]

_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What was found and the bytes to keep (photos are re-encoded without metadata).

    `flags` are machine words about a PDF, from `pdf.FLAGS`; empty means nothing suspicious.
    """

    media_type: MediaType
    data: bytes = field(repr=False)
    flags: tuple[str, ...] = ()


def media_type_of(head: bytes) -> MediaType:
    """The kind by magic bytes (at least 16). Raises `Refused` for all we do not take."""
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        raise Refused("file_heic")
    if head.startswith((_ZIP, _OLE)):
        raise Refused("file_office")
    raise Refused("file_kind")


def sniff(data: bytes, *, accept: frozenset[str] | None = None) -> Sniffed:
    """Look at `data`, whatever it was called. Raises `Refused` with a sentence for people.

    `accept` narrows the kinds (for instance only PDF); None takes all four.
    """
    if not data:
        raise Refused("file_empty")
    kind = media_type_of(data[:32])
    if accept is not None and kind not in accept:
        names = ", ".join(sorted(one.split("/")[1].upper() for one in accept))
        raise Refused("file_not_this_kind", kinds=names)
    if kind == "application/pdf":
        return Sniffed(kind, data, inspect_pdf(data))
    return Sniffed(kind, clean_photo(data, kind))
