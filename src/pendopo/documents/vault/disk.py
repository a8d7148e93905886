"""The shelf: encrypted files of one region, named by the hash of what is stored.

A name is the SHA-256 of the ciphertext, so nobody can ask whether a known document is here.
Bytes and folder are synced before the caller writes its row: a row never points at nothing,
and a file without a row is an orphan that the sweep removes.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

_NAME = re.compile(r"^[0-9a-f]{64}$")
_REGION = re.compile(r"^[0-9A-Za-z.]{1,13}$")


class Shelf:
    """Files of `region` under `root` (settings.VAR / "files")."""

    def __init__(self, root: Path, region: str) -> None:
        if not _REGION.match(region) or ".." in region:
            raise ValueError(f"not a region code: {region!r}")
        self.folder = root / region

    def put(self, parts: Iterable[bytes]) -> str:
        """Store the bytes and return their name; on return they survive a power cut."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".draft-{secrets.token_hex(8)}"
        digest = hashlib.sha256()
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            try:
                for part in parts:
                    digest.update(part)
                    file.write(part)
                file.flush()
                name = digest.hexdigest()
                path = self.path(name)
                fresh = _make(path.parent)
                draft.replace(path)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
            # Named before it is synced, so that the disk writes once: nobody knows the name yet.
            os.fsync(file.fileno())
        _sync(path.parent)
        if fresh:
            _sync(self.folder)
        return name

    def open(self, name: str) -> BinaryIO:
        """The stored bytes. Raises FileNotFoundError."""
        return self.path(name).open("rb")

    def remove(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def names(self, *, older_than: float) -> Iterator[str]:
        """Names of files last written before the Unix time `older_than`."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.match(path.name) and path.stat().st_mtime < older_than:
                yield path.name

    def clear_drafts(self, *, older_than: float) -> int:
        """Remove half-written files of crashed processes; returns how many."""
        gone = 0
        for path in self.folder.glob(".draft-*"):
            if path.stat().st_mtime < older_than:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def path(self, name: str) -> Path:
        if not _NAME.match(name):
            raise ValueError("not a name of the shelf")
        return self.folder / name[:2] / name


def _make(folder: Path) -> bool:
    """Whether the folder had to be made."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return False
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
