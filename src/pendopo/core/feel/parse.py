"""Text to syntax tree (DMN 1.5, 10.3.1.2), by recursive descent."""

import re
from collections.abc import Iterable
from functools import cache

from pendopo.core.feel import words
from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.reading import Reading
from pendopo.core.feel.syntax import Node, unquoted
from pendopo.core.feel.types import ANY, Type
from pendopo.core.feel.types_read import read_type

_OPERATOR = re.compile(rf"\*\*|<=|>=|!=|[-+*/=<>]|(?:or|and|between|in|instance)(?![{words.PART}])")
_LEVELS = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "between": 3, "in": 3,
    "instance": 3, "+": 4, "-": 4, "*": 5, "/": 5, "**": 6,
}  # fmt: skip
_COMPARISON, _SUM = 3, 4
_CHAINS = {"or": "or", "and": "and", "+": "sum", "-": "sum", "*": "sum", "/": "sum", "**": "sum"}
_KEY = re.compile(rf"{words.SPELLED}(?=\s*:)")
_PARAMETER = re.compile(rf"{words.SPELLED}(?=\s*[:,)])")
_VARIABLE = re.compile(rf"{words.SPELLED}(?=\s+in(?![{words.PART}]))")
_PROPERTY = re.compile(r"(?:time\s+offset|start\s+included|end\s+included)(?!\w)")
# After a bracket that faces outward nothing follows that could be a filter: `]1..5[`.
_CLOSES = re.compile(
    rf"\[\s*(?:$|[,)\]}}]|\.\D|[-=+*/<>]|"
    rf"(?:and|or|then|else|return|satisfies|in|instance)(?![{words.PART}]))"
)


def parse(text: str, *, names: Iterable[str] = ()) -> Node:
    """The tree of a whole expression. Raises FeelError with the place of the mistake."""
    parser = _Parser(text, names)
    node = parser.expression()
    if not parser.ended():
        raise parser.unexpected()
    return node


def parse_tests(text: str, *, names: Iterable[str] = ()) -> tuple[bool, tuple[Node, ...]]:
    """Whether the tests stand inside `not( )`, and the tests."""
    parser = _Parser(text, names)
    if parser.word() == "not":
        negated = _negated(_Parser(text, names))
        if negated is not None:
            return True, negated
    tests = parser.tests()
    if not parser.ended():
        raise parser.unexpected()
    return False, tests


def _negated(parser: "_Parser") -> tuple[Node, ...] | None:
    # not("a", "b") is a negated list of tests, unless more follows the bracket.
    try:
        parser.wants("not")
        parser.needs("(")
        tests = parser.tests()
        parser.needs(")")
    except FeelError:
        return None
    return tests if parser.ended() else None


@cache
def _spaced() -> re.Pattern[str]:
    spaced = sorted((name for name in BUILTINS if " " in name), key=len, reverse=True)
    choices = "|".join(name.replace(" ", r"\s+") for name in spaced)
    # As a value, without a bracket, `date and time` could be two names; the others could not.
    alone = "|".join(name.replace(" ", r"\s+") for name in spaced if "and" not in name.split(" "))
    return re.compile(rf"(?:{choices})(?=\s*\()|(?:{alone})(?=\s*[,)])")


