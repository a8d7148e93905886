"""The kit as it lies on a disk: a folder, or the archive that the kit's makers hand out."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LIMIT = 4 * 1024 * 1024
"""Bytes of one file of the kit."""
_LEVELS = {"compliance-level-2": 2, "compliance-level-3": 3}


@dataclass(frozen=True, slots=True)
class Suite:
    """One test file with the models that lie beside it.

    level: 2 or 3. feature: its folder, as `0068-feel-equality`. models: bytes by file name.
    """

    level: int
    feature: str
    name: str
    tests: bytes
    models: dict[str, bytes]


def read_kit(place: Path) -> tuple[Suite, ...]:
    """The suites of levels 2 and 3, by level and name. `place` is a folder or a .tar.gz.

    Raises FileNotFoundError when there is nothing, ValueError when it holds no suites.
    """
    files = _packed(place) if place.is_file() else _unpacked(place)
    folders: dict[tuple[int, str], dict[str, bytes]] = {}
    for path, data in files:
        *_, level, feature, name = ("", "", *PurePosixPath(path).parts)
        if level in _LEVELS:
            folders.setdefault((_LEVELS[level], feature), {})[name] = data
    suites = [
        Suite(level, feature, name, data, _models(found))
        for (level, feature), found in sorted(folders.items())
        for name, data in sorted(found.items())
        if name.endswith(".xml")
    ]
    if not suites:
        raise ValueError(f"{place} holds no compliance-level-2 or compliance-level-3 folder")
    return tuple(suites)


def _models(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in sorted(found.items()) if name.endswith(".dmn")}


def _packed(place: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(place) as archive:
        for member in archive:
            if member.isfile() and member.size <= LIMIT and _wanted(member.name):
                file = archive.extractfile(member)
                if file is not None:
                    yield member.name, file.read()


def _unpacked(place: Path) -> Iterator[tuple[str, bytes]]:
    if not place.is_dir():
        raise FileNotFoundError(f"there is nothing at {place}")
    for path in sorted(place.rglob("*")):
        if path.is_file() and _wanted(path.name) and path.stat().st_size <= LIMIT:
            yield path.absolute().as_posix(), path.read_bytes()


def _wanted(name: str) -> bool:
    return name.endswith((".dmn", ".xml"))
