"""Declarations from files: `packages/measures/<slug>.yaml`, one measure each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from pendopo.core.problem import Problem
from pendopo.measures.checking import Kinds, check
from pendopo.measures.definition import Definition, read
from pendopo.measures.refusals import DefinitionRefused

LARGEST = 64 * 1024


def load(path: Path, *, kinds: Kinds | None = None) -> Definition:
    """A checked declaration. Raises `DefinitionRefused` with everything wrong in the file."""
    definition = _read(path)
    problems = check(definition, kinds)
    if definition.slug != path.stem:
        said = f"Nama berkas harus {definition.slug}.yaml."
        english = f"The file must be called {definition.slug}.yaml."
        problems += (Problem(path.name, 0, "slug", "file-name", said, english),)
    if problems:
        raise DefinitionRefused(problems)
    return definition


def load_all(folder: Path) -> tuple[Definition, ...]:
    """Every declaration of a folder, by name of its file. Raises `DefinitionRefused`."""
    return tuple(load(path) for path in sorted(folder.glob("[!.]*.yaml")))


def _read(path: Path) -> Definition:
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise _refused(path, 0, "unreadable", str(wrong.strerror)) from wrong
    if len(data) > LARGEST:
        raise _refused(path, 0, "too-large", f"> {LARGEST // 1024} KB")
    try:
        plain = _plain(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise _refused(path, line, "not-yaml", str(getattr(wrong, "problem", wrong))) from wrong
    try:
        return read(plain)
    except msgspec.ValidationError as wrong:
        raise _refused(path, 0, "shape", str(wrong)) from wrong


def _plain(text: str) -> Any:
    loader = yaml.SafeLoader(text)
    try:
        for token in _tokens(text):
            if isinstance(token, yaml.AliasToken):
                raise yaml.MarkedYAMLError(problem="no aliases here", problem_mark=token.start_mark)
        return loader.get_single_data()
    finally:
        loader.dispose()


def _tokens(text: str) -> Any:
    """The tokens of a YAML text: aliases, which could explode, are refused before it is built."""
    return yaml.scan(text, Loader=yaml.SafeLoader)


def _refused(path: Path, line: int, rule: str, detail: str) -> DefinitionRefused:
    said = f"Berkas ukuran tidak dapat dibaca: {detail}."
    english = f"The file of the measure cannot be read: {detail}."
    return DefinitionRefused((Problem(path.name, line, "", rule, said, english),))
