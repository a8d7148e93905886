"""Published versions as values, remembered per process so that a request rarely asks the database.

What a hash names never changes, so compiled packages are kept for good; which versions are in
force is asked again after `REMEMBER_SECONDS`, and at once in the process that published.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

import msgspec

from pendopo.ledger import api as ledger
from pendopo.services.compiled import Compiled
from pendopo.services.load import cached, load_files
from pendopo.services.models import ServiceVersion

REMEMBER_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Version:
    """A published version. hash: content hash of its files; in force from `valid_from` up to,
    not including, `valid_to` (None: until another takes over). created: when it was published."""

    id: UUID
    slug: str
    hash: str
    valid_from: datetime
    valid_to: datetime | None
    created: datetime


@dataclass(slots=True)
class _Shelf:
    """What this process knows of one region."""

    read_at: float
    versions: tuple[Version, ...]


_shelves: dict[str, _Shelf] = {}
_lock = Lock()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Files of a package as one value of a row."""
    return zlib.compress(msgspec.msgpack.encode({name: files[name] for name in sorted(files)}), 6)


def unpack(data: bytes) -> dict[str, bytes]:
    """What `pack` made."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=dict[str, bytes])


def forget(region: str) -> None:
    """Read the region's versions again at the next question."""
    _shelves.pop(region, None)


def all_versions() -> tuple[Version, ...]:
    """Every version of the region, oldest first; at most `REMEMBER_SECONDS` old."""
    region = ledger.current_region()
    shelf = _shelves.get(region)
    if shelf is not None and time.monotonic() - shelf.read_at < REMEMBER_SECONDS:
        return shelf.versions
    read_at = time.monotonic()
    found = _read()
    with _lock:
        _shelves[region] = _Shelf(read_at, found)
    return found


@ledger.within_region
def _read() -> tuple[Version, ...]:
    rows = ServiceVersion.objects.order_by("valid_from", "id").values_list(
        "id", "slug", "hash", "valid_from", "valid_to", "created"
    )
    return tuple(Version(*row) for row in rows)


def in_force(at: datetime) -> tuple[Version, ...]:
    """One version per slug: of those begun by `at`, the latest, unless it has ended."""
    latest: dict[str, Version] = {}
    for one in all_versions():
        if one.valid_from <= at:
            latest[one.slug] = one
    return tuple(
        one for _, one in sorted(latest.items()) if one.valid_to is None or at < one.valid_to
    )


def compiled(key: str) -> Compiled:
    """The package of a hash. Raises LookupError when the region has no such version."""
    if key not in {one.hash for one in all_versions()}:
        forget(ledger.current_region())  # another process may have published it just now
        if key not in {one.hash for one in all_versions()}:
            raise LookupError(f"no service version {key}")
    return cached(key) or load_files(_files(key))


@ledger.within_region
def _files(key: str) -> dict[str, bytes]:
    row = ServiceVersion.objects.filter(hash=key).values_list("files", flat=True).first()
    if row is None:
        raise LookupError(f"no service version {key}")
    return unpack(bytes(row))
