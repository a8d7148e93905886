"""Every text of the design system has English; every icon named in a template exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from pendopo.faces.components.icons import paths

HERE = Path(__file__).parents[1]
STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
PLAIN = re.compile(rf"(?<![\w.])(?:_|gettext|sample_text)\(\s*{STRING}")
IN_CONTEXT = re.compile(rf"pgettext\(\s*{STRING}\s*,\s*{STRING}")
MESSAGE = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.M)
SOURCES = [*HERE.glob("*.py"), *HERE.glob("*/*.html"), *HERE.glob("samples/*/*.html")]


def test_every_text_has_english() -> None:
    # All faces' texts become one catalogue.
    files = [path.read_text(encoding="utf-8") for path in HERE.parent.glob("*/locale/en.po")]
    known = {
        ast.literal_eval(msgid): ast.literal_eval(msgstr)
        for file in files
        for msgid, msgstr in MESSAGE.findall(file)
    }
    wanted: dict[str, str] = {}
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if path.name != "jinja.py":  # its docstring quotes a call
            wanted |= dict.fromkeys((ast.literal_eval(m) for m in PLAIN.findall(text)), path.name)
        if path.parent.parent.name == "samples":
            title, note = text.partition("#}")[0].removeprefix("{#").split("|", 1)
            wanted |= {title.strip(): path.name, note.strip(): path.name}
        for _, message in IN_CONTEXT.findall(text):
            wanted[ast.literal_eval(message)] = path.name
    missing = {text: place for text, place in wanted.items() if not known.get(text)}
    assert not missing
    assert len(wanted) > 300


def test_placeholders_agree() -> None:
    text = (HERE / "locale/en.po").read_text(encoding="utf-8")
    for msgid, msgstr in MESSAGE.findall(text):
        names = re.compile(r"%\(\w+\)s|%%\{\w+\}")
        assert sorted(names.findall(msgid)) == sorted(names.findall(msgstr)), msgid


def test_icons_named_in_templates_exist() -> None:
    for path in SOURCES:
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            for name in re.findall(r"icon(?:_svg)?\(\"([a-z-]+)\"\)|icon=\"([a-z-]+)\"", text):
                assert "".join(name) in paths(), f"{path.name}: {name}"
