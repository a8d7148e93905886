"""Tables, rights and static files in one process, because starting Django is most of the time.

A child of the demo and the tests: the database runs already and stands in the environment.
"""

from __future__ import annotations

import os


def main(argv: list[str]) -> int:
    """`migrate` and `static` in any combination; both when none is named."""
    os.environ["PENDOPO_DB_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    wanted = set(argv) or {"migrate", "static"}
    if "migrate" in wanted:
        from pendopo.config import migrate

        if code := migrate.main():
            return code
    if "static" in wanted:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0
