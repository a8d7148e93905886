"""Where PostgreSQL listens: a folder only we may enter, with a name short enough for a socket."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from pendopo.config.run.children import NOBODY
from pendopo.config.run.trouble import Trouble

PORT = 5432  # only a part of the socket's name: nothing listens on the network
LONGEST = 107  # bytes of sockaddr_un.sun_path on Linux, without its closing zero


def socket_path(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def name_for(data: Path) -> str:
    """The same data folder always gives the same name, two data folders never share one."""
    return "pendopo-" + hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]


def choose(data: Path) -> Path:
    """The first place whose socket path fits: the session's runtime folder, then temp folders."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    for base in (runtime, tempfile.gettempdir(), "/tmp"):
        place = Path(base)
        if not base or not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
            continue
        if base == runtime and place.stat().st_uid != os.geteuid():
            continue  # left over from `su`
        folder = place / name_for(data)
        if len(os.fsencode(socket_path(folder))) <= LONGEST:
            return folder
    raise Trouble(
        "Tidak ada folder sementara yang bisa dipakai untuk soket PostgreSQL. "
        "Atur TMPDIR ke folder dengan nama pendek.",
        "No temporary folder can hold PostgreSQL's socket. Set TMPDIR to a folder with a short "
        "name.",
    )


def make(data: Path) -> Path:
    """The folder, made 0700; refuses one that somebody else put there before us."""
    folder = choose(data)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        ours = found.st_uid == os.geteuid() or (os.geteuid() == 0 and found.st_uid == NOBODY)
        if not stat.S_ISDIR(found.st_mode) or not ours:
            raise Trouble(
                f"Folder soket {folder} bukan milik Anda. Hapus atau atur TMPDIR ke tempat lain.",
                f"The socket folder {folder} is not yours. Remove it or set TMPDIR elsewhere.",
            ) from None
        folder.chmod(0o700)
    return folder


def remove(folder: Path) -> None:
    """Tidy up after a server that has stopped; what is still in use stays."""
    with contextlib.suppress(OSError):
        folder.rmdir()
