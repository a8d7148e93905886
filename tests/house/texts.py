"""Every text for people in the faces, found where it is written: templates and Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.house.source import ROOT, SRC

FACES = SRC / "faces"
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop", "later"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT = {"npgettext", "npgettext_lazy"}
TRANSLATE = re.compile(
    r"""{%\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')(?:\s+context\s+"([^"]*)")?"""
)
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.S
)


@dataclass(frozen=True, slots=True)
class Said:
    """One text as a translator gets it. `place`: file:line."""

    msgid: str
    place: str
    context: str | None = None
    plural: bool = False

    @property
    def key(self) -> tuple[str | None, str, bool]:
        return self.context, self.msgid, self.plural


def templates() -> list[Path]:
    found = [path for path in FACES.rglob("*.html") if "tests" not in path.parts]
    return sorted([*found, *SRC.glob("directory/**/templates/**/*.html")])


def is_django(path: Path) -> bool:
    """allauth's pages are Django's own templates; all others are Jinja2."""
    return "allauth" in path.parts


def said(environment: Any) -> Iterator[Said]:
    """`environment`: the Jinja2 environment that renders our templates."""
    for path in templates():
        text = path.read_text(encoding="utf-8")
        yield from in_django(path, text) if is_django(path) else in_jinja(path, text, environment)
    for path in sorted(FACES.rglob("*.py")):
        if "tests" not in path.parts:
            yield from in_python(path)


def in_jinja(path: Path, text: str, environment: Any) -> Iterator[Said]:
    for line, function, message in environment.extract_translations(text):
        yield from _said(function, message, f"{_name(path)}:{line}")


def in_django(path: Path, text: str) -> Iterator[Said]:
    for match in TRANSLATE.finditer(text):
        place = f"{_name(path)}:{text.count(chr(10), 0, match.start()) + 1}"
        yield Said(match[1] or match[2] or "", place, match[3])
    for match in BLOCK.finditer(text):
        place = f"{_name(path)}:{text.count(chr(10), 0, match.start()) + 1}"
        context = re.search(r'context\s+"([^"]*)"', match[1])
        body = match[2].split("{% plural %}")[0]
        if "trimmed" in match[1]:
            body = " ".join(line.strip() for line in body.strip().splitlines())
        msgid = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", body.replace("%", "%%"))
        yield Said(msgid, place, context[1] if context else None, "{% plural %}" in match[2])


def in_python(path: Path) -> Iterator[Said]:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = tuple(one.value for one in node.args if isinstance(one, ast.Constant))
        if name in SINGLE | PLURAL | IN_CONTEXT | PLURAL_IN_CONTEXT and words:
            yield from _said(name, words, f"{_name(path)}:{node.lineno}")


def _said(function: str, message: Any, place: str) -> Iterator[Said]:
    parts = [message] if isinstance(message, str) else [one for one in message if one is not None]
    texts = [one for one in parts if isinstance(one, str)]
    if function in SINGLE and texts:
        yield Said(texts[0], place)
    elif function in PLURAL and texts:
        yield Said(texts[0], place, plural=True)
    elif function in IN_CONTEXT and len(texts) > 1:
        yield Said(texts[1], place, texts[0])
    elif function in PLURAL_IN_CONTEXT and len(texts) > 1:
        yield Said(texts[1], place, texts[0], plural=True)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
