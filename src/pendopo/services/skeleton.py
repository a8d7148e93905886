"""A small complete package to start from, made of the files in `new_package/`."""

from __future__ import annotations

import re
from pathlib import Path

from pendopo.services.problems import Refused

MODEL = Path(__file__).parent / "new_package"
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,62}")


def new_package(*, folder: Path) -> tuple[str, ...]:
    """Write the files of a new package into `folder`; its name becomes the slug.

    Returns the names written. Raises `Refused` when the name is no slug or the folder holds files.
    """
    slug = folder.name
    if not _SLUG.fullmatch(slug):
        raise Refused(
            "slug",
            f"Nama folder “{slug}” harus huruf kecil, angka, dan tanda hubung, mis. izin-reklame.",
            f"The folder name “{slug}” must be lower-case letters, digits and dashes.",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            "not-empty",
            f"Folder {folder} sudah berisi; tidak ada yang ditulis.",
            f"The folder {folder} is not empty; nothing was written.",
        )
    words = slug.replace("-", " ")
    title = words.title()
    written: list[str] = []
    for path in sorted(MODEL.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(MODEL).as_posix()
        text = path.read_text("utf-8")
        for key, value in (("slug", slug), ("title", title), ("words", words)):
            text = text.replace("{{" + key + "}}", value)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        written.append(name)
    return tuple(written)
