"""What a package may write in its letters: typst that reads its own folder and nothing else.

The compiler sees only the files we hand it, so no path leads outside. What is left is the
network (typst fetches `@preview/...` packages) and ways to hide such an import from a reader.
Both are refused before the compiler starts, by words. Comments and strings are read like the
rest: telling them apart would need typst's own parser, and a mistake there would be a way out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

ASSET = re.compile(r"\.(typ|svg|png|jpg|jpeg|json|csv|txt)$")
PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
RESERVED = ("main", "mark.", "pendopo/", "qr.svg", "attachment.bin")
MAX_FILES = 60
MAX_BYTES = 4 * 1024 * 1024

_IMPORT = re.compile(r"(?<![\w-])(?:import|include)(?![\w-])")
_PLAIN_IMPORT = re.compile(r'(?:import|include)\s*"(?!@)[^"\\]*"')
_FORBIDDEN = re.compile(r"(?<![\w-])(eval|plugin|dictionary|std|sys)(?![\w-])")


class UnsafeSource(Exception):
    """A letter source asks for what it may not have; `path`, `line` and the sentence say what."""

    def __init__(self, path: str, line: int, sentence: str) -> None:
        super().__init__(f"{path}:{line}: {sentence}")
        self.path, self.line, self.sentence = path, line, sentence


def check_sources(files: Mapping[str, bytes]) -> None:
    """Raise `UnsafeSource` unless every file of a package's letters is safe to compile.

    `files` maps a path inside the package (`letters/izin.typ`) to its bytes.
    """
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        raise UnsafeSource("letters", 0, f"more than {MAX_FILES} files or {MAX_BYTES} bytes")
    for path, content in files.items():
        if not PATH.fullmatch(path) or path.startswith(RESERVED) or ".." in path:
            raise UnsafeSource(path, 0, "a path inside the package, in plain letters, is needed")
        if not ASSET.search(path):
            raise UnsafeSource(path, 0, "this kind of file cannot be used in a letter")
        if path.endswith(".typ"):
            _check_text(path, content)


def _check_text(path: str, content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UnsafeSource(path, 0, "not UTF-8") from None
    for found in _IMPORT.finditer(text):
        if not _PLAIN_IMPORT.match(text, found.start()):
            raise UnsafeSource(
                path,
                _line(text, found.start()),
                'only import "path" or include "path" of a file of the package or /pendopo/',
            )
    for found in _FORBIDDEN.finditer(text):
        raise UnsafeSource(
            path, _line(text, found.start()), f"the word {found[1]} cannot be used in a letter"
        )


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
