"""`python -m pendopo.config COMMAND`, which is what `./pendopo COMMAND` becomes once installed."""

from __future__ import annotations

import difflib
import io
import sys
from importlib import import_module

from pendopo.config.run import commands
from pendopo.config.run.trouble import Trouble


def main(argv: list[str]) -> int:
    """Run one command of the table; returns its exit code (0 well, 1 failed, 2 wrongly called)."""
    if not argv or argv[0] in ("help", "-h", "--help"):
        print(commands.listing())
        return 0
    name, *rest = argv
    command = commands.find(name)
    if command is None:
        print(unknown(name), file=sys.stderr)
        return 2
    try:
        module = import_module(command.module)
        result = module.main([name, *rest] if command.named else rest)
    except Trouble as trouble:
        return trouble.tell()
    except KeyboardInterrupt:
        return 130
    return int(result or 0)


def unknown(name: str) -> str:
    known = [command.name for command in commands.COMMANDS if command.indonesian]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f" -> ./pendopo {near[0]}?" if near else ""
    return f"Perintah tidak dikenal / unknown command: {name}{hint}\n\n{commands.listing()}"


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
