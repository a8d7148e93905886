"""Making the demo's database ready: tables, rights, static files, sample data, each once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from pendopo.config.environment import ROOT
from pendopo.config.run import children, postgres, stamps
from pendopo.config.run.display import step, word
from pendopo.config.run.folder import HOME
from pendopo.config.run.trouble import Trouble

COMMAND = (sys.executable, "-m", "pendopo.config")


def prepare(server: postgres.Server, given: dict[str, str], var: Path) -> None:
    """Migrate and collect static files, leaving out what is up to date."""
    tables, static = tables_digest(), static_digest()
    wanted = []
    if remembered(server) != tables:
        wanted.append("migrate")
    if not (stamps.fresh(var / "static.stamp", static) and (var / "static").is_dir()):
        wanted.append("static")
    if not wanted:
        return
    with step(word("Menyiapkan tabel dan berkas statis", "Preparing tables and static files")):
        child = children.spawn([*COMMAND, "prepare", *wanted], environment=given, error=None)
        if finish(child) != 0:
            raise Trouble(
                "Basis data tidak bisa dimutakhirkan; baris di atas menjelaskan sebabnya.",
                "The database cannot be brought up to date; the lines above say why.",
            )
    remember(server, tables)
    stamps.remember(var / "static.stamp", static)


def collect(given: dict[str, str], var: Path) -> None:
    """Static files alone: what tests need, whose tables come from a template of their own."""
    value = static_digest()
    if stamps.fresh(var / "static.stamp", value) and (var / "static").is_dir():
        return
    with step(word("Menyiapkan berkas statis", "Preparing static files")):
        child = children.spawn([*COMMAND, "prepare", "static"], environment=given, error=None)
        if finish(child) != 0:
            raise Trouble(
                "Berkas statis tidak bisa disiapkan; baris di atas menjelaskan sebabnya.",
                "The static files cannot be prepared; the lines above say why.",
            )
    stamps.remember(var / "static.stamp", value)


def seed(given: dict[str, str], *, fresh: bool) -> list[list[str]]:
    """Load the sample data that are missing; returns rows of role, login and password."""
    arguments = ["seed", *(["--fresh"] if fresh else [])]
    with step(word("Memuat data contoh", "Loading the sample data")):
        child = children.spawn(
            [*COMMAND, *arguments], environment=given, output=subprocess.PIPE, error=None
        )
        try:
            answer, _ = child.communicate()
        finally:
            children.stop(child, patience=1)
        if child.returncode != 0:
            raise Trouble(
                "Data contoh tidak bisa dimuat; baris di atas menjelaskan sebabnya.",
                "The sample data cannot be loaded; the lines above say why.",
            )
    return [[str(part) for part in login] for login in json.loads(answer)]


def finish(child: subprocess.Popen[bytes]) -> int:
    """Wait for a child; end it if we are interrupted meanwhile."""
    try:
        return child.wait()
    finally:
        children.stop(child, patience=1)


def tables_digest() -> str:
    """Changes with every migration of ours or of a library, and with the rights."""
    source = ROOT / "src" / "pendopo"
    files = [*source.rglob("migrations/*.py"), source / "config" / "rights.py", ROOT / "uv.lock"]
    return stamps.digest([path for path in files if path.is_file()], "tables 1")


def static_digest() -> str:
    built = HOME / "stamps" / "assets"
    own = (ROOT / "src/pendopo/faces").glob("*/static/**/*")
    files = [ROOT / "uv.lock", built, *(path for path in own if path.is_file())]
    return stamps.digest(files, "static 1")


def remembered(server: postgres.Server) -> str:
    """What the database was last migrated to, "" when unknown.

    It stands in the database's own comment, so that a database restored from a backup never
    passes for a newer one. An administrator's database is migrated at every start.
    """
    if server.given:
        return ""
    with psycopg.connect(server.superuser_dsn) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [server.database],
        ).fetchone()
    return str(row[0]) if row and row[0] else ""


def remember(server: postgres.Server, value: str) -> None:
    if server.given:
        return
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
    with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
        connection.execute(statement.format(sql.Identifier(server.database), sql.Literal(value)))
