"""The key that signs tree heads: Ed25519, kept outside the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_secret: Callable[[], bytes] | None = None


def bind_sealing_secret(secret: Callable[[], bytes]) -> None:
    """Called once by `config` with where the 32 secret bytes come from."""
    global _secret
    _secret = secret
    private_key.cache_clear()


@lru_cache(maxsize=1)
def private_key() -> Ed25519PrivateKey:
    if _secret is None:
        raise RuntimeError("no sealing secret is bound; config does it at the start")
    return Ed25519PrivateKey.from_private_bytes(_secret())


def public_bytes() -> bytes:
    return private_key().public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """Short name of a public key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def head_bytes(size: int, root: bytes, signed_at: str) -> bytes:
    """What a head signs: a plain text of three lines, readable with any editor."""
    return f"pendopo tree head\nsize {size}\nroot {root.hex()}\nat {signed_at}\n".encode()


def sign(message: bytes) -> bytes:
    return private_key().sign(message)


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
