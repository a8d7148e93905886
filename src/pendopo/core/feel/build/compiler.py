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
_TOLD = {
    "name": "The name {}", "path": "The part .{}", "compare": "The comparison {}",
    "between": "The comparison between", "in": "The test in", "sum": "The calculation",
    "negative": "The sign -", "and": "The conjunction", "or": "The disjunction",
    "filter": "The filter", "for": "The loop", "some": "The test some", "every": "The test every",
    "range": "The interval", "open": "The interval",
}  # fmt: skip
"""What is told of a node that gives null, when its caller asks for notes."""


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

    @property
    def spelled(self) -> frozenset[str]:
        """The names that the text may hold: those of values, and those of types."""
        return self.known | self.types.keys()

    def run(self, node: Node) -> Run:
        """The closure of a node."""
        self._depth += 1
        if self._depth > DEPTH:
            raise FeelError(
                "Rumus terlalu dalam.", "The expression is nested too deeply.", text=self.text
            )
        try:
            made = _BUILDERS[node.kind](self, node)
        finally:
            self._depth -= 1
        # Strict callers have no use for notes, and should not pay for them.
        return made if self.strict or node.kind not in _TOLD else self._telling(made, node)

    def _telling(self, run: Run, node: Node) -> Run:
        """The same closure, with a note whenever it gives null."""
        line, column = position(self.text, node.at)
        where = f"line {line}, column {column} of: {' '.join(self.text.split())[:80]}"
        note = f"{_TOLD[node.kind].format(node.text)} gives null ({where})."

        def told(scope: Scope) -> object:
            found = run(scope)
            if found is None and scope.notes is not None:
                scope.note(note)
            return found

        return told

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
