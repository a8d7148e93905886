"""Syntax tree to closures: every node becomes a Python function of a scope, once."""

from collections.abc import Callable, Iterable

from lark import Token, Tree

from pendopo.core.feel import loops
from pendopo.core.feel.arithmetic import OPERATORS, negative
from pendopo.core.feel.calls import call_builtin, call_made, is_defined
from pendopo.core.feel.compare import compare, conjunction, disjunction, passes
from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.properties import followed
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import asks, chain, unquoted
from pendopo.core.feel.values import (
    KINDS,
    NUMBERS,
    Function,
    Range,
    Unequal,
    bounded,
    from_python,
    number,
)
from pendopo.core.feel.written import read_literal

Run = Callable[[Scope], object]
DEPTH = 120
_TYPES = set(KINDS.values()) | {"Any", "function"}


class Compiler:
    """Compiles one tree; gathers the free names as it goes."""

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        self.text = text
        self.known = frozenset(known)
        self.free: set[str] = set()
        self.maybe: set[str] = set()  # within a filter a name may be a part of the item
        self._bound: list[frozenset[str]] = []
        self._filters = 0
        self._depth = 0

    def run(self, node: Tree[Token] | Token) -> Run:
        """The closure of a node."""
        if isinstance(node, Token):
            raise self.error(node, "Rumus tidak terbaca.", "The expression cannot be read.")
        self._depth += 1
        if self._depth > DEPTH:
            raise FeelError(
                "Rumus terlalu dalam.", "The expression is nested too deeply.", text=self.text
            )
        try:
            made: Run = getattr(self, f"_{node.data.strip('_')}")(node.children)
            return made
        finally:
            self._depth -= 1

    def test(self, node: Tree[Token] | Token) -> Run:
        """A closure that answers whether the value `?` of the scope meets the test."""
        made = self.run(node)
        asking = asks(node)
        literal = isinstance(node, Tree) and node.data in ("true", "false", "name", "path")

        def tests(scope: Scope) -> object:
            found = made(scope)
            if asking:
                return found
            value = scope.find("?")
            if found is True and not literal and not isinstance(value, bool):
                return True
            return passes(value, found)

        return tests

    def error(self, token: object, message: str, english: str) -> FeelError:
        line, column = 1, 1
        if isinstance(token, Token):
            line, column = token.line or 1, token.column or 1
        return FeelError(message, english, line=line, column=column, text=self.text)

    # Literals

    def _number(self, children: list[Token]) -> Run:
        value = number(NUMBERS.create_decimal(str(children[0])))
        return lambda scope: value

    def _string(self, children: list[Token]) -> Run:
        value = unquoted(str(children[0]))
        return lambda scope: value

    def _at(self, children: list[Token]) -> Run:
        value = read_literal(unquoted(str(children[0])[1:]))
        if value is None:
            raise self.error(
                children[0],
                f"{children[0]} bukan tanggal, waktu, atau durasi.",
                f"{children[0]} is no date, time or duration.",
            )
        return lambda scope: value

    def _true(self, children: list[Token]) -> Run:
        return lambda scope: True

    def _false(self, children: list[Token]) -> Run:
        return lambda scope: False

    def _null(self, children: list[Token]) -> Run:
        return lambda scope: None

    def _list(self, children: list[Tree[Token]]) -> Run:
        items = [self.run(child) for child in children]
        return lambda scope: [item(scope) for item in items]

    def _context(self, children: list[Tree[Token]]) -> Run:
        entries: list[tuple[str, Run]] = []
        for child in children:
            key, value = child.children
            name = unquoted(str(key)) if str(key).startswith('"') else str(key)
            self._bound.append(frozenset({name for name, _ in entries}))
            entries.append((name, self.run(value)))
            self._bound.pop()

        def context(scope: Scope) -> object:
            made: dict[str, object] = {}
            inner = Scope(made, scope)
            for name, value in entries:
                made[name] = value(inner)
            return made

        return context

    def _range(self, children: list[Tree[Token] | Token]) -> Run:
        opening, low, _, high, closing = children
        low_run, high_run = self.run(low), self.run(high)
        low_closed, high_closed = str(opening) == "[", str(closing) == "]"
        return lambda scope: Range(low_run(scope), high_run(scope), low_closed, high_closed)

    # Names and paths

    def _name(self, children: list[Token]) -> Run:
        name = str(children[0])
        self._free(name)
        return lambda scope: scope.find(name)

    def _path(self, children: list[Tree[Token] | Token]) -> Run:
        names = [str(children[1])]
        base = children[0]
        while isinstance(base, Tree) and base.data == "path":
            names.insert(0, str(base.children[1]))
            base = base.children[0]
        steps = tuple(names)
        if isinstance(base, Tree) and base.data == "name":
            root = str(base.children[0])
            self._free(root)

            def path(scope: Scope) -> object:
                value, ready = scope.reach(root)
                found = followed(value, steps)
                return found if ready else from_python(found)

            return path
        made = self.run(base)
        return lambda scope: followed(made(scope), steps)

    def _filter(self, children: list[Tree[Token] | Token]) -> Run:
        base = self.run(children[0])
        self._filters += 1
        self._bound.append(frozenset({"item"}))
        condition = self.run(children[1])
        self._bound.pop()
        self._filters -= 1
        return lambda scope: loops.filtered(base(scope), condition, scope)

    # Logic

    def _or(self, children: list[Tree[Token]]) -> Run:
        terms = [self.run(child) for child in chain("or_", children)]

        def either(scope: Scope) -> object:
            values: list[object] = []
            for term in terms:
                values.append(term(scope))
                if values[-1] is True:
                    return True
            return disjunction(values)

        return either

    def _and(self, children: list[Tree[Token]]) -> Run:
        terms = [self.run(child) for child in chain("and_", children)]

        def both(scope: Scope) -> object:
            values: list[object] = []
            for term in terms:
                values.append(term(scope))
                if values[-1] is False:
                    return False
            return conjunction(values)

        return both

    def _compare(self, children: list[Tree[Token] | Token]) -> Run:
        left, right, operator = self.run(children[0]), self.run(children[2]), str(children[1])
        return lambda scope: compare(operator, left(scope), right(scope))

    def _between(self, children: list[Tree[Token]]) -> Run:
        value, low, high = (self.run(child) for child in children)

        def between(scope: Scope) -> object:
            found = value(scope)
            return conjunction(
                (compare(">=", found, low(scope)), compare("<=", found, high(scope)))
            )

        return between

    def _in(self, children: list[Tree[Token]]) -> Run:
        value = self.run(children[0])
        right = children[1]
        several = isinstance(right, Tree) and right.data == "several"
        tests = [self.run(child) for child in (right.children if several else [right])]

        def within(scope: Scope) -> object:
            found = value(scope)
            return disjunction([passes(found, test(scope)) for test in tests])

        return within

    def _open_test(self, children: list[Tree[Token] | Token]) -> Run:
        operator, end = str(children[0]), self.run(children[1])
        if operator == "=":
            return end
        if operator == "!=":
            return lambda scope: Unequal(end(scope))
        closed = operator in ("<=", ">=")
        if operator[0] == "<":
            return lambda scope: _upto(end(scope), closed)
        return lambda scope: _from(end(scope), closed)

    def _instance(self, children: list[Tree[Token] | Token]) -> Run:
        value, kind = self.run(children[0]), str(children[1])
        if kind not in _TYPES:
            raise self.error(
                children[1], f"Jenis {kind} tidak dikenal.", f"The type {kind} is not known."
            )

        def instance(scope: Scope) -> object:
            found = value(scope)
            return found is not None and (kind == "Any" or KINDS.get(type(found)) == kind)

        return instance

    def _if(self, children: list[Tree[Token]]) -> Run:
        condition, then, other = (self.run(child) for child in children)
        return lambda scope: then(scope) if condition(scope) is True else other(scope)

    # Sums

    def _arithmetic(self, children: list[Tree[Token] | Token]) -> Run:
        steps: list[tuple[Callable[[object, object], object], Run]] = []
        node: Tree[Token] | Token = Tree("arithmetic", children)
        while isinstance(node, Tree) and node.data == "arithmetic":
            first, operator, right = node.children
            steps.append((OPERATORS[str(operator)], self.run(right)))
            node = first
        first_run = self.run(node)
        steps.reverse()

        def arithmetic(scope: Scope) -> object:
            value = first_run(scope)
            for operate, right in steps:
                value = operate(value, right(scope))
            return bounded(value)

        return arithmetic

    def _negative(self, children: list[Tree[Token] | Token]) -> Run:
        value = self.run(children[1])
        return lambda scope: negative(value(scope))

    # Loops and functions

    def _for(self, children: list[Tree[Token]]) -> Run:
        iterators, body = self._iterators(children[0], children[1], "partial")
        return lambda scope: loops.collected(iterators, body, scope)

    def _some(self, children: list[Tree[Token]]) -> Run:
        iterators, body = self._iterators(children[0], children[1])
        return lambda scope: loops.quantified(iterators, body, scope, True)

    def _every(self, children: list[Tree[Token]]) -> Run:
        iterators, body = self._iterators(children[0], children[1])
        return lambda scope: loops.quantified(iterators, body, scope, False)

    def _iterators(
        self, node: Tree[Token], body: Tree[Token], *names: str
    ) -> tuple[list[loops.Iterator], Run]:
        made: list[loops.Iterator] = []
        for child in node.children:
            assert isinstance(child, Tree)
            name, *ends = child.children
            runs = [self.run(end) for end in ends]
            made.append(loops.Iterator(str(name), runs[0], runs[1] if len(runs) > 1 else None))
            self._bound.append(frozenset({str(name)}))
        self._bound.append(frozenset(names))
        run = self.run(body)
        del self._bound[-len(made) - 1 :]
        return made, run

    def _function(self, children: list[Tree[Token]]) -> Run:
        parameters = tuple(str(child.children[0]) for child in children[0].children)  # type: ignore[union-attr]
        self._bound.append(frozenset(parameters))
        body = self.run(children[1])
        self._bound.pop()

        def function(scope: Scope) -> object:
            def call(*values: object) -> object:
                scope.spend()
                if len(values) != len(parameters):
                    return None
                return body(Scope(dict(zip(parameters, values, strict=True)), scope))

            return Function(parameters, call)

        return function

    def _call(self, children: list[Tree[Token]]) -> Run:
        callee, given = children
        named = given.data == "named"
        keys = [str(key) for key in given.children[::2]] if named else None
        nodes = given.children[1::2] if named else given.children
        name = str(callee.children[0]) if callee.data == "name" else ""
        bound = self.is_bound(name)
        if name in BUILTINS and not bound and name not in self.known:
            if name == "is defined" and len(nodes) == 1:
                return is_defined(nodes[0], self.run(nodes[0]))
            values = [self.run(node) for node in nodes]
            return call_builtin(self, callee.children[0], values, keys, nodes)
        if name and not bound and name not in self.known and not self._filters:
            raise self.error(
                callee.children[0],
                f"Fungsi {name} tidak dikenal.",
                f"The function {name} is not known.",
            )
        return call_made(self.run(callee), [self.run(node) for node in nodes], keys)

    def is_bound(self, name: str) -> bool:
        """Whether a loop, function or context around this place gives the name."""
        return any(name in names for names in self._bound)

    def _free(self, name: str) -> None:
        if not self.is_bound(name):
            (self.maybe if self._filters else self.free).add(name)


def _upto(end: object, closed: bool) -> object:
    return None if end is None else Range(None, end, False, closed)


def _from(end: object, closed: bool) -> object:
    return None if end is None else Range(end, None, closed, False)
