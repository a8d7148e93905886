"""The compiler: which node is built by whom, and what is known on the way."""

from collections.abc import Callable, Iterable, Mapping

from pendopo.core.feel.compare import passes
from pendopo.core.feel.errors import FeelError
from pendopo.core.feel.reading import position
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node, asks
from pendopo.core.feel.types import Type, UnknownType, resolved

Run = Callable[[Scope], object]
Build = Callable[["Compiler", Node], Run]
DEPTH = 120
_BUILDERS: dict[str, Build] = {}


def builds(kind: str) -> Callable[[Build], Build]:
    """Enters a builder for a kind of node."""

    def enter(build: Build) -> Build:
        _BUILDERS[kind] = build
        return build

    return enter


class Compiler:
    """Compiles one tree; gathers the free names as it goes.

    strict: refuse what can only go wrong (an unknown function or type, a bad pattern). Else such
    a part gives null and a note while it runs, as the standard has it.
    """

    def __init__(
        self,
        text: str,
        known: Iterable[str] = (),
        types: Mapping[str, Type] | None = None,
        strict: bool = True,
    ) -> None:
        self.text = text
        self.known = frozenset(known)
        self.types = types or {}
        self.strict = strict
        self.free: set[str] = set()
        self.maybe: set[str] = set()  # within a filter a name may be a part of the item
        self.filters = 0
        self._bound: list[frozenset[str]] = []
        self._depth = 0

    def run(self, node: Node) -> Run:
        """The closure of a node."""
        self._depth += 1
        if self._depth > DEPTH:
            raise FeelError(
                "Rumus terlalu dalam.", "The expression is nested too deeply.", text=self.text
            )
        try:
            return _BUILDERS[node.kind](self, node)
        finally:
            self._depth -= 1

    def within(self, names: Iterable[str], node: Node) -> Run:
        """The closure of a node inside of which these names are given."""
        self._bound.append(frozenset(names))
        try:
            return self.run(node)
        finally:
            self._bound.pop()

    def test(self, node: Node) -> Run:
        """A closure that answers whether the value `?` of the scope meets the test."""
        made = self.run(node)
        asking = asks(node)
        literal = node.kind in ("true", "false", "name", "path")

        def tests(scope: Scope) -> object:
            found = made(scope)
            if asking and not (isinstance(found, list) or node.kind in ("open", "range")):
                return found
            value = scope.find("?")
            if found is True and not literal and not isinstance(value, bool):
                return True
            return passes(value, found)

        return tests

    def type(self, kind: Type, node: Node) -> Type | None:
        """The type with its names looked up; None, when not strict, for one that nobody defined."""
        try:
            return resolved(kind, self.types)
        except UnknownType as unknown:
            if self.strict:
                raise self.error(
                    node, f"Jenis {unknown} tidak dikenal.", f"The type {unknown} is not known."
                ) from None
            return None

    def refused(self, node: Node, message: str, english: str) -> Run:
        """Raises the error when strict, else gives null and a note at every run."""
        if self.strict:
            raise self.error(node, message, english)

        def null(scope: Scope) -> object:
            scope.note(english)
            return None

        return null

    def error(self, node: Node, message: str, english: str) -> FeelError:
        line, column = position(self.text, node.at)
        return FeelError(message, english, line=line, column=column, text=self.text)

    def is_bound(self, name: str) -> bool:
        """Whether a loop, function or context around this place gives the name."""
        return any(name in names for names in self._bound)

    def takes(self, name: str) -> None:
        """Notes that the name comes from outside."""
        if not self.is_bound(name):
            (self.maybe if self.filters else self.free).add(name)
