"""The routing model of a region: a file named by its content under var/, the newest one counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from pendopo.ledger import api as ledger
from pendopo.voice.routing import Example, load_model

if TYPE_CHECKING:
    from pendopo.voice.routing.model import Model

TEACHING = "pendopo.voice.routing.teaching"
LONGEST = 3600
"""Seconds after which teaching is given up."""


def folder() -> Path:
    """Where the current region keeps its models (`./pendopo voice train FILE.csv --out` there)."""
    return Path(settings.VAR) / "routing" / ledger.current_region()


def model() -> Model | None:
    """The newest one; kept in memory, so for jobs and never for a web process. Raises
    `RoutingRefused("model")` when its file is broken."""
    files = sorted(folder().glob("routing-*.npz"), key=lambda one: (one.stat().st_mtime_ns, one))
    return _read(files[-1]) if files else None


@lru_cache(maxsize=4)
def _read(path: Path) -> Model:
    return load_model(path=path)


def teach(rows: Sequence[Example]) -> dict[str, object]:
    """Learn from rows and keep the model: `hash`, `texts` and `accuracy` of it.

    In a process of its own that gives way to others: it computes for half a minute, and whoever
    waits for the ledger or a clock must not wait for that. Raises `subprocess.SubprocessError`.
    """
    found = subprocess.run(
        [sys.executable, "-m", TEACHING, str(folder())],
        input=json.dumps([[one.text, one.topic, one.agency] for one in rows]),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)},
    )
    answer: dict[str, object] = json.loads(found.stdout)
    return answer
