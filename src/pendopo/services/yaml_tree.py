"""YAML with line numbers, and nothing that can explode: no anchors, no tags, bounded depth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

from pendopo.services.problems import Problems

DEPTH = 24
Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file. value: plain dicts, lists and scalars; lines: path -> line (from 1)."""

    source: str
    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of `path`, or of its nearest known parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(data: bytes, *, source: str, problems: Problems) -> Tree | None:
    """The tree of a YAML file; None when it cannot be read (the reason goes to `problems`)."""
    kind, rule = ("JSON", "not-json") if source.endswith(".json") else ("YAML", "not-yaml")
    try:
        text = data.decode("utf-8-sig")
        loader = _LOADER(text)
    except (UnicodeDecodeError, yaml.YAMLError):
        problems.add(
            source,
            1,
            "not-utf8",
            "Berkas harus berupa teks UTF-8 yang dapat dibaca.",
            "The file must be readable UTF-8 text.",
        )
        return None
    try:
        if _hostile(text, source, problems):
            return None
        node = loader.get_single_node()
        if node is None:
            return Tree(source, {}, {(): 1})
        lines: dict[Path, int] = {}
        value = _plain(node, (), loader, lines, source, problems)
        return Tree(source, value, lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(
            source,
            mark.line + 1 if mark else 1,
            rule,
            f"Susunan {kind} keliru: {error.problem or error.context}.",
            f"Not well-formed {kind}: {error.problem or error.context}.",
        )
    except (yaml.YAMLError, ValueError) as error:
        problems.add(
            source,
            1,
            rule,
            f"Susunan {kind} keliru: {error}.",
            f"Not well-formed {kind}: {error}.",
        )
    finally:
        loader.dispose()
    return None


def _hostile(text: str, source: str, problems: Problems) -> bool:
    """Anchors multiply (billion laughs), tags call code, depth eats the stack: none is needed."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problems.add(
                source,
                line,
                "yaml-anchor",
                "Jangkar dan alias YAML (& dan *) tidak dipakai di paket.",
                "YAML anchors and aliases (& and *) are not used in packages.",
            )
            return True
        if getattr(event, "tag", None):
            problems.add(
                source,
                line,
                "yaml-tag",
                "Tanda jenis YAML (!) tidak dipakai di paket.",
                "YAML tags (!) are not used in packages.",
            )
            return True
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            problems.add(
                source,
                line,
                "too-deep",
                f"Susunan lebih dalam dari {DEPTH} tingkat.",
                f"Nested deeper than {DEPTH} levels.",
            )
            return True
    return False


def _plain(
    node: yaml.Node,
    path: Path,
    loader: Any,
    lines: dict[Path, int],
    source: str,
    problems: Problems,
) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(one, (*path, at), loader, lines, source, problems)
            for at, one in enumerate(node.value)
        ]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise ValueError(f"baris {line}: kunci harus berupa satu kata")
            key = str(key_node.value)
            if key in found:
                problems.add(
                    source,
                    line,
                    "twice",
                    f"“{key}” ditulis dua kali.",
                    f"“{key}” is written twice.",
                )
            lines[(*path, key)] = line
            found[key] = _plain(value_node, (*path, key), loader, lines, source, problems)
        return found
    value = loader.construct_object(node)
    if isinstance(value, str | int | bool | float | date | datetime) or value is None:
        return value
    return str(node.value)
