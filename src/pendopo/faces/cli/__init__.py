"""The command line face: what an operator does without a browser."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """`argv[0]` is the command: package, ledger or voice. Django is set up by the caller."""
    command, *rest = argv
    if command == "package":
        from pendopo.faces.cli import package

        return package.main(rest)
    if command == "ledger":
        from pendopo.faces.cli import ledger

        return ledger.main(rest)
    if command == "voice":
        from pendopo.faces.cli import voice

        return voice.main(rest)
    raise SystemExit(f"perintah tidak dikenal / unknown command: {command}")
