"""Commands that belong to the command-line face: `package`, `ledger`, `voice` and those to come."""

from __future__ import annotations

import os
from importlib import import_module

from pendopo.config.run import manage

# What only reads files needs no database: checking a package must work in a second.
FILES_ONLY = {
    ("package", "check"),
    ("package", "test"),
    ("package", "new"),
    ("messages", "check"),
    ("measure", "check"),
    ("voice", "train"),
    ("voice", "reputation"),
    ("plan", "check"),
    ("plan", "evaluate"),
}


def main(argv: list[str]) -> int:
    """Call `pendopo.faces.cli.main(argv)`; argv begins with the command's name."""
    if tuple(argv[:2]) in FILES_ONLY or len(argv) < 2 or {"-h", "--help"} & set(argv):
        return _call(argv)
    with manage.ready("app"):
        return _call(argv)


def _call(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    import django

    django.setup()
    return int(import_module("pendopo.faces.cli").main(argv) or 0)
