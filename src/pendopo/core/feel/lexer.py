"""Cuts an expression into tokens, one at a time, as the parser asks for them.

FEEL cannot be cut into words beforehand: a name may hold spaces and signs (`Umur pemohon`), and
which names there are depends on the place. So each token is cut with the parser in view: its table
says what may come next, its stack which names are bound here (`Bound`) and how deep this is.
"""

import re
from collections.abc import Iterator
from typing import Any

from lark import Token
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from pendopo.core.feel import words
from pendopo.core.feel.nodes import Bound
from pendopo.core.feel.reading import DEPTH, Reading

_SIGNS = ("**", "..", "->", "<=", ">=", "!=", *"-+*/=<>()[]{},.:")
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_LITERALS = ("STRING", "AT", "NUMBER")
# How many levels deeper it goes after one of these.
_DEEPER = {
    "LPAR": 1, "LSQB": 1, "OPENER": 1, "LBRACE": 2, "NEGATIVE": 1, "IF": 1, "FOR": 1,
    "QUANTIFIER": 1, "COLLECTION": 1, "FIELDS": 1, "SIGNATURE": 1,
}  # fmt: skip
_STATEMENTS = {"IF", "FOR", "QUANTIFIER", "FUNCTION"}
# Before one of these a statement ends: an operator would belong to its last expression.
_ENDS = {"RPAR", "RSQB", "RBRACE", "COMMA", "DOTS", "THEN", "ELSE", "RETURN", "SATISFIES"}
# A bracket that opens an interval stands before a value: `[1, ]` is a list that is not complete.
_OPENS = re.compile(r"\]\s*[^\s,)}]")
# After a bracket that faces outward nothing follows that could be a filter: `]1..5[`.
_CLOSES = re.compile(
    rf"\[\s*(?:$|[,)\]}}]|\.\D|[-=+*/<>]|"
    rf"(?:and|or|then|else|return|satisfies|in|instance)(?![{words.PART}]))"
)


class FeelLexer(Lexer):
    """Made once, with the grammar's terminals; the text comes as a Reading."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: Any) -> None:
        patterns = {one.name: one.pattern for one in lexer_conf.terminals}
        self._literals = [(kind, re.compile(patterns[kind].value)) for kind in _LITERALS]
        self._kinds = {one.value: kind for kind, one in patterns.items() if one.type == "str"}
        for kind in patterns.keys() - self._kinds.values():
            for text in (*words.KEYWORDS, *_SIGNS):
                if re.fullmatch(patterns[kind].value, text):
                    self._kinds[text] = kind
        self._placed: dict[int, list[tuple[str, re.Pattern[str]]]] = {}

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Token]:
        reading: Reading = lexer_state.text
        while not reading.ended():
            values = parser_state.value_stack
            last = values[-1] if values else None
            if isinstance(last, Token):
                if last.type in _DEEPER:
                    _check_depth(reading, values)
                elif last.type == "RBRACE" and isinstance(values[-2], Bound):
                    # A path or a filter may follow, so a context's keys are known from here on.
                    reading.remember(values[-2].odd)
            at = reading.at
            kind, text = self._next(reading, parser_state)
            if kind in _ENDS:
                yield from _ends(parser_state, at)
            yield Token(kind, text, at)
        yield from _ends(parser_state, reading.at)

    def _next(self, reading: Reading, parser_state: Any) -> tuple[str, str]:
        state = parser_state.position
        expected = parser_state.parse_conf.states[state]
        if state not in self._placed:
            self._placed[state] = [one for one in words.PLACED.items() if one[0] in expected]
        for kind, pattern in self._placed[state]:
            found = pattern.match(reading.text, reading.at)
            if found:
                return kind, _taken(reading, found.end())
        dotted = "MEMBER" in expected
        if dotted or "NAME" in expected:
            bound = (one.odd for one in parser_state.value_stack if isinstance(one, Bound))
            end = reading.name(bound, dotted)
            if end:
                return "MEMBER" if dotted else "NAME", _taken(reading, end)
        for kind, pattern in self._literals:
            found = pattern.match(reading.text, reading.at)
            if found:
                reading.go(found.end())
                return kind, found.group()
        return self._word_or_sign(reading, parser_state, expected)

    def _word_or_sign(
        self, reading: Reading, parser_state: Any, expected: dict[str, Any]
    ) -> tuple[str, str]:
        text, at = reading.text, reading.at
        found = words.WORD.match(text, at) or _SIGN.match(text, at)
        if found is None:
            raise _unknown(reading)
        sign = found.group()
        kind = self._kinds.get(sign, "NAME")
        if sign == "[" and _CLOSES.match(text, at) and _shifts(parser_state, "CLOSER"):
            kind = "CLOSER"
        elif sign == "-" and kind not in expected:
            kind = "NEGATIVE"
        elif sign == "]" and kind not in expected and _OPENS.match(text, at):
            kind = "OPENER"
        reading.go(found.end())
        return kind, sign


def _taken(reading: Reading, end: int) -> str:
    name = words.tidy(reading.text[reading.at : end])
    reading.go(end)
    return name


def _check_depth(reading: Reading, values: list[Any]) -> None:
    depth = 1 + sum(_DEEPER.get(one.type, 0) for one in values if isinstance(one, Token))
    if depth > DEPTH:
        raise reading.error("Kurung terlalu dalam.", "Brackets are nested too deeply.")


def _ends(parser_state: Any, at: int) -> Iterator[Token]:
    """The end of each statement that is complete here."""
    begun = (one.type for one in parser_state.value_stack if isinstance(one, Token))
    if not _STATEMENTS.isdisjoint(begun):
        while _shifts(parser_state, "END"):
            yield Token("END", "", at)


def _shifts(parser_state: Any, kind: str) -> bool:
    """Whether the parser would take this kind now. The table alone tells only that of its state,
    which the ends of many rules share; so go over the rules that would be finished first."""
    states, stack = parser_state.parse_conf.states, list(parser_state.state_stack)
    while kind in states[stack[-1]]:
        action, target = states[stack[-1]][kind]
        if action is Shift:
            return True
        del stack[len(stack) - len(target.expansion) :]
        stack.append(states[stack[-1]][target.origin.name][1])
    return False


def _unknown(reading: Reading) -> Exception:
    char = reading.text[reading.at]
    quoted = reading.text.startswith('@"', reading.at)
    if char == '"' or quoted:
        return reading.error(
            "Tanda kutip tidak ditutup.", "A quotation mark is not closed.", reading.at + quoted
        )
    return reading.error(
        f"Tanda {char!r} tidak dikenal di sini.", f"The sign {char!r} is not known here."
    )
