"""The command line face: what an operator does without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

COMMANDS = ("package", "ledger", "region", "voice", "plan", "measure")
"""Each is a module of this folder, which is read only when it is called."""


def main(argv: Sequence[str]) -> int:
    """`argv[0]` is one of `COMMANDS`. The caller has set Django up, where the command needs it."""
    command, *rest = argv
    if command not in COMMANDS:
        raise SystemExit(f"perintah tidak dikenal / unknown command: {command}")
    return int(import_module(f"pendopo.faces.cli.{command}").main(rest))
