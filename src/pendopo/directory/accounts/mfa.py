"""Second factors: their secrets sealed, their issuer named after the region."""

from __future__ import annotations

import base64
import os

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pendopo.directory.queries.regions import region
from pendopo.directory.sealing.keys import NONCE_SIZE, lookup_key
from pendopo.ledger import api as ledger

_AAD = b"mfa_authenticator|data"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth: untyped
    """TOTP secrets and recovery seeds never stand in the database in clear."""

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(NONCE_SIZE)
        sealed = _box().encrypt(nonce, text.encode(), _AAD)
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        blob = base64.b64decode(encrypted_text)
        return _box().decrypt(blob[:NONCE_SIZE], blob[NONCE_SIZE:], _AAD).decode()

    def get_totp_issuer(self) -> str:
        found = region(ledger.current_region())
        return f"Pendopo {found.name}" if found else "Pendopo"


def _box() -> AESGCM:
    # A key of its own derived from the look-up key, which master rotation does not touch.
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"pendopo.mfa")
    return AESGCM(kdf.derive(lookup_key()))
