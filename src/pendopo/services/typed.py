"""Reads a parsed tree into the structs of `schema`, naming file and line of every defect."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import msgspec.inspect as shape
from msgspec import Struct

from pendopo.core.clock import Limit
from pendopo.services.problems import Problems
from pendopo.services.text import LANGUAGES, Text
from pendopo.services.yaml_tree import Path, Tree

S = TypeVar("S", bound=Struct)
BROKEN: Any = object()
"""Stands for a value that could not be read; its reason is in the problems."""

_ABSENT: Any = object()
_SCALARS = (
    shape.StrType,
    shape.IntType,
    shape.BoolType,
    shape.DateType,
    shape.LiteralType,
    shape.AnyType,
)


@dataclass(slots=True)
class Reader:
    """tree: service.yaml; texts: language -> parsed texts file; used: text paths consumed."""

    tree: Tree
    texts: Mapping[str, Tree]
    problems: Problems
    used: set[Path] = field(default_factory=set)

    def read(self, kind: type[S]) -> S | None:
        """The whole file as `kind`, or None when something is wrong (see `problems`)."""
        before = len(self.problems)
        value = self._read(self.tree.value, shape.type_info(kind), ())
        self._unused_texts()
        return value if len(self.problems) == before and isinstance(value, kind) else None

    def _read(self, value: Any, kind: shape.Type, path: Path) -> Any:
        if isinstance(kind, shape.UnionType):
            return self._union(value, kind, path)
        if isinstance(kind, shape.StructType):
            return self._text(value, path) if kind.cls is Text else self._struct(value, kind, path)
        if isinstance(kind, shape.DataclassType):
            return self._limit(value, path)
        if isinstance(kind, shape.DictType):
            return self._dict(value, kind, path)
        if isinstance(kind, shape.VarTupleType):
            if not isinstance(value, list):
                return self._wrong(path, "harus berupa daftar", "must be a list")
            return self._gather(
                tuple(self._read(v, kind.item_type, (*path, n)) for n, v in enumerate(value))
            )
        return self._scalar(value, kind, path)

    def _struct(self, value: Any, kind: shape.StructType, path: Path) -> Any:
        if value is None:
            value = {}
        if not isinstance(value, dict):
            return self._wrong(path, "harus berupa kelompok kunci", "must be a group of keys")
        fields = {one.encode_name: one for one in kind.fields}
        for key in value:
            if key not in fields and not self.problems.full:
                self._unknown((*path, key), key, list(fields))
        made: dict[str, Any] = {}
        for name, one in fields.items():
            at = (*path, name)
            given = value.get(name, _ABSENT)
            if given is _ABSENT and self._worded(at, one.type):
                given = None
            if given is not _ABSENT:
                made[one.name] = self._read(given, one.type, at)
            elif one.required:
                made[one.name] = self._missing(path, name, one.type)
        if any(item is BROKEN for item in made.values()):
            return BROKEN
        return kind.cls(**made)

    def _dict(self, value: Any, kind: shape.DictType, path: Path) -> Any:
        if value is not None and not isinstance(value, dict):
            return self._wrong(path, "harus berupa kelompok kunci", "must be a group of keys")
        given: dict[str, Any] = dict(value or {})
        if _is_text(kind.value_type):
            for tree in self.texts.values():
                found = _at(tree.value, path)
                given = (
                    given | {k: given.get(k) for k in found} if isinstance(found, dict) else given
                )
        if isinstance(kind.value_type, shape.AnyType) and path[-1:] == ("form",):
            return {k: self._question(v, (*path, k)) for k, v in given.items()}
        made = {k: self._read(v, kind.value_type, (*path, k)) for k, v in given.items()}
        return BROKEN if any(item is BROKEN for item in made.values()) else made

    def _question(self, value: Any, path: Path) -> Any:
        """A property of a task's form: any JSON Schema, its title a text like every other."""
        if not isinstance(value, dict):
            return self._wrong(path, "harus berupa kelompok kunci", "must be a group of keys")
        title = self._text(value.get("title"), path if "title" not in value else (*path, "title"))
        return value | {"title": {"id": title.id, "en": title.en} if title is not BROKEN else {}}

    def _union(self, value: Any, kind: shape.UnionType, path: Path) -> Any:
        kinds = [one for one in kind.types if not isinstance(one, shape.NoneType)]
        if value is None and len(kinds) < len(kind.types) and not self._worded(path, kind):
            return None
        for one in kinds:
            if isinstance(one, shape.DictType) == isinstance(value, dict):
                return self._read(value, one, path)
        return self._read(value, kinds[0], path)

    def _text(self, value: Any, path: Path) -> Any:
        if isinstance(value, dict) and value:
            for key in value:
                if key not in LANGUAGES:
                    self._unknown((*path, key), key, list(LANGUAGES))
            found = dict(value)
        elif value is None or value == {}:
            found = {}
            self.used.add(path)
            for language, tree in self.texts.items():
                found[language] = _at(tree.value, path)
        else:
            return self._wrong(
                path,
                "harus berupa teks {id: ..., en: ...}, atau dipindah ke texts/",
                "must be a text {id: ..., en: ...}, or move to texts/",
            )
        broken = False
        for language in LANGUAGES:
            if not isinstance(found.get(language), str) or not found[language].strip():
                self._no_text(path, language, in_service=bool(value))
                broken = True
        return BROKEN if broken else Text(id=found["id"].strip(), en=found["en"].strip())

    def _no_text(self, path: Path, language: str, *, in_service: bool) -> None:
        name = _dotted(path)
        tree = self.tree if in_service else self.texts.get(language, self.tree)
        source = self.tree.source if in_service else f"texts/{language}.yaml"
        spoken = {"id": ("Bahasa Indonesia", "Indonesian"), "en": ("Inggris", "English")}[language]
        self.problems.add(
            source,
            tree.line(path),
            "text-missing",
            f"Teks {spoken[0]} untuk “{name}” belum ada.",
            f"The {spoken[1]} text of “{name}” is missing.",
            element=_element(path),
        )

    def _limit(self, value: Any, path: Path) -> Any:
        try:
            return Limit.parse(value)
        except ValueError:
            return self._wrong(
                path,
                "harus seperti “3 working_days” (minutes, hours, days, working_days)",
                "must look like “3 working_days” (minutes, hours, days, working_days)",
            )

    def _scalar(self, value: Any, kind: shape.Type, path: Path) -> Any:
        if isinstance(kind, shape.AnyType):
            return value
        if isinstance(kind, shape.LiteralType):
            if value in kind.values and isinstance(value, str):
                return value
            choices = ", ".join(str(one) for one in kind.values)
            return self._wrong(
                path, f"harus salah satu dari {choices}", f"must be one of {choices}"
            )
        expected = {
            shape.StrType: (str, "harus berupa teks pendek", "must be a short text"),
            shape.IntType: (int, "harus berupa bilangan bulat", "must be a whole number"),
            shape.BoolType: (bool, "harus true atau false", "must be true or false"),
            shape.DateType: (date, "harus berupa tanggal 2026-12-31", "must be a date 2026-12-31"),
        }[type(kind)]  # every other kind was handled above
        if type(value) is not expected[0]:
            return self._wrong(path, expected[1], expected[2])
        return value

    def _gather(self, items: tuple[Any, ...]) -> Any:
        return BROKEN if any(item is BROKEN for item in items) else items

    def _worded(self, path: Path, kind: shape.Type) -> bool:
        """Whether the texts files hold something for this path and this kind takes texts."""
        if isinstance(kind, _SCALARS):
            return False
        return any(_at(tree.value, path) is not None for tree in self.texts.values())

    def _missing(self, path: Path, name: str, kind: shape.Type) -> Any:
        if _is_text(kind):
            return self._text(None, (*path, name))
        self.problems.add(
            self.tree.source,
            self.tree.line(path),
            "key-missing",
            f"Kunci “{_dotted((*path, name))}” wajib diisi.",
            f"The key “{_dotted((*path, name))}” is required.",
            element=_element(path),
        )
        return BROKEN

    def _unknown(self, path: Path, key: str, known: list[str]) -> None:
        near = difflib.get_close_matches(key, known, n=1)
        hint = f" Maksudnya “{near[0]}”?" if near else ""
        ask = f" Did you mean “{near[0]}”?" if near else ""
        self.problems.add(
            self.tree.source,
            self.tree.line(path),
            "key-unknown",
            f"Kunci “{_dotted(path)}” tidak dikenal.{hint}",
            f"The key “{_dotted(path)}” is unknown.{ask}",
            element=_element(path),
        )

    def _wrong(self, path: Path, indonesian: str, english: str) -> Any:
        self.problems.add(
            self.tree.source,
            self.tree.line(path),
            "value-wrong",
            f"“{_dotted(path)}” {indonesian}.",
            f"“{_dotted(path)}” {english}.",
            element=_element(path),
        )
        return BROKEN

    def _unused_texts(self) -> None:
        for language, tree in self.texts.items():
            for path in _leaves(tree.value, ()):
                if path not in self.used and path[:1] != ("form",):
                    self.problems.add(
                        f"texts/{language}.yaml",
                        tree.line(path),
                        "text-unused",
                        f"Teks “{_dotted(path)}” tidak dipakai di service.yaml.",
                        f"The text “{_dotted(path)}” is not used by service.yaml.",
                    )


def _is_text(kind: shape.Type) -> bool:
    return isinstance(kind, shape.StructType) and kind.cls is Text


def _at(value: Any, path: Path) -> Any:
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def _leaves(value: Any, path: Path) -> list[Path]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*path, key))]
    return [path]


def _dotted(path: Path) -> str:
    return ".".join(str(one) for one in path)


def _element(path: Path) -> str:
    """The element of the drawing that a path speaks of, if any."""
    groups = ("tasks", "endings", "public_status", "lanes")
    return str(path[1]) if len(path) > 1 and path[0] in groups else ""
