"""Data keys: drawn, wrapped by a master key, unwrapped. No SQL here.

The master keys live outside the database (`config.secrets`); the database holds only wrapped
data keys, so a copy of the database alone opens nothing, and destroying one wrapped key makes
one person's data unreadable in every table at once (erasure, UU 27/2022).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pendopo.core.identity import uuid7

Stored = bytes | memoryview
"""Bytes as a database column gives them."""

KEY_SIZE = 32  # bytes: AES-256
NONCE_SIZE = 12  # bytes, NIST SP 800-38D 5.2.1.1
_LAYOUT = 1
_HEAD = struct.Struct(">BH")  # layout, master version


class KeyUnavailable(Exception):
    """The data key was destroyed, or no master key opens it."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A data key in clear, for as long as a verb needs it. Never stored, never printed."""

    id: UUID
    region: str
    material: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Masters:
    find: Callable[[int], bytes]
    current: int


_masters: _Masters | None = None
_lookup: Callable[[], bytes] | None = None


def bind_master(find: Callable[[int], bytes], *, current: int = 1) -> None:
    """Bind the master keys: `find(version)` gives 32 bytes; `current` wraps new data keys."""
    global _masters
    _masters = _Masters(find, current)


def bind_lookup_key(find: Callable[[], bytes]) -> None:
    """Bind the key of look-up hashes (another one than the master: NIK can be guessed)."""
    global _lookup
    _lookup = find


def current_version() -> int:
    """Version of the master key that wraps new data keys."""
    return _bound().current


def lookup_key() -> bytes:
    if _lookup is None:
        raise KeyUnavailable("no look-up key is bound (directory.bind_lookup_key)")
    return _lookup()


def draw_key(now: datetime, *, region: str) -> tuple[DataKey, bytes]:
    """A new data key and its wrapped form, without SQL, so that a verb of another context
    can insert the row of `directory_datakey` in its own statement."""
    key = DataKey(uuid7(now), region, os.urandom(KEY_SIZE))
    return key, wrap(key)


def wrap(key: DataKey, *, version: int | None = None) -> bytes:
    """`key` wrapped by the master key of `version` (default: the current one).

    Layout: 1 byte layout, 2 bytes master version, 12 bytes nonce, AES-GCM ciphertext and tag.
    Key id and region are authenticated: a wrapped key moved to another row does not open.
    """
    chosen = current_version() if version is None else version
    head = _HEAD.pack(_LAYOUT, chosen)
    nonce = os.urandom(NONCE_SIZE)
    box = AESGCM(_master(chosen))
    return head + nonce + box.encrypt(nonce, key.material, _bind(head, key.id, key.region))


def unwrap(key_id: UUID, region: str, wrapped: Stored | None) -> DataKey:
    """The data key in clear. Raises `KeyUnavailable` when it was destroyed or tampered with."""
    if not wrapped:
        raise KeyUnavailable(f"data key {key_id} was destroyed")
    blob = bytes(wrapped)
    if len(blob) != _HEAD.size + NONCE_SIZE + KEY_SIZE + 16 or blob[0] != _LAYOUT:
        raise KeyUnavailable(f"data key {key_id} has an unknown layout")
    head, rest = blob[: _HEAD.size], blob[_HEAD.size :]
    _, version = _HEAD.unpack(head)
    try:
        material = AESGCM(_master(version)).decrypt(
            rest[:NONCE_SIZE], rest[NONCE_SIZE:], _bind(head, key_id, region)
        )
    except InvalidTag as broken:
        raise KeyUnavailable(f"data key {key_id} does not open with master {version}") from broken
    return DataKey(key_id, region, material)


def _bind(head: bytes, key_id: UUID, region: str) -> bytes:
    return b"pendopo.datakey|" + head + b"|" + key_id.bytes + b"|" + region.encode()


def _bound() -> _Masters:
    if _masters is None:
        raise KeyUnavailable("no master key is bound (directory.bind_master)")
    return _masters


def _master(version: int) -> bytes:
    key = _bound().find(version)
    if len(key) != KEY_SIZE:
        raise KeyUnavailable(f"master key {version} has {len(key)} bytes, not {KEY_SIZE}")
    return key
