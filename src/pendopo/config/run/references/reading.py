"""Reading a source file for its words: docstrings, fields, types."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pendopo.config.environment import ROOT


@dataclass(frozen=True, slots=True)
class Field:
    """One annotated line of a class. `default`: as written, "" when one must be given."""

    name: str
    type: ast.expr
    default: str


@dataclass(frozen=True, slots=True)
class Class:
    name: str
    bases: tuple[str, ...]
    doc: str
    fields: tuple[Field, ...]
    values: dict[str, object]  # names set to a constant


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path) -> str:
    """The path as a link from docs/reference."""
    name = path.relative_to(ROOT).as_posix()
    return f"[{name}](../../{name})"


def doc_of(node: ast.Module | ast.ClassDef) -> str:
    return inspect.cleandoc(ast.get_docstring(node) or "")


def classes(module: ast.Module) -> Iterator[Class]:
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            yield Class(
                name=node.name,
                bases=tuple(ast.unparse(base) for base in node.bases),
                doc=doc_of(node),
                fields=tuple(_fields(node)),
                values=dict(_values(node)),
            )


def aliases(module: ast.Module) -> dict[str, ast.expr]:
    """Names that the module gives to types: `Mode = Literal["issue", ...]`."""
    return {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Subscript | ast.BinOp)
    }


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    for line in node.body:
        if not isinstance(line, ast.AnnAssign) or not isinstance(line.target, ast.Name):
            continue
        if "ClassVar" in ast.unparse(line.annotation):
            continue
        name, default = _named(line.target.id, line.value)
        yield Field(name, line.annotation, default)


def _named(name: str, value: ast.expr | None) -> tuple[str, str]:
    """The name as written in data (`field(name="from")`), and the default as written."""
    if not isinstance(value, ast.Call) or ast.unparse(value.func) != "field":
        return name, ast.unparse(value) if value else ""
    default = ""
    for one in value.keywords:
        if one.arg == "name" and isinstance(one.value, ast.Constant):
            name = str(one.value.value)
        elif one.arg == "default_factory":
            default = f"{ast.unparse(one.value)}()"
        elif one.arg == "default":
            default = ast.unparse(one.value)
    return name, default


def _values(node: ast.ClassDef) -> Iterator[tuple[str, object]]:
    for line in node.body:
        if (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and isinstance(line.value, ast.Constant)
        ):
            yield line.target.id, line.value.value


def reflow(doc: str) -> str:
    """A docstring as paragraphs of one line each."""
    return "\n\n".join(" ".join(part.split()) for part in doc.split("\n\n"))


def cell(text: str) -> str:
    """Text inside a table."""
    return " ".join(text.split()).replace("|", "\\|")
