"""docs/reference/commands.md: every command of `./pendopo`, with its options."""

from __future__ import annotations

import ast
from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run.commands import COMMANDS, FACE, Command
from pendopo.config.run.references import reading

INTRODUCTION = """# Commands

`./pendopo` alone lists them. The exit code is 0 when all is well, 1 when something failed, 2 when
the command was called wrongly.
"""


def page() -> str:
    return "\n".join([INTRODUCTION, *(_command(one) for one in COMMANDS if one.english)])


def source(one: Command) -> Path:
    """The file whose docstring and options describe the command."""
    if one.module == FACE:
        return ROOT / "src" / "pendopo" / "faces" / "cli" / f"{one.name}.py"
    path = ROOT / "src" / Path(*one.module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _command(one: Command) -> str:
    module = reading.tree(source(one))
    lines = [f"## `./pendopo {one.name}`", ""]
    lines += [f"{_sentence(one.english)} *{_sentence(one.indonesian)}*", ""]
    doc = reading.reflow(reading.doc_of(module))
    if doc:
        lines += [doc, ""]
    options = _options(module)
    if options:
        lines += ["| argument | does |", "|---|---|"]
        lines += [f"| `{name}` | {reading.cell(text)} |" for name, text in options]
        lines.append("")
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _options(module: ast.Module) -> list[tuple[str, str]]:
    """Sub-commands and options that argparse is given, in the order of the source."""
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in ("add_argument", "add_parser") or not node.args:
            continue
        names = [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
        said = next(
            (
                str(one.value.value)
                for one in node.keywords
                if one.arg == "help" and isinstance(one.value, ast.Constant)
            ),
            "",
        )
        if said:
            found.append((node.lineno, ", ".join(names), said))
    return [(name, said) for _line, name, said in sorted(found)]
