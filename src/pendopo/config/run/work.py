"""The background worker as a child of the demo: `python -m pendopo.config worker`."""

from __future__ import annotations

import os
from importlib import import_module


def main(argv: list[str]) -> int:
    """Call `pendopo.config.worker.main()`, which runs until SIGTERM. The environment is given."""
    del argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    return int(import_module("pendopo.config.worker").main() or 0)
