"""Databases for tests: migrated once per state of the migrations, then copied."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).parents[1]
LOCK = 35_11_002


def fingerprint() -> str:
    """Changes when a migration, a model or a right changes."""
    source = ROOT / "src" / "pendopo"
    files = [
        *source.glob("*/migrations/*"),
        *source.glob("*/models.py"),
        *source.glob("*/models/*.py"),
        source / "config" / "rights.py",
        ROOT / "uv.lock",
    ]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def create(connection: psycopg.Connection[Any], name: str, template: str) -> None:
    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER pendopo_owner')
    connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO pendopo_app, pendopo_sealer')


def template(server: Any, var: Path) -> str:
    """Name of a migrated database to copy; made under a lock when the migrations changed."""
    name = f"pendopo_template_{fingerprint()}"
    with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if name not in known:
            for old in known:
                if old.startswith(("pendopo_template_", "pendopo_making")):
                    connection.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            create(connection, "pendopo_making", "template1")
            _migrate(server, var, "pendopo_making")
            connection.execute(f'ALTER DATABASE pendopo_making RENAME TO "{name}"')
    return name


def _migrate(server: Any, var: Path, name: str) -> None:
    environment = {
        **os.environ,
        **server.environment(var=var, role="owner"),
        "PENDOPO_DB_NAME": name,
        "DJANGO_SETTINGS_MODULE": "pendopo.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "pendopo.config.migrate"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"migrations failed:\n{done.stdout}\n{done.stderr}")
