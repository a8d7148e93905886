"""Access by a code that was spoken or written down, for those without an account."""

from __future__ import annotations

import hmac

from pendopo.core import references
from pendopo.directory import api as directory


def access_hash(code: str) -> bytes:
    """Keyed hash of a code however it was typed; what is kept cannot be turned back."""
    return directory.lookup_hash("access", references.normalise(code) or code[:80])


def is_same_access(kept: bytes | memoryview, code: str) -> bool:
    return bool(code) and hmac.compare_digest(bytes(kept), access_hash(code))
