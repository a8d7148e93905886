"""Text to syntax tree."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.lexer import names_pattern, tokens


class _Ready(Lexer):
    """Hands lark the tokens that we have cut already."""

    __future_interface__ = 1

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Token]:
        return iter(lexer_state.text)


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_Ready, start=["expression", "unary"])


@cache
def _functions() -> re.Pattern[str]:
    spaced = sorted((name for name in BUILTINS if " " in name), key=len, reverse=True)
    choices = "|".join(name.replace(" ", r"\s+") for name in spaced)
    return re.compile(rf"(?:{choices})(?=\s*\()")


def parse(text: str, *, names: Iterable[str] = ()) -> Tree[Token]:
    """The tree of a whole expression. Raises FeelError with the place of the mistake."""
    return _tree(tokens(text, _functions(), names_pattern(names)), "expression", text)


def parse_tests(text: str, *, names: Iterable[str] = ()) -> tuple[bool, Tree[Token]]:
    """Whether the tests stand inside `not( )`, and the tree of the tests."""
    found = tokens(text, _functions(), names_pattern(names))
    negated = _is_not(found)
    return negated, _tree(found[2:-1] if negated else found, "unary", text)


def _is_not(found: list[Token]) -> bool:
    # not("a", "b") is a negated list of tests, unless the bracket closes before the end.
    if len(found) < 4 or found[0] != "not" or found[1].type != "_LPAR":
        return False
    depth = 0
    for place, token in enumerate(found[1:], 1):
        if token.type in ("_LPAR", "_LSQB", "_LBRACE", "OPENER"):
            depth += 1
        elif token.type in ("_RPAR", "_RSQB", "_RBRACE", "CLOSER"):
            depth -= 1
        if depth == 0:
            return place == len(found) - 1
    return False


def _tree(found: list[Token], start: str, text: str) -> Tree[Token]:
    if not found:
        raise FeelError("Rumus kosong.", "The expression is empty.", text=text)
    try:
        # lark takes a ready list of tokens where its stubs ask for text.
        tree = _parser().parse(found, start=start)
    except UnexpectedInput as error:
        token = error.token if isinstance(error, UnexpectedToken) else None
        if token is None or token.type == "$END":
            last = found[-1]
            raise FeelError(
                "Rumus belum selesai.",
                "The expression is not complete.",
                line=last.line or 1,
                column=(last.column or 1) + len(last),
                text=text,
            ) from None
        raise FeelError(
            f"“{token}” tidak diharapkan di sini.",
            f"'{token}' is not expected here.",
            line=token.line or 1,
            column=token.column or 1,
            text=text,
        ) from None
    if isinstance(tree, Token):  # a rule with one token is inlined
        return Tree("name", [tree])
    return tree
