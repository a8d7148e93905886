"""Text to syntax tree (DMN 1.5, 10.3.1.2), by the grammar in grammar.lark."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, UnexpectedToken

from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.lexer import FeelLexer
from pendopo.core.feel.nodes import Nodes
from pendopo.core.feel.reading import Reading
from pendopo.core.feel.syntax import Node


def parse(text: str, *, names: Iterable[str] = ()) -> Node:
    """The tree of a whole expression. Raises FeelError with the place of the mistake."""
    node: Node = _tree("expression", text, names)
    return node


def parse_tests(text: str, *, names: Iterable[str] = ()) -> tuple[bool, tuple[Node, ...]]:
    """Whether the tests stand inside `not( )`, and the tests."""
    if "not" in text:
        # not("a", "b") is a negated list of tests, unless more follows the bracket.
        try:
            return True, _tree("negated", text, names)
        except FeelError:
            pass
    return False, _tree("tests", text, names)


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=FeelLexer,
        transformer=Nodes(),
        start=["expression", "tests", "negated"],
        keep_all_tokens=True,
        strict=True,
    )


@cache
def _spaced() -> re.Pattern[str]:
    spaced = sorted((name for name in BUILTINS if " " in name), key=len, reverse=True)
    choices = "|".join(name.replace(" ", r"\s+") for name in spaced)
    # As a value, without a bracket, `date and time` could be two names; the others could not.
    alone = "|".join(name.replace(" ", r"\s+") for name in spaced if "and" not in name.split(" "))
    return re.compile(rf"(?:{choices})(?=\s*\()|(?:{alone})(?=\s*[,)])")


def _tree(start: str, text: str, names: Iterable[str]) -> Any:
    reading = Reading(text, names, _spaced())
    if reading.ended():
        raise FeelError("Rumus kosong.", "The expression is empty.", text=text)
    try:
        return _parser().parse(reading, start=start)
    except UnexpectedToken as error:
        token = error.token
    if token.type == "$END":
        raise reading.error(
            "Rumus belum selesai.", "The expression is not complete.", len(text.rstrip())
        )
    raise reading.error(
        f"“{token}” tidak diharapkan di sini.",
        f"'{token}' is not expected here.",
        token.start_pos,
    )
