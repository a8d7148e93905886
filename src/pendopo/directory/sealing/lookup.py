"""Look-up hashes: find a person by a number without storing the number."""

from __future__ import annotations

import hashlib
import hmac

from pendopo.directory.sealing.keys import lookup_key


def lookup_hash(kind: str, value: str) -> bytes:
    """HMAC-SHA-256 (32 bytes) of `value` as `kind` ("nik", "nip", "passport", "kitas", ...).

    `value` must be in its one normal form (digits, E.164, upper case): the hash of the same
    number must be the same wherever it came from. Keyed, because a NIK can be guessed from a
    birthday and a district in a few thousand tries.
    """
    return hmac.new(lookup_key(), f"{kind}|{value}".encode(), hashlib.sha256).digest()
