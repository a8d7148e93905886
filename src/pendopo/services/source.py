"""The files of a package as bytes: read from a folder within bounds, named by their content."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pendopo.services.problems import Problems

FILE_LIMIT = 1024 * 1024
"""Bytes of one file; drawings of real processes have about 40 kB."""

PACKAGE_LIMIT = 8 * 1024 * 1024
FILES_LIMIT = 200

_SEGMENT = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_FOLDERS = {"letters", "texts", "stories"}
_TOP = {"service.yaml", "form.schema.json", "layout.yaml", "process.bpmn", "decisions.dmn"}
_KINDS = {
    "letters": (".typ", ".png", ".svg"),
    "texts": (".yaml",),
    "stories": (".yaml",),
}
CALLED = "called"
"""Folder of the packages whose processes this one calls: `called/<slug>/...`, whole."""
DEEPEST = 4
"""Packages that may call each other in a row."""
_IGNORED = {".gitkeep", ".DS_Store", "Thumbs.db"}


@dataclass(frozen=True, slots=True)
class Source:
    """The files of a package. files: name with "/" -> bytes, sorted by name."""

    files: Mapping[str, bytes]

    @property
    def hash(self) -> str:
        """SHA-256 (hex) over names, lengths and bytes: the same files give the same name."""
        digest = hashlib.sha256(b"pendopo service package 1\n")
        for name in sorted(self.files):
            data = self.files[name]
            digest.update(f"{name}\n{len(data)}\n".encode())
            digest.update(data)
        return digest.hexdigest()

    @property
    def called(self) -> dict[str, Source]:
        """The packages whose processes it calls, as they were when it was put together."""
        found: dict[str, dict[str, bytes]] = {}
        for name, data in self.files.items():
            folder, _, rest = name.partition("/")
            slug, _, inner = rest.partition("/")
            if folder == CALLED and inner:
                found.setdefault(slug, {})[inner] = data
        return {slug: Source(files) for slug, files in found.items()}

    def own(self) -> Source:
        """Without the packages that it calls."""
        mine = {k: v for k, v in self.files.items() if not k.startswith(f"{CALLED}/")}
        return Source(mine)


def read_folder(folder: Path) -> Source:
    """The files below `folder`. Raises `PackageRefused`; never leaves the folder."""
    problems = Problems()
    if not folder.is_dir():
        problems.add(
            str(folder.name),
            0,
            "not-a-folder",
            f"Folder {folder.name} tidak ditemukan.",
            f"There is no folder {folder.name}.",
        )
        problems.refuse()
    files: dict[str, bytes] = {}
    for parent, folders, names in os.walk(folder, followlinks=False):
        here = Path(parent)
        for name in [*folders, *names]:
            path = here / name
            relative = path.relative_to(folder).as_posix()
            if name in _IGNORED:
                continue
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                problems.add(
                    relative,
                    0,
                    "not-a-file",
                    "Hanya berkas biasa yang boleh ada di paket, bukan tautan.",
                    "A package holds plain files only, no links.",
                )
            elif stat.S_ISREG(mode):
                if path.lstat().st_size > FILE_LIMIT:
                    _too_large(problems, relative)
                elif len(files) <= FILES_LIMIT:
                    files[relative] = path.read_bytes()
        folders[:] = [one for one in folders if not (here / one).is_symlink()][:FILES_LIMIT]
    problems.extend(_problems(files))
    problems.refuse()
    return Source({name: files[name] for name in sorted(files)})


def from_files(files: Mapping[str, bytes]) -> Source:
    """The package made of `files` (as stored or sent). Raises `PackageRefused`."""
    problems = _problems(files)
    problems.refuse()
    return Source({name: bytes(files[name]) for name in sorted(files)})


def _problems(files: Mapping[str, bytes]) -> Problems:
    problems = Problems()
    if len(files) > FILES_LIMIT:
        problems.add(
            "paket",
            0,
            "too-many-files",
            f"Paket berisi lebih dari {FILES_LIMIT} berkas.",
            f"The package holds more than {FILES_LIMIT} files.",
        )
    if sum(len(data) for data in files.values()) > PACKAGE_LIMIT:
        problems.add(
            "paket",
            0,
            "too-large",
            f"Paket lebih besar dari {PACKAGE_LIMIT // 1024 // 1024} MB.",
            f"The package is larger than {PACKAGE_LIMIT // 1024 // 1024} MB.",
        )
    for name, data in files.items():
        if len(data) > FILE_LIMIT:
            _too_large(problems, name)
        _check_name(name, problems)
    return problems


def _too_large(problems: Problems, name: str) -> None:
    problems.add(
        name,
        0,
        "too-large",
        f"Berkas lebih besar dari {FILE_LIMIT // 1024} kB.",
        f"The file is larger than {FILE_LIMIT // 1024} kB.",
    )


def _check_name(name: str, problems: Problems) -> None:
    parts = name.split("/")
    for _ in range(DEEPEST):
        if parts[0] == CALLED and len(parts) > 2 and _SEGMENT.fullmatch(parts[1]):
            parts = parts[2:]
    good = all(_SEGMENT.fullmatch(part) and ".." not in part for part in parts)
    if not good:
        problems.add(
            name if name.isprintable() else repr(name),
            0,
            "file-name",
            "Nama berkas hanya boleh huruf kecil, angka, titik, garis, dan satu folder.",
            "File names are lower-case letters, digits, dots and dashes, in known folders.",
        )
    elif len(parts) == 1:
        if parts[0] not in _TOP and not name.endswith(".md"):
            _unknown(name, problems)
    elif len(parts) != 2 or parts[0] not in _FOLDERS or not name.endswith(_KINDS[parts[0]]):
        _unknown(name, problems)


def _unknown(name: str, problems: Problems) -> None:
    problems.add(
        name,
        0,
        "unknown-file",
        "Berkas ini bukan bagian dari paket layanan.",
        "This file is not part of a service package.",
    )
