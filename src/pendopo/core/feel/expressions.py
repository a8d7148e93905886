"""Compiled expressions and unary tests, and the cache that holds them."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from pendopo.core.feel.build import Compiler, Run
from pendopo.core.feel.compare import disjunction, negate
from pendopo.core.feel.errors import ALLOWANCE, FeelError, TooMuch
from pendopo.core.feel.parse import parse, parse_tests
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.types import Type
from pendopo.core.feel.values import from_python


class Expression:
    """A FEEL expression, ready to run any number of times from any thread."""

    __slots__ = ("_run", "item_names", "names", "text")

    def __init__(
        self,
        text: str,
        known: Iterable[str] = (),
        types: Mapping[str, Type] | None = None,
        strict: bool = True,
    ) -> None:
        compiler = Compiler(text, known, types, strict)
        self.text = text
        self._run: Run = compiler.run(parse(text, names=compiler.spelled))
        self.names = frozenset(compiler.free)
        """The names that it takes from outside."""
        self.item_names = frozenset(compiler.maybe - compiler.free)
        """Names within filters: parts of the items, or taken from outside when they have none."""

    @classmethod
    def broken(cls, error: FeelError) -> "Expression":
        """What stands for a text that cannot be read: it gives null and a note."""
        made = cls("null")
        made.text = error.text

        def null(scope: Scope) -> object:
            scope.note(error.english)
            return None

        made._run = null
        return made

    def evaluate(self, names: Mapping[str, object]) -> object:
        """The FEEL value. A missing name is null. Raises FeelError when it does too much work, and
        TypeError when a name that it uses holds a value that FEEL has not."""
        return guarded(self.text, self._run, Scope(names))

    def within(self, scope: Scope) -> object:
        """The FEEL value in a scope that holds FEEL values, as a model's own evaluation has it."""
        return guarded(self.text, self._run, scope)

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


class UnaryTests:
    """Tests on one value, as in a cell of a decision table: `"a", "b"`, `> 5`, `not(1)`, `-`."""

    __slots__ = ("_negated", "_tests", "item_names", "names", "text")

    def __init__(
        self,
        text: str,
        known: Iterable[str] = (),
        types: Mapping[str, Type] | None = None,
        strict: bool = True,
    ) -> None:
        self.text = text
        self._tests: list[Run] | None = None
        self._negated = False
        self.names: frozenset[str] = frozenset()
        self.item_names: frozenset[str] = frozenset()
        if text.strip() in ("", "-"):
            return
        compiler = Compiler(text, known, types, strict)
        self._negated, found = parse_tests(text, names=compiler.spelled)
        self._tests = [compiler.test(one) for one in found]
        self.names = frozenset(compiler.free - {"?"})
        self.item_names = frozenset(compiler.maybe - compiler.free - {"?"})

    @classmethod
    def broken(cls, error: FeelError) -> "UnaryTests":
        """What stands for tests that cannot be read: nothing meets them."""
        made = cls("-")
        made.text = error.text

        def null(scope: Scope) -> object:
            scope.note(error.english)
            return None

        made._tests = [null]
        return made

    def matches(self, value: object, names: Mapping[str, object]) -> bool:
        """Whether `value` meets one of the tests (none, within not). Null counts as no."""
        return self.within(from_python(value), Scope(names))

    def within(self, value: object, outer: Scope) -> bool:
        """The same for a FEEL value, in a scope."""
        tests = self._tests
        if tests is None:
            return True
        scope = Scope({"?": value}, outer)
        found = guarded(self.text, lambda inner: _any(tests, inner), scope)
        return (negate(found) if self._negated else found) is True

    def __repr__(self) -> str:
        return f"UnaryTests({self.text!r})"


def expression(
    text: str,
    *,
    known: Iterable[str] = (),
    types: Mapping[str, Type] | None = None,
    strict: bool = True,
) -> Expression:
    """Compiles a FEEL expression, or takes it from the cache. Raises FeelError.

    `known` are names from outside that hold spaces or signs, or that are functions; `types` those
    that a model defines. What can only go wrong, such as a call of an unknown function, is
    refused; when not `strict`, it gives null as the standard has it. Bad syntax always raises.
    """
    if types is None and strict:
        return _expression(text, frozenset(known))
    return Expression(text, known, types, strict)


def unary_tests(
    text: str,
    *,
    known: Iterable[str] = (),
    types: Mapping[str, Type] | None = None,
    strict: bool = True,
) -> UnaryTests:
    """Compiles unary tests, or takes them from the cache. See expression()."""
    if types is None and strict:
        return _unary_tests(text, frozenset(known))
    return UnaryTests(text, known, types, strict)


@lru_cache(maxsize=4096)
def _expression(text: str, known: frozenset[str]) -> Expression:
    return Expression(text, known)


@lru_cache(maxsize=4096)
def _unary_tests(text: str, known: frozenset[str]) -> UnaryTests:
    return UnaryTests(text, known)


def guarded(text: str, run: Callable[[Scope], object], scope: Scope) -> object:
    """Runs, and turns too much work into a FeelError."""
    allowance = ALLOWANCE.set(scope.steps)
    try:
        return run(scope)
    except (TooMuch, RecursionError, MemoryError):
        raise FeelError(
            "Rumus ini memerlukan terlalu banyak langkah.",
            "The expression takes too many steps.",
            text=text,
        ) from None
    finally:
        ALLOWANCE.reset(allowance)


def _any(tests: list[Run], scope: Scope) -> object:
    return disjunction([test(scope) for test in tests])
