"""Seal and open: AES-256-GCM, bound to the place where the sealed bytes are stored."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pendopo.directory.sealing.keys import NONCE_SIZE, DataKey, Stored

_LAYOUT = b"\x01"
_HEAD = 1 + 16  # layout, key id


class Broken(Exception):
    """Sealed bytes that were changed, moved to another place, or sealed with another key."""


class Sealer:
    """Seals bytes with a data key.

    Sealed layout: 1 byte layout, 16 bytes key id, 12 bytes nonce, ciphertext, 16 bytes tag.
    Layout and key id are authenticated together with `aad`.
    """

    def seal(self, key: DataKey, data: bytes, *, aad: bytes) -> bytes:
        """Sealed `data`; `aad` names its place (see `bound_to`)."""
        head = _LAYOUT + key.id.bytes
        nonce = os.urandom(NONCE_SIZE)
        return head + nonce + AESGCM(key.material).encrypt(nonce, data, head + aad)

    def open(self, key: DataKey, sealed: Stored, *, aad: bytes) -> bytes:
        """The bytes again. Raises `Broken` for anything but what `seal` made for this place."""
        blob = bytes(sealed)
        head = blob[:_HEAD]
        if head != _LAYOUT + key.id.bytes:
            raise Broken("sealed with another key or layout")
        nonce, ciphertext = blob[_HEAD : _HEAD + NONCE_SIZE], blob[_HEAD + NONCE_SIZE :]
        try:
            return AESGCM(key.material).decrypt(nonce, ciphertext, head + aad)
        except (InvalidTag, ValueError) as broken:
            raise Broken("changed, or moved from another place") from broken

    def key_of(self, sealed: Stored) -> UUID:
        """Id of the data key that sealed these bytes."""
        blob = bytes(sealed)
        if len(blob) < _HEAD or blob[:1] != _LAYOUT:
            raise Broken("unknown layout")
        return UUID(bytes=blob[1:_HEAD])


sealer = Sealer()


def bound_to(table: str, field: str, row: UUID) -> bytes:
    """AAD of a sealed column: sealed bytes copied to another table, field or row do not open."""
    return f"{table}|{field}|{row}".encode()
