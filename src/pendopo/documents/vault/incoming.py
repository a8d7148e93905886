"""Uploads on their way: encrypted records in one file, whose length is the truth.

    record = plain length (u32) | nonce (12) | AES-GCM ciphertext and tag

The offset of an upload is read from the file, not from a row: a chunk costs no SQL write, and
a crash in the middle of a record leaves a torn tail that the next append cuts off.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pendopo.documents.vault.layout import TAG, Damaged

_HEAD = struct.Struct(">I12s")


class WrongOffset(Exception):
    """The client is elsewhere; `offset` is where the upload stands."""

    def __init__(self, offset: int) -> None:
        super().__init__(str(offset))
        self.offset = offset


class Incoming:
    """One upload's file under `root` (settings.VAR / "uploads" / region)."""

    def __init__(self, root: Path, upload_id: UUID) -> None:
        self.path = root / upload_id.hex
        self._bound = upload_id.bytes

    def append(self, key: bytes, offset: int, data: bytes, *, limit: int) -> int:
        """Write `data` at `offset`; the new offset. Raises `WrongOffset`.

        On return the bytes survive a power cut. `limit` is the announced size.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked(create=True) as file:
            at, end = _measure(file)
            if offset != at or at + len(data) > limit:
                raise WrongOffset(at)
            file.seek(end)
            file.truncate()
            nonce = os.urandom(12)
            sealed = AESGCM(key).encrypt(nonce, data, self._aad(at))
            file.write(_HEAD.pack(len(data), nonce) + sealed)
            file.flush()
            os.fsync(file.fileno())
            return at + len(data)

    def offset(self) -> int:
        """How many bytes have arrived."""
        try:
            with self._locked(create=False) as file:
                return _measure(file)[0]
        except FileNotFoundError:
            return 0

    def read(self, key: bytes) -> bytes:
        """All that has arrived. Raises `Damaged`."""
        parts, at = [], 0
        box = AESGCM(key)
        try:
            with self._locked(create=False) as file:
                for length, nonce in _records(file):
                    try:
                        parts.append(box.decrypt(nonce, file.read(length + TAG), self._aad(at)))
                    except (InvalidTag, ValueError):
                        raise Damaged(f"record at {at}") from None
                    at += length
        except FileNotFoundError:
            return b""
        return b"".join(parts)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)

    def _aad(self, at: int) -> bytes:
        return self._bound + struct.pack(">Q", at)

    @contextmanager
    def _locked(self, *, create: bool) -> Iterator[BinaryIO]:
        flags = os.O_RDWR | (os.O_CREAT if create else 0)
        handle = os.open(self.path, flags, 0o600)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
            yield file


def _records(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each whole record: length and nonce, with the file standing at its ciphertext."""
    size = os.fstat(file.fileno()).st_size
    place = 0
    while place + _HEAD.size <= size:
        file.seek(place)
        length, nonce = _HEAD.unpack(file.read(_HEAD.size))
        end = place + _HEAD.size + length + TAG
        if end > size:
            return
        yield length, nonce
        place = end


def _measure(file: BinaryIO) -> tuple[int, int]:
    """Plain bytes that have arrived, and where the last whole record ends."""
    plain = end = 0
    for length, _ in _records(file):
        plain += length
        end += _HEAD.size + length + TAG
    return plain, end
