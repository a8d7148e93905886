"""`./pendopo manage ...` and `./pendopo shell`: Django's own commands with the database running."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pendopo.config import environment
from pendopo.config.run import folder, postgres


@contextmanager
def ready(role: postgres.Role) -> Iterator[postgres.Server]:
    """The database runs and this process may import Django as `role` (PENDOPO_DB_ROLE goes first).

    Call it before anything imports the settings.
    """
    var = environment.var()
    folder.claim(var)
    with postgres.running(var) as server:
        chosen = os.environ.get("PENDOPO_DB_ROLE", role)
        os.environ.update(server.environment(var=var, role=role) | {"PENDOPO_DB_ROLE": chosen})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
        yield server


def main(argv: list[str]) -> int:
    """`shell` looks as the application does; other commands act as the database's owner."""
    name, *rest = argv
    with ready("app" if name == "shell" else "owner"):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["pendopo", *([name] if name == "shell" else []), *rest])
    return 0
