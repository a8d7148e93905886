"""Puts a package together with those whose processes it calls, so that it is whole by itself.

The bytes of a called package travel inside (`called/<slug>/`). The content hash of the caller
therefore pins them: what a case began with runs to its end, whatever is published later.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pendopo.core import process
from pendopo.services.draft import PROCESS, SERVICE
from pendopo.services.problems import Problems
from pendopo.services.source import CALLED, DEEPEST, Source, from_files, read_folder
from pendopo.services.yaml_tree import parse

Find = Callable[[str], Source | None]
"""slug -> the package that a call of it means now; None when there is none."""


def assembled(source: Source, find: Find) -> Source:
    """The package with every package that it calls, and those that these call.

    A package that is not found is left out: the check then names the call and its line. One that
    was put together before keeps what it holds. Raises `PackageRefused` when packages call each
    other in a circle, or too deep.
    """
    slugs = process.called_elsewhere(source.files.get(PROCESS, b""))
    return _assembled(source.own(), find, (_slug(source),)) if slugs else source


def beside(folder: Path) -> Find:
    """Packages in the folders beside one, each called as its slug."""

    def find(slug: str) -> Source | None:
        other = folder.resolve().parent / slug
        return read_folder(other) if (other / SERVICE).is_file() else None

    return find


def _assembled(source: Source, find: Find, trail: tuple[str, ...]) -> Source:
    files = dict(source.files)
    for slug in process.called_elsewhere(files.get(PROCESS, b"")):
        _check_way((*trail, slug))
        found = find(slug)
        if found is None:
            continue
        whole = found if found.called else _assembled(found, find, (*trail, slug))
        for way in _ways(whole, (*trail, slug)):
            _check_way(way)
        files |= {f"{CALLED}/{slug}/{name}": data for name, data in whole.files.items()}
    return from_files(files)


def _ways(source: Source, trail: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Who calls whom inside a package, from its top to each bottom."""
    found = [trail]
    for slug, inner in source.called.items():
        found += _ways(inner, (*trail, slug))
    return found


def _check_way(way: tuple[str, ...]) -> None:
    said = " → ".join(way)
    problems = Problems()
    if len(set(way)) < len(way):
        problems.add(
            PROCESS,
            0,
            "call-cycle",
            f"Paket saling memanggil berputar: {said}. Putuskan salah satu panggilannya.",
            f"Packages call each other in a circle: {said}. Break one of these calls.",
            element=way[-1],
        )
    elif len(way) > DEEPEST:
        problems.add(
            PROCESS,
            0,
            "call-depth",
            f"Paket saling memanggil lebih dari {DEEPEST} lapis: {said}.",
            f"Packages call each other more than {DEEPEST} deep: {said}.",
            element=way[-1],
        )
    problems.refuse()


def _slug(source: Source) -> str:
    tree = parse(source.files.get(SERVICE, b""), source=SERVICE, problems=Problems())
    value = tree.value.get("slug") if tree is not None and isinstance(tree.value, dict) else None
    return str(value or "")