class _Parser(Reading):
    def __init__(self, text: str, names: Iterable[str]) -> None:
        super().__init__(text, names, _spaced())
        if self.ended():
            raise FeelError("Rumus kosong.", "The expression is empty.", text=text)
        self._in_range = False

    def expression(self) -> Node:
        self.deeper()
        within, self._in_range = self._in_range, False
        node = self._binary(1)
        self._in_range = within
        self.shallower()
        return node

    def tests(self) -> tuple[Node, ...]:
        """test, test, ... as in a cell of a table."""
        tests = [self._test()]
        while self.takes(","):
            tests.append(self._test())
        return tuple(tests)

    def _test(self) -> Node:
        return self._open_test() or self.expression()

    def _open_test(self) -> Node | None:
        at = self.at
        for sign in ("<=", ">=", "!=", "<", ">", "="):
            if self.takes(sign):
                return Node("open", at, sign, (self._binary(_SUM),))
        return None

    # Operators, by how tightly they bind

    def _binary(self, least: int, left: Node | None = None) -> Node:
        left = left or self._negation()
        while True:
            found = _OPERATOR.match(self.text, self.at)
            level = _LEVELS.get(found.group(), 0) if found else 0
            if found is None or level < least:
                return left
            operator, at = found.group(), self.at
            self.at = found.end()
            self.skip()
            if level == _COMPARISON:
                left = self._comparison(left, operator, at)
            else:
                left = _chained(left, operator, self._binary(level + 1), level)

    def _comparison(self, left: Node, operator: str, at: int) -> Node:
        if operator == "between":
            low = self._binary(_SUM)
            self.wants("and")
            return Node("between", at, "", (left, low, self._binary(_SUM)))
        if operator == "instance":
            self.wants("of")
            place = self.at
            return Node("instance", place, "", (left,), None, (read_type(self),))
        if operator == "in":
            return Node("in", at, "", (left, self._within()))
        return Node("compare", at, operator, (left, self._binary(_SUM)))

    def _within(self) -> Node:
        test = self._open_test()
        if test is not None:
            return test
        if self.sees("("):
            return self._binary(_SUM, self._postfix(self._bracket(several=True)))
        return self._binary(_SUM)

    def _negation(self) -> Node:
        at = self.at
        if self.sees("-") and self.takes("-"):
            self.deeper()
            node = Node("negative", at, "", (self._negation(),))
            self.shallower()
            return node
        return self._postfix(self._primary())

    def _postfix(self, node: Node) -> Node:
        while True:
            at = self.at
            if self.takes("."):
                node = self._path(node, at)
            elif self.sees("[") and not (self._in_range and _CLOSES.match(self.text, self.at)):
                self.needs("[")
                condition = self.expression()
                self.needs("]")
                node = Node("filter", at, "", (node, condition))
            elif self.sees("("):
                node = self._call(node, at)
            else:
                return node

    def _path(self, node: Node, at: int) -> Node:
        name = self.match(_PROPERTY) or self.name(dotted=True)
        if name is None:
            raise self.unexpected()
        return Node("path", at, words.tidy(name), (node,))

    def _call(self, callee: Node, at: int) -> Node:
        self.needs("(")
        keys: list[str] = []
        values: list[Node] = []
        while not self.sees(")"):
            key = self.match(_KEY)
            if (key is None) != (not keys) and values:
                raise self.unexpected()
            if key is not None:
                keys.append(words.tidy(key))
                self.needs(":")
            values.append(self.expression())
            if not self.takes(","):
                break
            if self.sees(")"):
                raise self.unexpected()
        self.needs(")")
        names = tuple(keys) if keys else None
        return Node("call", at, "", (callee, *values), names)

    # What stands alone

    def _primary(self) -> Node:
        at = self.at
        known = self.name()
        if known is not None:
            return Node("name", at, known)
        word = self.word()
        if word in _LITERALS:
            self.says(word)
            return Node(word, at)
        read = _STATEMENTS.get(word)
        if read is not None:
            self.says(word)
            return read(self, at)
        if self.text.startswith("@", at):
            self.at += 1
            literal = self.string()
            if literal is None:
                self.at = at
                raise self.unexpected()
            return Node("at", at, unquoted(literal))
        literal = self.string()
        if literal is not None:
            return Node("string", at, unquoted(literal))
        literal = self.number()
        if literal is not None:
            return Node("number", at, literal)
        for sign, opened in _BRACKETS.items():
            if self.sees(sign):
                return opened(self)
        raise self.unexpected()

    def _bracket(self, several: bool = False) -> Node:
        at = self.at
        self.needs("(")
        first = self._open_test()
        if first is None:
            first = self.expression()
            if self.takes(".."):
                return self._range(at, "(", first)
        if several and self.sees(","):
            tests = [first]
            while self.takes(","):
                tests.append(self._test())
            self.needs(")")
            return Node("several", at, "", tuple(tests))
        self.needs(")")
        return first

    def _list(self) -> Node:
        at = self.at
        self.needs("[")
        items: list[Node] = []
        while not self.sees("]"):
            items.append(self.expression())
            if len(items) == 1 and self.takes(".."):
                return self._range(at, "[", items[0])
            if not self.takes(","):
                break
            if self.sees("]"):
                raise self.unexpected()
        self.needs("]")
        return Node("list", at, "", tuple(items))

    def _outward(self) -> Node:
        at = self.at
        self.needs("]")
        low = self.expression()
        self.needs("..")
        return self._range(at, "]", low)

    def _range(self, at: int, opening: str, low: Node) -> Node:
        self.deeper()
        within, self._in_range = self._in_range, True
        high = self._binary(_SUM)
        self._in_range = within
        self.shallower()
        for closing in (")", "]", "["):
            if self.takes(closing):
                return Node("range", at, opening + closing, (low, high))
        raise self.unexpected()

    def _context(self) -> Node:
        at = self.at
        self.needs("{")
        self.deeper()
        keys: list[str] = []
        values: list[Node] = []
        while not self.sees("}"):
            quoted = self.string()
            key = unquoted(quoted) if quoted else self.match(_KEY)
            if key is None:
                raise self.unexpected()
            self.needs(":")
            values.append(self.expression())
            keys.append(key if quoted else words.tidy(key))
            self.remember(keys[-1])
            if not self.takes(","):
                break
            if self.sees("}"):
                raise self.unexpected()
        self.needs("}")
        self.shallower()
        return Node("context", at, "", tuple(values), tuple(keys))

    # Statements

    def _if(self, at: int) -> Node:
        condition = self.expression()
        self.wants("then")
        then = self.expression()
        self.wants("else")
        return Node("if", at, "", (condition, then, self.expression()))

    def _for(self, at: int) -> Node:
        return self._loop(at, "for", "return")

    def _some(self, at: int) -> Node:
        return self._loop(at, "some", "satisfies")

    def _every(self, at: int) -> Node:
        return self._loop(at, "every", "satisfies")

    def _loop(self, at: int, kind: str, body: str) -> Node:
        iterators: list[Node] = []
        while True:
            place = self.at
            name = self.match(_VARIABLE)
            if name is None:
                raise self.unexpected()
            self.wants("in")
            ends = [self.expression()]
            if self.takes(".."):
                ends.append(self.expression())
            iterators.append(Node("iterator", place, words.tidy(name), tuple(ends)))
            self.learn([words.tidy(name)])
            if not self.takes(","):
                break
        self.wants(body)
        value = self.expression()
        for _ in iterators:
            self.forget()
        return Node(kind, at, "", (*iterators, value))

    def _function(self, at: int) -> Node:
        self.needs("(")
        names: list[str] = []
        types: list[Type] = []
        while not self.sees(")"):
            name = self.match(_PARAMETER)
            if name is None:
                raise self.unexpected()
            names.append(words.tidy(name))
            types.append(read_type(self) if self.takes(":") else ANY)
            if not self.takes(","):
                break
            if self.sees(")"):
                raise self.unexpected()
        self.needs(")")
        kind = "external" if self.says("external") else "function"
        self.learn(names)
        body = self.expression()
        self.forget()
        return Node(kind, at, "", (body,), tuple(names), tuple(types))


_LITERALS = {"true", "false", "null"}
_STATEMENTS = {
    "if": _Parser._if,
    "for": _Parser._for,
    "some": _Parser._some,
    "every": _Parser._every,
    "function": _Parser._function,
}
_BRACKETS = {
    "(": _Parser._bracket,
    "[": _Parser._list,
    "]": _Parser._outward,
    "{": _Parser._context,
}


def _chained(left: Node, operator: str, right: Node, level: int) -> Node:
    """a or b or c as one node: a long chain is no deep one."""
    kind = _CHAINS[operator]
    if left.kind == kind and (kind != "sum" or _LEVELS[(left.names or ("",))[0]] == level):
        return Node(kind, left.at, "", (*left.parts, right), (*(left.names or ()), operator))
    return Node(kind, left.at, "", (left, right), (operator,))
