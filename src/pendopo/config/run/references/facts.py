"""docs/reference/facts.md: every kind of fact with its fields, by the context that writes it."""

from __future__ import annotations

import ast

from pendopo.config.environment import ROOT
from pendopo.config.run.references import reading

WORDS = {
    "UUID": "id",
    "int": "whole number",
    "bool": "yes or no",
    "Decimal": "number",
    "date": "day",
    "datetime": "moment (UTC)",
    "dt.date": "day",
    "dt.datetime": "moment (UTC)",
    "ledger.Code": "machine word",
    "Code": "machine word",
    "None": "nothing",
}
INTRODUCTION = """# Facts

What happened, in the append-only ledger. A fact is never changed and never removed. It holds ids,
numbers, days, moments and machine words; never free text, never anything personal. Beside the
fields below each fact carries its id, its region, its kind, when it happened and when it was
recorded (`occurred_at`, `recorded_at`), who acted (`actor`, an account; nothing for the system),
for which `organisation`, what it is `about` (the id of a case, a letter, a person …) and a random
salt, which keeps its fingerprint from being guessed.
"""


def page() -> str:
    parts = [INTRODUCTION]
    told = ""
    for path in sorted((ROOT / "src" / "pendopo").glob("*/*facts.py")):
        module = reading.tree(path)
        kinds = [
            one
            for one in reading.classes(module)
            if any(base.endswith("Fact") for base in one.bases) and "KIND" in one.values
        ]
        if not kinds:
            continue
        named = reading.aliases(module)
        heading = f"## {path.parent.name}\n\n" if path.parent.name != told else ""
        told = path.parent.name
        parts.append(f"{heading}From {reading.shown(path)}.\n")
        parts += [_kind(one, named) for one in kinds]
    return "\n".join(parts)


def _kind(one: reading.Class, named: dict[str, ast.expr]) -> str:
    lines = [f"### `{one.values['KIND']}`", ""]
    if one.doc:
        lines += [reading.reflow(one.doc), ""]
    if not one.fields:
        return "\n".join([*lines, "No fields of its own.", ""])
    lines += ["| field | is |", "|---|---|"]
    for field in one.fields:
        lines.append(f"| `{field.name}` | {reading.cell(_type(field.type, named))} |")
    return "\n".join([*lines, ""])


def _type(node: ast.expr, named: dict[str, ast.expr]) -> str:
    """A type in words: "id", "one of `a`, `b`", "list of machine word"."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return f"{_type(node.left, named)} or {_type(node.right, named)}"
    if isinstance(node, ast.Subscript):
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if ast.unparse(node.value) == "Literal":
            return "one of " + ", ".join(f"`{getattr(one, 'value', one)}`" for one in inside)
        inner = [_type(one, named) for one in inside if ast.unparse(one) != "..."]
        return f"list of {', '.join(inner)}"
    text = ast.unparse(node)
    if text in named:
        return _type(named[text], named)
    return WORDS.get(text, f"`{text}`")
