"""A key for trying the Open311 face with: made once by each installation of the demo."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from django.conf import settings

from pendopo.config.seeding import applying
from pendopo.directory import api as directory

NAME = "Aplikasi contoh (Open311)"
SCOPES = ("open311", "open311_updates")
ADMINISTRATOR = "admin.kabupaten"


def open311(now: dt.datetime) -> str:
    """The demo's key, still valid; a database that does not know it gets a new one. The database
    keeps its hash only, so the key itself stands beside the other secrets of the data folder."""
    path = _path()
    kept = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    if kept and directory.token_actor(kept, now).account_id is not None:
        return kept
    who = applying.actor(ADMINISTRATOR, now)
    issued = directory.issue_token(
        organisation_id=who.positions[0].organisation_id,
        name=NAME,
        scopes=SCOPES,
        actor=who,
        now=now,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(issued.secret)
    return issued.secret


def shown() -> str:
    """The key as it was made; "" before the first seed."""
    path = _path()
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _path() -> Path:
    return Path(settings.VAR) / "keys" / "open311-demo"
