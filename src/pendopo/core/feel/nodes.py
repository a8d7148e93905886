"""Makes the tree: one method for each name in grammar.lark, called when the parser has read it."""

from dataclasses import dataclass
from typing import Any

from lark import Token, Transformer

from pendopo.core.feel import words
from pendopo.core.feel.syntax import Node, unquoted
from pendopo.core.feel.types import ANY, Type, named

_LEVELS = {"+": 4, "-": 4, "*": 5, "/": 5, "**": 6}
_Parts = list[Any]


@dataclass(frozen=True, slots=True)
class Bound:
    """Variables, parameters or keys that have been read, and are known in what follows.

    odd: those that are no plain words, as words.spelled() gives them.
    """

    names: tuple[str, ...] = ()
    parts: tuple[Node, ...] = ()
    types: tuple[Type, ...] = ()
    odd: words.Spelled = ()

    def more(self, name: str, part: Node) -> "Bound":
        odd = (*self.odd, *words.spelled(frozenset((name,))))
        return Bound((*self.names, name), (*self.parts, part), (), odd)


class Nodes(Transformer[Token, Node]):
    """Every method takes what its rule is made of, signs and keywords too."""

    def tests(self, parts: _Parts) -> tuple[Node, ...]:
        return _nodes(parts)

    def negated(self, parts: _Parts) -> Any:
        return parts[2]

    def open_test(self, parts: _Parts) -> Node:
        sign, end = parts
        return Node("open", sign.start_pos, sign.value, (end,))

    # Operators

    def chain(self, parts: _Parts) -> Node:
        """a or b or c as one node: a long chain is no deep one."""
        left, sign, right = parts
        operator = sign.value
        level = _LEVELS.get(operator)
        kind = "sum" if level else operator
        if left.kind == kind and (not level or _LEVELS[left.names[0]] == level):
            return Node(kind, left.at, "", (*left.parts, right), (*left.names, operator))
        return Node(kind, left.at, "", (left, right), (operator,))

    def compare(self, parts: _Parts) -> Node:
        left, sign, right = parts
        return Node("compare", sign.start_pos, sign.value, (left, right))

    def between(self, parts: _Parts) -> Node:
        return Node("between", parts[1].start_pos, "", (parts[0], parts[2], parts[4]))

    def within(self, parts: _Parts) -> Node:
        return Node("in", parts[1].start_pos, "", (parts[0], parts[2]))

    def several(self, parts: _Parts) -> Node:
        return Node("several", parts[0].start_pos, "", _nodes(parts))

    def instance(self, parts: _Parts) -> Node:
        at, kind = parts[3]
        return Node("instance", at, "", (parts[0],), None, (kind,))

    def negative(self, parts: _Parts) -> Node:
        return Node("negative", parts[0].start_pos, "", (parts[1],))

    # Statements

    def if_(self, parts: _Parts) -> Node:
        return Node("if", parts[0].start_pos, "", _nodes(parts))

    def loop(self, parts: _Parts) -> Node:
        word, iterators, _, body, _ = parts
        return Node(word.value, word.start_pos, "", (*iterators.parts, body))

    def iterators(self, parts: _Parts) -> Bound:
        before: Bound = parts[0] if len(parts) > 1 else Bound()
        return before.more(parts[-1].text, parts[-1])

    def iterator(self, parts: _Parts) -> Node:
        return Node("iterator", parts[0].start_pos, parts[0].value, _nodes(parts))

    def function(self, parts: _Parts) -> Node:
        word, _, bound, _, *external, body, _ = parts
        kind = "external" if external else "function"
        return Node(kind, word.start_pos, "", (body,), bound.names, bound.types)

    def parameters(self, parts: _Parts) -> Bound:
        names = tuple(name for name, _ in parts[::2])
        types = tuple(kind for _, kind in parts[::2])
        return Bound(names, (), types, words.spelled(frozenset(names)))

    def parameter(self, parts: _Parts) -> tuple[str, Type]:
        return parts[0].value, parts[2][1] if len(parts) > 1 else ANY

    # What hangs on a value

    def path(self, parts: _Parts) -> Node:
        value, dot, name = parts
        return Node("path", dot.start_pos, name.value, (value,))

    def filter(self, parts: _Parts) -> Node:
        return Node("filter", parts[1].start_pos, "", (parts[0], parts[2]))

    def call(self, parts: _Parts) -> Node:
        return Node("call", parts[1].start_pos, "", _nodes(parts), _keys(parts) or None)

    # What stands alone

    def name(self, parts: _Parts) -> Node:
        return Node("name", parts[0].start_pos, parts[0].value)

    def number(self, parts: _Parts) -> Node:
        return Node("number", parts[0].start_pos, parts[0].value)

    def string(self, parts: _Parts) -> Node:
        return Node("string", parts[0].start_pos, unquoted(parts[0].value))

    def at(self, parts: _Parts) -> Node:
        return Node("at", parts[0].start_pos, unquoted(parts[0].value[1:]))

    def literal(self, parts: _Parts) -> Node:
        return Node(parts[0].value, parts[0].start_pos)

    def bracket(self, parts: _Parts) -> Any:
        return parts[1]

    def list(self, parts: _Parts) -> Node:
        return Node("list", parts[0].start_pos, "", _nodes(parts))

    def interval(self, parts: _Parts) -> Node:
        opening, low, _, (high, closing) = parts
        return Node("range", opening.start_pos, opening.value + closing.value, (low, high))

    def high(self, parts: _Parts) -> _Parts:
        return parts

    def context(self, parts: _Parts) -> Node:
        bound = parts[1] if len(parts) > 2 else Bound()
        return Node("context", parts[0].start_pos, "", bound.parts, bound.names)

    def entries(self, parts: _Parts) -> Bound:
        before: Bound = parts[0] if len(parts) > 1 else Bound()
        return before.more(*parts[-1])

    def entry(self, parts: _Parts) -> tuple[str, Node]:
        key, _, value = parts
        return unquoted(key.value) if key.type == "STRING" else key.value, value

    # Types, each with the place where it begins

    def simple(self, parts: _Parts) -> tuple[int, Type]:
        name = parts[0].value
        return parts[0].start_pos, Type("Null" if name == "null" else name)

    def named(self, parts: _Parts) -> tuple[int, Type]:
        name = "".join(one.value for one in parts)
        return parts[0].start_pos, named(name) or Type(name)

    def collection(self, parts: _Parts) -> tuple[int, Type]:
        return parts[0].start_pos, Type(parts[0].value, (parts[2][1],))

    def fields(self, parts: _Parts) -> tuple[int, Type]:
        kinds = [kind for _, kind in _types(parts)]
        return parts[0].start_pos, Type(
            "context", None, tuple(zip(_keys(parts), kinds, strict=True))
        )

    def signature(self, parts: _Parts) -> tuple[int, Type]:
        *takes, result = [kind for _, kind in _types(parts)]
        return parts[0].start_pos, Type("function", tuple(takes), (), result)


def _nodes(parts: _Parts) -> tuple[Node, ...]:
    return tuple(one for one in parts if isinstance(one, Node))


def _keys(parts: _Parts) -> tuple[str, ...]:
    return tuple(one.value for one in parts if isinstance(one, Token) and one.type == "KEY")


def _types(parts: _Parts) -> _Parts:
    return [one for one in parts if isinstance(one, tuple)]
