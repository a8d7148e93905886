"""The project's Python as syntax trees, for tests that keep the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "pendopo"
CONTEXTS = (
    "ledger", "directory", "messages", "documents", "measures", "services", "casework", "voice",
    "planning", "assessment", "watch",
)  # fmt: skip


@cache
def modules() -> dict[str, tuple[Path, ast.Module]]:
    """Dotted name -> file and tree, tests left out."""
    found: dict[str, tuple[Path, ast.Module]] = {}
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC.parent).with_suffix("").parts
        if "tests" in parts:
            continue
        name = ".".join(parts).removesuffix(".__init__")
        found[name] = (path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
    return found


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every imported dotted name with its line, `from a import b` as `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def strings(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every string literal that is not a docstring, with its line."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value, node.lineno


def context_of(module: str) -> str:
    """`pendopo.casework.actions.tasks` -> `casework`; "" outside the contexts."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in CONTEXTS else ""
