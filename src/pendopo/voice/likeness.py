"""How alike two short texts are, by a fingerprint that gives nothing of them away.

Simhash (Charikar, 2002, "Similarity estimation techniques from rounding algorithms") of character
trigrams of the words: near texts differ in few of 64 bits.
"""

from __future__ import annotations

import re
from hashlib import blake2b

BITS = 64
LANE = 16  # bits: more than enough to count the trigrams of 4,000 characters
_LANE_MASK = (1 << LANE) - 1
_LANES = tuple(sum((byte >> bit & 1) << LANE * bit for bit in range(8)) for byte in range(256))
"""The eight bits of a byte, each in a lane of its own: one addition counts all eight."""
_WORD = re.compile(r"[a-z0-9]+")


def fingerprint(text: str) -> int | None:
    """64 bits as PostgreSQL keeps them (signed); None for a text too short to compare."""
    words = " ".join(_WORD.findall(text.lower()))
    grams = {words[at : at + 3] for at in range(len(words) - 2)}
    if len(grams) < 12:
        return None
    sums = [0] * 8
    for gram in grams:
        for place, byte in enumerate(blake2b(gram.encode(), digest_size=8).digest()):
            sums[place] += _LANES[byte]
    found = 0
    for lanes in sums:
        for bit in range(7, -1, -1):
            found = found << 1 | (lanes >> LANE * bit & _LANE_MASK > len(grams) // 2)
    return found - (1 << BITS) if found >> (BITS - 1) else found


def likeness(one: int | None, other: int | None) -> float:
    """1.0 the same, about 0.0 unrelated (half of the bits differ); 0.0 when either is missing."""
    if one is None or other is None:
        return 0.0
    differing = ((one ^ other) & ((1 << BITS) - 1)).bit_count()
    return max(0.0, 1 - 2 * differing / BITS)
