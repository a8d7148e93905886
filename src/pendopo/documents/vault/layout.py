"""Layout of an encrypted file: AES-256-GCM in chunks, so that it can be streamed.

    "PDPF" 1 | chunk size (u32) | nonce prefix (7 bytes) | chunk ... | last chunk
    chunk = AES-GCM(key, prefix | counter u32 | last flag, plain) with a 16-byte tag

The nonce scheme is STREAM (Hoang, Reyhanitabar, Rogaway, Vizar 2015): a chunk cannot be
moved, dropped or repeated, and a file cut short at a chunk's end does not open. The header and
the file's own name (`bound`) are authenticated with every chunk. One key serves one file.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"PDPF\x01"
CHUNK = 64 * 1024  # bytes of plain text
TAG = 16
_HEAD = struct.Struct(">5sI7s")


class Damaged(Exception):
    """The file was changed, cut short, moved, or is opened with another key."""


def encrypted(key: bytes, data: bytes, *, bound: bytes, chunk: int = CHUNK) -> Iterator[bytes]:
    """`data` as header and chunks. `bound` names the file; it must be given again to open."""
    head = _HEAD.pack(MAGIC, chunk, os.urandom(7))
    yield head
    box = AESGCM(key)
    count = max(1, -(-len(data) // chunk))
    for number in range(count):
        part = data[number * chunk : (number + 1) * chunk]
        nonce = _nonce(head, number, last=number == count - 1)
        yield box.encrypt(nonce, part, head + bound)


def decrypted(key: bytes, file: BinaryIO, *, bound: bytes) -> Iterator[bytes]:
    """The plain chunks of `file`. Raises `Damaged` before giving a changed chunk."""
    head = file.read(_HEAD.size)
    if len(head) != _HEAD.size:
        raise Damaged("no header")
    magic, chunk, _ = _HEAD.unpack(head)
    if magic != MAGIC or not 1 <= chunk <= 1 << 24:
        raise Damaged("unknown layout")
    box, number = AESGCM(key), 0
    part = file.read(chunk + TAG)
    while True:
        following = file.read(chunk + TAG)
        try:
            plain = box.decrypt(_nonce(head, number, last=not following), part, head + bound)
        except (InvalidTag, ValueError):
            raise Damaged(f"chunk {number}") from None
        yield plain
        if not following:
            return
        part, number = following, number + 1


def _nonce(head: bytes, number: int, *, last: bool) -> bytes:
    return head[-7:] + struct.pack(">I?", number, last)
