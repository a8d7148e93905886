"""What the environment tells us: the data folder and the database, read in one place.

`PENDOPO_VAR` is the folder of everything that is not code. The database is either
`DATABASE_URL` (an administrator's server) or the embedded one whose socket folder the
launcher passes in `PENDOPO_DB_HOST`. `PENDOPO_DB_ROLE` chooses who we are there:
`app` serves and works, `owner` migrates, `sealer` sequences the ledger.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]
ROLES = ("app", "owner", "sealer")


def var() -> Path:
    return Path(os.environ.get("PENDOPO_VAR") or ROOT / "var").resolve()


@dataclass(frozen=True, slots=True)
class Database:
    host: str
    port: str
    name: str
    user: str
    password: str
    role: str  # SET ROLE at connection start, empty when the login is the role itself

    @property
    def conninfo(self) -> str:
        """For psycopg connections outside Django (sealer, LISTEN)."""
        import psycopg.conninfo

        options = f"-c role={self.role}" if self.role else ""
        return psycopg.conninfo.make_conninfo(
            host=self.host,
            port=self.port,
            dbname=self.name,
            user=self.user,
            password=self.password or None,
            options=options or None,
        )


def database(role: str | None = None) -> Database:
    """The database as `role` sees it.

    With the embedded server each role logs in by itself. With `DATABASE_URL` the login may
    be the owner's: then every connection takes its role at the start (`-c role=`), unless
    `PENDOPO_APP_DATABASE_URL` gives a login of its own to the application.
    """
    role = role or os.environ.get("PENDOPO_DB_ROLE", "app")
    if role not in ROLES:
        raise ValueError(f"PENDOPO_DB_ROLE={role!r}: use one of {', '.join(ROLES)}")
    own = os.environ.get("PENDOPO_APP_DATABASE_URL", "") if role == "app" else ""
    url = own or os.environ.get("DATABASE_URL", "")
    if url:
        parts = urlsplit(url)
        return Database(
            host=unquote(parts.hostname or "localhost"),
            port=str(parts.port or 5432),
            name=os.environ.get("PENDOPO_DB_NAME") or parts.path.lstrip("/"),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            role="" if own else f"pendopo_{role}",
        )
    return Database(
        host=os.environ.get("PENDOPO_DB_HOST", ""),
        port=os.environ.get("PENDOPO_DB_PORT", "5432"),
        name=os.environ.get("PENDOPO_DB_NAME", "pendopo"),
        user=f"pendopo_{role}",
        password="",
        role="",
    )
