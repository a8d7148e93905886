"""docs/reference/package.md: every key of `service.yaml`, from the structs that read it."""

from __future__ import annotations

import ast

from pendopo.config.environment import ROOT
from pendopo.config.run.references import reading

SCHEMA = ROOT / "src" / "pendopo" / "services" / "schema.py"
WORDS = {
    "str": "text",
    "int": "whole number",
    "bool": "`true` or `false`",
    "date": "day (2026-12-01)",
    "Text": "text in both languages",
    "Words": "words in both languages",
    "Limit": "limit (`9 working_days`)",
    "Any": "anything",
    "None": "nothing",
}
INTRODUCTION = """# Keys of a service package

A package is a folder of data: `service.yaml` (below), `form.schema.json`, `process.bpmn`,
`decisions.dmn`, `letters/*.typ`, `texts/{id,en}.yaml` and `stories/*.yaml`. How to make one:
[add a licence](../how-to/add-a-licence.md). `./pendopo package check DIR` names file, line and
rule of every defect. What a drawing may hold: [BPMN that runs](bpmn.md).

`decisions.dmn` is DMN 1.1 to 1.5 with FEEL; [how far](dmn-tck.md). Refused: a name, function or
type that nobody knows; a cell whose literal is not of its column's type, or no choice of the
question that the column asks; two rules that contradict each other (UNIQUE: they hit together; ANY:
they hit together and answer differently). Noted (`catatan`): a case that no rule answers, and a
rule that never hits.

A *text in both languages* stands in `service.yaml` as `{id: …, en: …}`, or in `texts/id.yaml` and
`texts/en.yaml` under the same path. Keys without a default must be given.
"""


def page() -> str:
    module = reading.tree(SCHEMA)
    found = {one.name: one for one in reading.classes(module) if "Struct" in one.bases}
    named = reading.aliases(module)
    sections = [_section(one, set(found), named) for one in _outside_in(found)]
    return "\n".join([INTRODUCTION, *sections])


def _outside_in(found: dict[str, reading.Class]) -> list[reading.Class]:
    """The whole file first, then its sections as it names them, each once."""
    order = ["Service"]
    for name in order:
        for field in found[name].fields:
            inside = {node.id for node in ast.walk(field.type) if isinstance(node, ast.Name)}
            order += sorted(inside & found.keys() - set(order))
    return [found[name] for name in order]


def _section(one: reading.Class, known: set[str], named: dict[str, ast.expr]) -> str:
    title = "service.yaml" if one.name == "Service" else one.name
    lines = [f"## {title}", "", reading.reflow(one.doc), ""]
    lines += ["| key | is | default |", "|---|---|---|"]
    for field in one.fields:
        kind = reading.cell(_type(field.type, known, named))
        default = f"`{reading.cell(field.default)}`" if field.default else ""
        lines.append(f"| `{field.name}` | {kind} | {default} |")
    return "\n".join([*lines, ""])


def _type(node: ast.expr, known: set[str], named: dict[str, ast.expr]) -> str:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return f"{_type(node.left, known, named)} or {_type(node.right, known, named)}"
    if isinstance(node, ast.Subscript):
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        outer = ast.unparse(node.value)
        if outer == "Literal":
            return ", ".join(f"`{getattr(one, 'value', one)}`" for one in inside)
        inner = [_type(one, known, named) for one in inside if ast.unparse(one) != "..."]
        if outer == "dict":
            return f"mapping: name to {inner[1]}"
        return f"list of {', '.join(inner)}"
    text = ast.unparse(node)
    if text in known:
        return f"[{text}](#{text.lower()})"
    if text in named:
        return _type(named[text], known, named)
    return WORDS.get(text, f"`{text}`")
