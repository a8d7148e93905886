"""PDFs: locked ones refused, active content flagged, also inside compressed objects.

Nothing is executed or repaired. The bytes are scanned and every Flate stream that may hold
objects is unpacked within a fixed budget, so a small file cannot become a large one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from pendopo.documents.refusals import Refused

BUDGET = 64 * 1024 * 1024  # bytes unpacked over all object streams
MAX_STREAMS = 20_000
PIECE = 65_536  # bytes read at a time

FLAGS = {
    "javascript": ("/JavaScript", "/JS"),
    "launch": ("/Launch",),
    "open_action": ("/OpenAction", "/AA"),
    "embedded_file": ("/EmbeddedFile", "/EmbeddedFiles"),
    "submit_form": ("/SubmitForm", "/ImportData"),
    "remote": ("/GoToR", "/GoToE", "/URI"),
    "rich_media": ("/RichMedia", "/3D", "/Movie", "/Sound"),
    "xfa": ("/XFA",),
}
"""Machine word to the PDF names that raise it (ISO 32000-2 section 12.6)."""

HARMLESS = frozenset({"remote", "open_action", "embedded_file"})
"""Common in honest files; shown to the officer only beside a serious flag."""

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/[^\s/<>\[\]()%]*")
_OBJECT_STREAM = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")
_WANTED = {name.encode(): flag for flag, names in FLAGS.items() for name in names}


def inspect_pdf(data: bytes) -> tuple[str, ...]:
    """Flags of a PDF, sorted. Raises `Refused` when it is locked or cut short."""
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-4096:]:
        raise Refused("pdf_damaged")
    found: set[str] = set()
    for part in _parts(data):
        for name in _names(part):
            if name == b"/Encrypt":
                raise Refused("pdf_encrypted")
            if name in _WANTED:
                found.add(_WANTED[name])
    return tuple(sorted(found))


def unpacked_size(data: bytes, limit: int) -> int:
    """Bytes of all Flate streams together, counted up to `limit`: a bomb shows here."""
    total = 0
    for start in _starts(data):
        total += sum(len(piece) for piece in _inflate(data, start, limit - total))
        if total >= limit:
            return limit
    return total


def _parts(data: bytes) -> Iterator[bytes]:
    """The file without its streams, then every object stream unpacked."""
    outside, last, budget = [], 0, BUDGET
    for start in _starts(data):
        head = data[data.rfind(b"obj", max(last, start - 4096), start) : start]
        outside.append(data[last:start])
        end = data.find(b"endstream", start)
        last = max(end, start)
        if _OBJECT_STREAM.search(head) and budget > 0:
            unpacked = b"".join(_inflate(data, start, budget))
            budget -= len(unpacked)
            if b"/XRef" not in head:
                yield unpacked
    outside.append(data[last:])
    yield b"\n".join(outside)


def _starts(data: bytes) -> Iterator[int]:
    position = 0
    for _ in range(MAX_STREAMS):
        found = _STREAM.search(data, position)
        if not found:
            return
        position = found.end()
        if data[max(0, found.start() - 3) : found.start()] == b"end":
            continue
        yield position
        end = data.find(b"endstream", position)
        if end < 0:
            return
        position = end + len(b"endstream")


def _inflate(data: bytes, start: int, budget: int) -> Iterator[bytes]:
    """The Flate stream at `start`, in pieces, at most `budget` bytes; stops at damage."""
    unpack = zlib.decompressobj()
    position, pending = start, b""
    while budget > 0 and not unpack.eof:
        if not pending:
            pending = data[position : position + PIECE]
            position += PIECE
            if not pending:
                return
        try:
            out = unpack.decompress(pending, min(budget, 1 << 20))
        except zlib.error:
            return
        pending = unpack.unconsumed_tail
        budget -= len(out)
        yield out


def _names(part: bytes) -> Iterator[bytes]:
    for found in _NAME.finditer(part):
        name = found[0]
        if b"#" in name:
            # /J#61vaScript is /JavaScript (ISO 32000-2 section 7.3.5).
            name = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name)
        yield name
