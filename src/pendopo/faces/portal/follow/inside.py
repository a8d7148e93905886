"""The receipt inside what people bring: its JSON, or the PDF that carries it.

A PDF is not parsed: its streams are unpacked one by one within a small budget until one of them
is a receipt. So no hostile file can take more than the budget, and none can run anything.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

MOST_BYTES = 5 * 1024 * 1024
BUDGET = 16 * 1024 * 1024  # bytes unpacked over all streams
LONGEST = 256 * 1024  # bytes of a receipt
MOST_STREAMS = 3_000
_STREAM = re.compile(rb"stream\r?\n")


def receipt_of(data: bytes) -> dict[str, Any] | None:
    """The receipt in `data` (JSON or PDF), not yet checked; None when there is none."""
    if not data.startswith(b"%PDF"):
        return _read(data[: LONGEST + 1])
    return next((found for part in _parts(data) if (found := _read(part))), None)


def _parts(data: bytes) -> Iterator[bytes]:
    budget = BUDGET
    for at, match in enumerate(_STREAM.finditer(data)):
        if at >= MOST_STREAMS or budget <= 0:
            return
        raw = data[match.end() : match.end() + LONGEST]
        if raw.lstrip().startswith(b"{"):
            yield raw.split(b"endstream", 1)[0]
            continue
        try:
            part = zlib.decompressobj().decompress(raw, min(LONGEST, budget))
        except zlib.error:
            continue
        budget -= len(part)
        yield part


def _read(part: bytes) -> dict[str, Any] | None:
    if not part.lstrip().startswith(b"{") or len(part) > LONGEST:
        return None
    try:
        # A receipt has no fractions; as text they fail its check instead of becoming infinite.
        found = json.loads(part, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    known = isinstance(found, dict) and {"fact", "proof", "head"} <= found.keys()
    return found if known else None
