"""Secrets of this installation: one file each in `var/keys`, made at first need, mode 0600.

They live outside the database, so that a backup of the database alone opens nothing.
"""

from __future__ import annotations

import functools
import os
import secrets
from pathlib import Path


def folder(var: Path) -> Path:
    path = var / "keys"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def named(var: Path, name: str, size: int = 32) -> str:
    """Hex secret called `name`; `PENDOPO_SECRET_<NAME>` in the environment goes first."""
    given = os.environ.get(f"PENDOPO_SECRET_{name.upper()}")
    if given:
        return given
    path = folder(var) / f"{name}.hex"
    if not path.exists():
        # link() makes the winner of a race the only one: two processes may start at once.
        draft = path.with_suffix(f".{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(size))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


@functools.cache
def key(var: Path, name: str) -> bytes:
    """The secret called `name` as bytes, read once: a process keeps its keys in memory anyway, and
    a new master key comes under a new name."""
    return bytes.fromhex(named(var, name))
