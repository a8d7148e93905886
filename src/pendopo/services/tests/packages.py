"""Packages for tests: the ones we ship, and a small one that each test breaks in its own way."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from pendopo.services.compiled import Compiled
from pendopo.services.load import compile_source
from pendopo.services.skeleton import new_package
from pendopo.services.source import Source, from_files, read_folder

SHIPPED = Path(__file__).parents[4] / "packages" / "services"


def shipped() -> list[Path]:
    """Folders of all packages of the repository."""
    return sorted(path for path in SHIPPED.iterdir() if path.is_dir())


@cache
def small() -> dict[str, bytes]:
    """Files of the package that `new` makes."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "surat-contoh"
        new_package(folder=folder)
        return dict(read_folder(folder).files)


def edited(*edits: tuple[str, str, str], drop: tuple[str, ...] = (), **more: bytes) -> Source:
    """The small package with (file, old, new) replaced; an `old` that is absent is a mistake."""
    files = {name: data for name, data in small().items() if name not in drop}
    for name, old, new in edits:
        text = files[name].decode()
        assert old in text, f"{name} does not hold {old!r}"
        files[name] = text.replace(old, new, 1).encode()
    return from_files(files | {name.replace("__", "/"): data for name, data in more.items()})


@cache
def compiled_small() -> Compiled:
    return compile_source(from_files(small()))
