"""docs/reference/settings.md: every environment variable, its default, its meaning, its reader."""

from __future__ import annotations

import re
from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run.references import reading
from pendopo.config.run.variables import GROUPS, Variable

NAME = re.compile(r"\b(PENDOPO_[A-Z0-9_]+|DATABASE_URL)\b")
INTRODUCTION = """# Settings

Everything that differs between machines comes from the environment; there is no settings file to
edit. `./pendopo demo` needs none of it.
"""


def page() -> str:
    read = readers()
    parts = [INTRODUCTION]
    for group in GROUPS:
        parts.append(f"## {group.title}\n")
        parts += [_variable(one, read) for one in group.variables]
    return "\n".join(parts)


def sources() -> list[Path]:
    """Files that may read the environment of an installation; tests and this page's words not."""
    found = [ROOT / "pendopo", *sorted((ROOT / "src" / "pendopo").rglob("*.py"))]
    return [path for path in found if "tests" not in path.parts and path.name != "variables.py"]


def readers() -> dict[str, list[Path]]:
    """Variable -> files that name it; `PENDOPO_SECRET_…` by its general name."""
    found: dict[str, list[Path]] = {}
    for path in sources():
        for name in set(NAME.findall(path.read_text(encoding="utf-8"))):
            found.setdefault(_general(name), []).append(path)
    return found


def _general(name: str) -> str:
    return "PENDOPO_SECRET_<NAME>" if name.startswith("PENDOPO_SECRET_") else name


def _variable(one: Variable, read: dict[str, list[Path]]) -> str:
    lines = [f"### `{one.name}`", "", one.meaning, ""]
    if one.default:
        lines += [f"Without it: {one.default}.", ""]
    places = [reading.shown(path) for path in read.get(one.name, [])[:3]]
    if places:
        lines += [f"Read in {', '.join(places)}.", ""]
    return "\n".join(lines)
