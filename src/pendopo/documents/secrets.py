"""Name and key of one file, and what a camera wrote, sealed with a person's data key."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import msgspec

from pendopo.directory import api as directory

FILES, UPLOADS = "documents_storedfile", "documents_upload"  # tables, bound into the seal
PICTURES = "documents_picture"
NAME_LIMIT = 200
KEY_SIZE = 32


def seal_secret(
    key: directory.DataKey, table: str, row: UUID, *, name: str, secret: bytes
) -> bytes:
    plain = secret + clean_name(name).encode()
    return directory.sealer.seal(key, plain, aad=directory.bound_to(table, "secret", row))


def open_secret(
    key: directory.DataKey, table: str, row: UUID, sealed: bytes | memoryview
) -> tuple[str, bytes]:
    """Name and key. Raises `directory.Broken`."""
    plain = directory.sealer.open(key, bytes(sealed), aad=directory.bound_to(table, "secret", row))
    return plain[KEY_SIZE:].decode(), plain[:KEY_SIZE]


def clean_name(name: str) -> str:
    """A file's name as people gave it: last part of the path, no control signs, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    return plain[-NAME_LIMIT:] or "berkas"


class Private(msgspec.Struct, frozen=True, kw_only=True):
    """What a camera wrote into a photo, as it is sealed."""

    taken_at: dt.datetime | None = None
    gps: tuple[float, float] | None = None  # latitude, longitude
    camera: str = ""
    markers: tuple[str, ...] = ()


def seal_private(key: directory.DataKey, row: UUID, private: Private) -> bytes:
    bound = directory.bound_to(PICTURES, "private", row)
    return directory.sealer.seal(key, msgspec.json.encode(private), aad=bound)


def open_private(key: directory.DataKey, row: UUID, sealed: bytes | memoryview) -> Private:
    """Raises `directory.Broken`."""
    bound = directory.bound_to(PICTURES, "private", row)
    plain = directory.sealer.open(key, bytes(sealed), aad=bound)
    return msgspec.json.decode(plain, type=Private)
