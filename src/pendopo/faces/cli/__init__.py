"""The command line face: what an operator does without a browser."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """`argv[0]` is the command: package, ledger, region or plan. Django is set up by the caller."""
    command, *rest = argv
    if command == "package":
        from pendopo.faces.cli import package

        return package.main(rest)
    if command == "ledger":
        from pendopo.faces.cli import ledger

        return ledger.main(rest)
    if command == "region":
        from pendopo.faces.cli import region

        return region.main(rest)
    if command == "plan":
        from pendopo.faces.cli import plan

        return plan.main(rest)
    raise SystemExit(f"perintah tidak dikenal / unknown command: {command}")
