"""The typst compiler behind one door: virtual files only, fixed fonts, PDF/A-3b."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

FORMS = Path(__file__).resolve().parents[1] / "templates"
NOTHING = Path(__file__).resolve().parent / "nothing"
"""Paths resolve in a folder without anything, so an absolute path finds nothing either."""
PICTURES = "pendopo-letter-"
LEFT_AFTER = 3600.0  # seconds; a letter takes one


class Broken(Exception):
    """The sources do not compile. `path` and `line` (0 when unknown) and typst's sentence."""

    def __init__(self, path: str, line: int, sentence: str) -> None:
        super().__init__(f"{path}:{line}: {sentence}" if path else sentence)
        self.path, self.line, self.sentence = path, line, sentence


_PLACE = re.compile(r"┌─ (.+):(\d+):\d+")


def _broken(error: Exception, root: str) -> Broken:
    found = _PLACE.search(str(getattr(error, "diagnostic", "") or ""))
    sentence = str(getattr(error, "message", "") or error).replace(root, "")
    if not found:
        return Broken("", 0, sentence)
    path = found[1].split(f"{Path(root).name}/", 1)[-1]
    return Broken(path, int(found[2]), sentence)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the signature goes: page from 0, lower left corner and size in points (1/72 inch)."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, bottom, right, top in whole points."""
        return (
            round(self.x),
            round(self.y),
            round(self.x + self.width),
            round(self.y + self.height),
        )


@dataclass(frozen=True, slots=True)
class Rendered:
    pdf: bytes
    slot: Slot | None


@functools.cache
def _fonts() -> typst.Fonts:
    # Only the fonts inside the compiler: the same letter on every machine.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


@functools.cache
def _own_forms() -> dict[str, bytes]:
    return {f"pendopo/{path.name}": path.read_bytes() for path in sorted(FORMS.glob("*.typ"))}


@functools.cache
def _clear_left() -> None:
    """Once a process: folders of pictures whose process was killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PICTURES}*"):
        with suppress(FileNotFoundError):  # another process clears too
            found = left.lstat()
            if found.st_uid == os.getuid() and found.st_mtime < time.time() - LEFT_AFTER:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _root(files: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The folder that paths resolve in, and the files that need not be there.

    The compiler takes texts from memory; pictures in binary must lie in a folder, which holds
    nothing else and goes away.
    """
    texts = {path: content for path, content in files.items() if _is_text(content)}
    if len(texts) == len(files):
        yield str(NOTHING), texts
        return
    _clear_left()
    with tempfile.TemporaryDirectory(prefix=PICTURES) as folder:
        for path, content in files.items():
            if path not in texts:
                target = Path(folder, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        yield folder, texts


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _compiler(
    entry: str, root: str, texts: Mapping[str, bytes], data: Mapping[str, Any]
) -> typst.Compiler:
    sources: Any = {
        **texts,
        **_own_forms(),
        "main": f'#include "/{entry}"'.encode(),
    }
    return typst.Compiler(
        sources,
        root=root,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        package_path=f"{root}/none",
        package_cache_path=f"{root}/none",
    )


def render(
    *, entry: str, files: Mapping[str, bytes], data: Mapping[str, Any], at: dt.datetime
) -> Rendered:
    """Compile `entry` (a path in `files` or `pendopo/...`) to PDF/A-3b as of `at`.

    `data` reaches the sources as JSON in `sys.inputs.data`. Same input, same bytes.
    Raises `Broken`.
    """
    with _root(files) as (root, texts):
        try:
            pdf = _compiler(entry, root, texts, data).compile(
                format="pdf", pdf_standards=["a-3b"], timestamp=int(at.timestamp())
            )
            # A compiler of virtual files answers once; the next one finds its work memoised.
            asked = _compiler(entry, root, texts, data)
            found = json.loads(asked.query("<signature-slot>", field="value"))
        except (typst.TypstError, RuntimeError) as error:
            raise _broken(error, root) from None
    assert isinstance(pdf, bytes)
    return Rendered(pdf=pdf, slot=_slot(found[-1]) if found else None)


def render_picture(
    *, entry: str, files: Mapping[str, bytes], data: Mapping[str, Any], ppi: float = 300
) -> bytes:
    """The first page of `entry` as PNG, for signers that take a picture. Raises `Broken`."""
    with _root(files) as (root, texts):
        try:
            picture = _compiler(entry, root, texts, data).compile(format="png", ppi=ppi)
        except (typst.TypstError, RuntimeError) as error:
            raise _broken(error, root) from None
    first = picture[0] if isinstance(picture, list) else picture
    assert first is not None
    return first


def _slot(found: Mapping[str, float]) -> Slot:
    return Slot(
        page=int(found["page"]) - 1,
        x=found["x"],
        y=found["page_height"] - found["y"] - found["height"],
        width=found["width"],
        height=found["height"],
    )
