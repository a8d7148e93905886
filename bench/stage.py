"""A fresh regency on a durable PostgreSQL, and this process set up as the application."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pendopo.config.environment import ROOT
from pendopo.config.run import folder, postgres

CODE = "35.11"
SERVICE = "sip-dokter"
LONG_AGO = dt.datetime(2025, 1, 2, 2, 0, tzinfo=dt.UTC)
SAMPLES = ROOT / "packages"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a bench plays: the server (fsync on), and the data folder."""

    server: Any
    var: Path

    def children(self) -> dict[str, str]:
        """Environment for a process that serves or works here."""
        return {
            **os.environ,
            **self.server.environment(var=self.var, role="app"),
            "DJANGO_SETTINGS_MODULE": "pendopo.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }


@contextmanager
def open_stage(name: str) -> Iterator[Stage]:
    """An empty database under `var/bench-NAME`, migrated, with the demo regency loaded."""
    var = ROOT / "var" / f"bench-{name}"
    shutil.rmtree(var, ignore_errors=True)
    var.mkdir(parents=True)
    folder.link_derived(var)
    with postgres.running(var) as server:
        stage = Stage(server, var)
        subprocess.run(
            [sys.executable, "-m", "pendopo.config.migrate"],
            env={**stage.children(), "PENDOPO_DB_ROLE": "owner"},
            check=True,
        )
        os.environ.update(stage.children())
        import django

        django.setup()
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        _load()
        yield stage
        from django.db import connection

        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of the pooled backend
    shutil.rmtree(var, ignore_errors=True)


def _load() -> None:
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger
    from pendopo.services import api as services

    directory.load_region(SAMPLES / "regions/bondowoso", now=LONG_AGO, demo_password="x" * 12)
    with ledger.use_region(CODE):
        package = services.load(SAMPLES / "services" / SERVICE)
        services.publish(package=package, valid_from=LONG_AGO, now=LONG_AGO)


def answers() -> dict[str, Any]:
    """Answers of a straight application: the seed's sample ones."""
    from pendopo.config.seeding.cases import SAMPLE_ANSWERS

    return {**SAMPLE_ANSWERS, "nama": "dr. Contoh Ukur", "nik": "3511014507900001"}


def session_of(username: str) -> str:
    """A signed-in session's key for a demo account."""
    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )

    from pendopo.directory.accounts.sessions import SessionStore

    account = get_user_model().objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)
