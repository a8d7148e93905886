"""Sample data, loaded in a process of its own so that the demo itself stays small.

The bar goes to standard error, the logins as JSON to standard output: a child of the demo.
"""

from __future__ import annotations

import json
import os
from importlib import import_module

from pendopo.config.run.display import Bar


def main(argv: list[str]) -> int:
    """Call `pendopo.config.seed.run(progress, fresh)`, then tell its `logins()`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    answer = os.dup(1)
    os.dup2(2, 1)  # whatever else prints while seeding must not mix with the answer
    import django

    django.setup()
    seed = import_module("pendopo.config.seed")
    bar = Bar()
    seed.run(progress=bar, fresh="--fresh" in argv)
    bar.close()
    with os.fdopen(answer, "w") as file:
        json.dump([list(login) for login in seed.logins()], file)
    return 0
