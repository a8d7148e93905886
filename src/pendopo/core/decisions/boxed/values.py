"""The boxed expressions as they are held in memory. Each gives its value in a scope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pendopo.core.feel import loops
from pendopo.core.feel.build.logic import choose
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.types import ANY, Type, coerced
from pendopo.core.feel.values import Function, bounded


class Logic(Protocol):
    """What gives a value in a scope of FEEL values. `names` are those it takes from outside."""

    @property
    def names(self) -> frozenset[str]: ...

    def within(self, scope: Scope) -> object: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """A boxed expression whose value must be of a type; one that is not gives null and a note."""

    logic: Logic
    type: Type
    what: str

    @property
    def names(self) -> frozenset[str]:
        return self.logic.names

    def within(self, scope: Scope) -> object:
        value, fits = coerced(self.logic.within(scope), self.type)
        if not fits:
            scope.note(f"{self.what} is no {self.type}.")
        return value


@dataclass(frozen=True, slots=True)
class Context:
    """Entries by name, each seeing those before it; a last one without a name is the result."""

    entries: tuple[tuple[str, Logic], ...]
    result: Logic | None

    @property
    def names(self) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        given: set[str] = set()
        for name, logic in self.entries:
            found |= logic.names - given
            given.add(name)
        return found if self.result is None else found | (self.result.names - given)

    def within(self, scope: Scope) -> object:
        made: dict[str, object] = {}
        inner = Scope(made, scope)
        for name, logic in self.entries:
            made[name] = logic.within(inner)
        return made if self.result is None else self.result.within(inner)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of boxed expressions."""

    items: tuple[Logic, ...]

    @property
    def names(self) -> frozenset[str]:
        return _names(*self.items)

    def within(self, scope: Scope) -> object:
        return [item.within(scope) for item in self.items]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table of values: a list of contexts with the same names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Logic, ...], ...]

    @property
    def names(self) -> frozenset[str]:
        return _names(*(cell for row in self.rows for cell in row))

    def within(self, scope: Scope) -> object:
        return [
            {name: cell.within(scope) for name, cell in zip(self.columns, row, strict=False)}
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Conditional:
    """if, then, else."""

    condition: Logic
    then: Logic
    other: Logic

    @property
    def names(self) -> frozenset[str]:
        return _names(self.condition, self.then, self.other)

    def within(self, scope: Scope) -> object:
        met = self.condition.within(scope)
        return choose(met, self.then.within, self.other.within, scope)


@dataclass(frozen=True, slots=True)
class Filter:
    """The items of a list that meet a condition on `item`."""

    base: Logic
    condition: Logic

    @property
    def names(self) -> frozenset[str]:
        # The condition's own names may be parts of the items, as in a filter of FEEL.
        return self.base.names

    def within(self, scope: Scope) -> object:
        base = self.base.within(scope)
        strays: list[object] = []

        def meets(inner: Scope) -> object:
            found = self.condition.within(inner)
            if found is not None and not isinstance(found, bool):
                strays.append(found)
                return None
            return found

        kept = loops.filtered(base, meets, scope)
        if strays:
            scope.note("The condition of a filter gives no boolean.")
        return None if strays else kept


@dataclass(frozen=True, slots=True)
class Loop:
    """for, some or every, with one variable."""

    kind: str
    variable: str
    base: Logic
    body: Logic

    @property
    def names(self) -> frozenset[str]:
        return self.base.names | (self.body.names - {self.variable, "partial"})

    def within(self, scope: Scope) -> object:
        turns = [loops.Iterator(self.variable, self.base.within, None)]
        if self.kind == "for":
            return loops.collected(turns, self.body.within, scope)
        return loops.quantified(turns, self.body.within, scope, self.kind == "some")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A formal parameter."""

    name: str
    type: Type = ANY


@dataclass(frozen=True, slots=True)
class Definition:
    """A function: its parameters and what it gives."""

    parameters: tuple[Parameter, ...]
    body: Logic
    result: Type = ANY

    @property
    def names(self) -> frozenset[str]:
        return self.body.names - {one.name for one in self.parameters}

    def within(self, scope: Scope) -> object:
        return made(
            self.parameters, lambda given: self.body.within(Scope(given, scope)), self.result, scope
        )


@dataclass(frozen=True, slots=True)
class External:
    """A function in Java or PMML, which we do not run: it is null."""

    kind: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset()

    def within(self, scope: Scope) -> object:
        scope.note(f"External functions ({self.kind}) are not supported.")
        return None


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of a function with arguments by name."""

    function: Logic
    bindings: tuple[tuple[str, Logic], ...]

    @property
    def names(self) -> frozenset[str]:
        return _names(self.function, *(logic for _, logic in self.bindings))

    def within(self, scope: Scope) -> object:
        function = self.function.within(scope)
        if not isinstance(function, Function):
            scope.note("An invocation calls something that is no function.")
            return None
        given = {name: logic.within(scope) for name, logic in self.bindings}
        if not set(given) <= set(function.parameters):
            scope.note("An invocation binds a parameter that the function does not have.")
            return None
        required = len(function.parameters) if function.required is None else function.required
        names = function.parameters[: max(required, len(given))]
        return bounded(function.call(*(given.get(name) for name in names)))


def inside(logic: Logic) -> tuple[Logic, ...]:
    """The boxed expressions that this one is made of."""
    match logic:
        case Typed(inner):
            return (inner,)
        case Context(entries, result):
            return (*(one for _, one in entries), *(() if result is None else (result,)))
        case Items(items):
            return items
        case Relation(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case Conditional(condition, then, other):
            return condition, then, other
        case Filter(base, condition):
            return base, condition
        case Loop(base=base, body=body):
            return base, body
        case Definition(body=body):
            return (body,)
        case Invocation(function, bindings):
            return (function, *(one for _, one in bindings))
    return ()


def _names(*logics: Logic) -> frozenset[str]:
    return frozenset().union(*(one.names for one in logics))


def made(
    parameters: tuple[Parameter, ...],
    body: Callable[[dict[str, object]], object],
    result: Type,
    scope: Scope,
) -> Function:
    """A function value that checks its arguments and what it gives."""

    def call(*values: object) -> object:
        scope.spend()
        if len(values) != len(parameters):
            scope.note("A function was given the wrong number of arguments.")
            return None
        given: dict[str, object] = {}
        for parameter, value in zip(parameters, values, strict=True):
            given[parameter.name], fits = coerced(value, parameter.type)
            if not fits:
                scope.note(f"The argument {parameter.name} is no {parameter.type}.")
                return None
        value, fits = coerced(body(given), result)
        if not fits:
            scope.note(f"A function gave no {result}.")
        return value

    names = tuple(parameter.name for parameter in parameters)
    return Function(names, call, tuple(parameter.type for parameter in parameters), result)
