"""Migrate the database as its owner, then apply the rights: `./pendopo migrate`."""

from __future__ import annotations

import os


def main() -> int:
    os.environ["PENDOPO_DB_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from pendopo.config import rights

    call_command("migrate", verbosity=0, interactive=False)
    rights.apply()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
