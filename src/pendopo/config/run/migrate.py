"""`./pendopo migrate`: bring the database up to date and apply its rights, as its owner."""

from __future__ import annotations

from pendopo.config.run import manage


def main(argv: list[str]) -> int:
    del argv
    with manage.ready("owner"):
        from pendopo.config import migrate

        return migrate.main()
