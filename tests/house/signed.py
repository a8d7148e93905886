"""How a gateway for texts signs what it brings in."""

from __future__ import annotations

import hashlib
import hmac

SECRET = "rahasia uji"
"""Set for every test by the conftest at the root, as PENDOPO_SMS_SECRET."""


def signature(body: bytes) -> str:
    return "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
