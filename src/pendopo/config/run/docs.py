"""`./pendopo docs [--check]`: the reference in docs/reference, made from the sources themselves.

With `--check` nothing is written; the exit code is 1 when a page is stale.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run.display import word
from pendopo.config.run.references import commands, facts, measures, packages, settings

FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Made by `./pendopo docs`. Change the sources it names, then run it again. -->\n\n"
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "settings.md": settings.page,
    "facts.md": facts.page,
    "measures.md": measures.page,
    "package.md": packages.page,
}
MEASURED = {"dmn-tck.md"}
"""Pages that a bench writes, because only a measurement can (`./pendopo bench NAME --write`)."""
BY_HAND = {"bpmn.md", "lapor.md", "open311.md", "plan.md", "reputation.md", "routing.md"}
"""Pages that people write; tests of the rooms they are about hold them to the truth."""


def pages() -> dict[Path, str]:
    """Every generated page as it should be."""
    return {FOLDER / name: NOTE + make() for name, make in PAGES.items()}


def stale() -> list[Path]:
    """Pages that are missing, differ from what would be made, or are not made any more."""
    wanted = pages()
    differ = [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    left = set(FOLDER.glob("*.md")) - wanted.keys()
    return [*differ, *sorted(path for path in left if path.name not in MEASURED | BY_HAND)]


def main(argv: list[str]) -> int:
    """0 when the pages are (now) as the sources say; 1 with `--check` when one is stale."""
    parser = argparse.ArgumentParser(prog="./pendopo docs")
    parser.add_argument("--check", action="store_true", help="hanya periksa / only compare")
    given = parser.parse_args(argv)
    old = stale()
    if given.check:
        for path in old:
            said = word("basi, jalankan ./pendopo docs", "stale, run ./pendopo docs")
            print(f"  {path.name}: {said}")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in old:
        if path in wanted:
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
        print(f"  {path.name}")
    return 0
