"""Cuts an expression into tokens.

FEEL cannot be cut by fixed patterns alone: names may hold spaces (`list contains`, or an input
called `Umur pemohon`), and a square bracket that faces outward (`]1..10[`) bounds an interval.
"""

import re
from collections.abc import Iterable

from lark import Token

from pendopo.core.feel.errors import FeelError

LENGTH = 10_000
"""Characters of one expression."""
DEPTH = 60
"""Brackets within brackets."""

_IDENT = r"[^\W\d]\w*"
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,4})?")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_WORD = re.compile(_IDENT)
_KEY = re.compile(rf"{_IDENT}(?:[ \t\r\n]+{_IDENT})*(?=\s*:)")
_TYPE = re.compile(
    r"date\s+and\s+time|days\s+and\s+time\s+duration|years\s+and\s+months\s+duration"
    rf"|working\s+days|{_IDENT}"
)
_SIGN = re.compile(r"\*\*|\.\.|<=|>=|!=|[-+*/=<>()\[\]{},.:?]")
_SIGNS = {
    "**": "POW", "..": "_DOTS", "<=": "CMP", ">=": "CMP", "!=": "CMP", "=": "CMP", "<": "CMP",
    ">": "CMP", "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH", "(": "_LPAR", ")": "_RPAR",
    "[": "_LSQB", "]": "_RSQB", "{": "_LBRACE", "}": "_RBRACE", ",": "_COMMA", ".": "_DOT",
    ":": "_COLON", "?": "NAME",
}  # fmt: skip
_KEYWORDS = {
    word: f"_{word.upper()}"
    for word in (
        "or", "and", "if", "then", "else", "for", "return", "some", "every", "satisfies",
        "function", "in", "between", "instance", "of",
    )
} | {"true": "TRUE", "false": "FALSE", "null": "NULL"}  # fmt: skip
# After one of these a value is complete, so a bracket that follows closes or filters.
_VALUE = {
    "NUMBER", "STRING", "AT", "TRUE", "FALSE", "NULL", "NAME", "TYPE", "CLOSER",
    "_RPAR", "_RSQB", "_RBRACE",
}  # fmt: skip
_AFTER_RANGE = re.compile(r"\s*(?:$|[,)\]}]|(?:and|or|then|else|return|satisfies|in)\b)")


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for names that are no plain words, longest first; None when there are none."""
    odd = sorted((name for name in names if not _WORD.fullmatch(name)), key=len, reverse=True)
    if not odd:
        return None
    choices = (r"\s+".join(re.escape(part) for part in name.split()) for name in odd)
    return re.compile(rf"(?:{'|'.join(choices)})(?!\w)")


def tokens(
    text: str, functions: re.Pattern[str], names: re.Pattern[str] | None = None
) -> list[Token]:
    """The tokens of `text`. `functions` matches the built-ins that have spaces in their names."""
    if len(text) > LENGTH:
        raise FeelError(
            f"Rumus lebih panjang dari {LENGTH} karakter.",
            f"The expression is longer than {LENGTH} characters.",
        )
    found: list[Token] = []
    brackets: list[bool] = []  # whether `..` stood in each open bracket
    at, size = 0, len(text)
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if at >= size:
            return found
        before = found[-1].type if found else ""
        kind, value, end = _next(text, at, before, functions, names, brackets)
        if kind in ("_LPAR", "_LSQB", "_LBRACE", "OPENER"):
            brackets.append(False)
            if len(brackets) > DEPTH:
                raise _error(
                    text,
                    at,
                    "Kurung terlalu dalam.",
                    "Brackets are nested too deeply.",
                )
        elif kind in ("_RPAR", "_RSQB", "_RBRACE", "CLOSER") and brackets:
            brackets.pop()
        elif kind == "_DOTS" and brackets:
            brackets[-1] = True
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        found.append(Token(kind, value, start_pos=at, line=line, column=column, end_pos=end))
        at = end


def _next(
    text: str,
    at: int,
    before: str,
    functions: re.Pattern[str],
    names: re.Pattern[str] | None,
    brackets: list[bool],
) -> tuple[str, str, int]:
    char = text[at]
    if before == "_OF" and (match := _TYPE.match(text, at)):
        return "TYPE", " ".join(match.group().split()), match.end()
    if before == "_DOT":
        for pattern in (names, _PROPERTY, _WORD):
            if pattern and (match := pattern.match(text, at)):
                return "NAME", " ".join(match.group().split()), match.end()
    if before in ("_LBRACE", "_COMMA", "_LPAR") and (match := _KEY.match(text, at)):
        return "KEY", " ".join(match.group().split()), match.end()
    for pattern in (names, functions):
        if pattern and (match := pattern.match(text, at)):
            return "NAME", " ".join(match.group().split()), match.end()
    if match := _WORD.match(text, at):
        word = match.group()
        return _KEYWORDS.get(word, "NAME"), word, match.end()
    if match := _NUMBER.match(text, at):
        return "NUMBER", match.group(), match.end()
    if char == '"' or text.startswith('@"', at):
        start = at + (char == "@")
        if match := _STRING.match(text, start):
            return ("AT" if char == "@" else "STRING"), text[at : match.end()], match.end()
        raise _error(text, at, "Tanda kutip tidak ditutup.", "A quotation mark is not closed.")
    if match := _SIGN.match(text, at):
        sign = match.group()
        kind = _SIGNS[sign]
        if sign == "]" and before not in _VALUE and before != "_LSQB":
            kind = "OPENER"
        if sign == "[" and before in _VALUE and brackets and brackets[-1]:
            kind = "CLOSER" if _AFTER_RANGE.match(text, match.end()) else kind
        return kind, sign, match.end()
    raise _error(
        text,
        at,
        f"Tanda {char!r} tidak dikenal di sini.",
        f"The sign {char!r} is not known here.",
    )


_PROPERTY = re.compile(r"time\s+offset(?!\w)|start\s+included(?!\w)|end\s+included(?!\w)")


def _error(text: str, at: int, message: str, english: str) -> FeelError:
    line = text.count("\n", 0, at) + 1
    return FeelError(message, english, line=line, column=at - text.rfind("\n", 0, at), text=text)
