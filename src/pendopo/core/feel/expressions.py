"""Compiled expressions and unary tests, and the cache that holds them."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from pendopo.core.feel.compare import disjunction, negate
from pendopo.core.feel.compile import Compiler, Run
from pendopo.core.feel.errors import FeelError, TooMuch
from pendopo.core.feel.parse import parse, parse_tests
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.values import from_python


class Expression:
    """A FEEL expression, ready to run any number of times from any thread."""

    __slots__ = ("_run", "item_names", "names", "text")

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        compiler = Compiler(text, known)
        self.text = text
        self._run: Run = compiler.run(parse(text, names=compiler.known))
        self.names = frozenset(compiler.free)
        """The names that it takes from outside."""
        self.item_names = frozenset(compiler.maybe - compiler.free)
        """Names within filters: parts of the items, or taken from outside when they have none."""

    def evaluate(self, names: Mapping[str, object]) -> object:
        """The FEEL value. A missing name is null. Raises FeelError when it does too much work, and
        TypeError when a name that it uses holds a value that FEEL has not."""
        return guarded(self.text, self._run, Scope(names))

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


class UnaryTests:
    """Tests on one value, as in a cell of a decision table: `"a", "b"`, `> 5`, `not(1)`, `-`."""

    __slots__ = ("_negated", "_tests", "item_names", "names", "text")

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        self.text = text
        self._tests: list[Run] | None = None
        self._negated = False
        self.names: frozenset[str] = frozenset()
        self.item_names: frozenset[str] = frozenset()
        if text.strip() in ("", "-"):
            return
        compiler = Compiler(text, known)
        self._negated, tree = parse_tests(text, names=compiler.known)
        self._tests = [compiler.test(child) for child in tree.children]
        self.names = frozenset(compiler.free - {"?"})
        self.item_names = frozenset(compiler.maybe - compiler.free - {"?"})

    def matches(self, value: object, names: Mapping[str, object]) -> bool:
        """Whether `value` meets one of the tests (none, within not). Null counts as no."""
        tests = self._tests
        if tests is None:
            return True
        scope = Scope({"?": from_python(value)}, Scope(names))
        found = guarded(self.text, lambda inner: _any(tests, inner), scope)
        return (negate(found) if self._negated else found) is True

    def __repr__(self) -> str:
        return f"UnaryTests({self.text!r})"


def expression(text: str, *, known: Iterable[str] = ()) -> Expression:
    """Compiles a FEEL expression, or takes it from the cache. Raises FeelError.

    `known` are names from outside that hold spaces or signs, or that are functions.
    """
    return _expression(text, frozenset(known))


def unary_tests(text: str, *, known: Iterable[str] = ()) -> UnaryTests:
    """Compiles unary tests, or takes them from the cache. Raises FeelError."""
    return _unary_tests(text, frozenset(known))


@lru_cache(maxsize=4096)
def _expression(text: str, known: frozenset[str]) -> Expression:
    return Expression(text, known)


@lru_cache(maxsize=4096)
def _unary_tests(text: str, known: frozenset[str]) -> UnaryTests:
    return UnaryTests(text, known)


def guarded(text: str, run: Callable[[Scope], object], scope: Scope) -> object:
    """Runs, and turns too much work into a FeelError."""
    try:
        return run(scope)
    except (TooMuch, RecursionError, MemoryError):
        raise FeelError(
            "Rumus ini memerlukan terlalu banyak langkah.",
            "The expression takes too many steps.",
            text=text,
        ) from None


def _any(tests: list[Run], scope: Scope) -> object:
    return disjunction([test(scope) for test in tests])
