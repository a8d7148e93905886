"""Logic, comparison and sums."""

from collections.abc import Callable
from decimal import Decimal

from pendopo.core.feel.arithmetic import OPERATORS, negative
from pendopo.core.feel.build.compiler import Compiler, Run, builds
from pendopo.core.feel.compare import compare, conjunction, disjunction, passes
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node, asks
from pendopo.core.feel.types import instance
from pendopo.core.feel.values import bounded


@builds("or")
def _or(compiler: Compiler, node: Node) -> Run:
    terms = [compiler.run(part) for part in node.parts]

    def either(scope: Scope) -> object:
        values: list[object] = []
        for term in terms:
            values.append(term(scope))
            if values[-1] is True:
                return True
        return disjunction(values)

    return either


@builds("and")
def _and(compiler: Compiler, node: Node) -> Run:
    terms = [compiler.run(part) for part in node.parts]

    def both(scope: Scope) -> object:
        values: list[object] = []
        for term in terms:
            values.append(term(scope))
            if values[-1] is False:
                return False
        return conjunction(values)

    return both


@builds("compare")
def _compare(compiler: Compiler, node: Node) -> Run:
    left, right = (compiler.run(part) for part in node.parts)
    operator = node.text

    def compared(scope: Scope) -> object:
        one, other = left(scope), right(scope)
        if type(one) is not Decimal:
            scope.weigh(one, other)
        return compare(operator, one, other)

    return compared


@builds("between")
def _between(compiler: Compiler, node: Node) -> Run:
    value, low, high = (compiler.run(part) for part in node.parts)

    def between(scope: Scope) -> object:
        found = value(scope)
        return conjunction((compare(">=", found, low(scope)), compare("<=", found, high(scope))))

    return between


@builds("in")
def _in(compiler: Compiler, node: Node) -> Run:
    value = compiler.run(node.parts[0])
    right = node.parts[1]
    nodes = right.parts if right.kind == "several" else (right,)
    tests = [compiler.run(part) for part in nodes]
    if not any(asks(part) for part in nodes):

        def within(scope: Scope) -> object:
            found = value(scope)
            wanted = [test(scope) for test in tests]
            scope.weigh(found, *wanted)
            return disjunction([passes(found, test) for test in wanted])

        return within
    asking = [compiler.test(part) for part in nodes]

    def asked(scope: Scope) -> object:
        inner = Scope({"?": value(scope)}, scope)
        return disjunction([test(inner) for test in asking])

    return asked


@builds("instance")
def _instance(compiler: Compiler, node: Node) -> Run:
    value = compiler.run(node.parts[0])
    kind = compiler.type(node.types[0], node)
    if kind is None:
        return compiler.refused(node, "Jenis tidak dikenal.", "The type is not known.")
    return lambda scope: instance(value(scope), kind)


@builds("if")
def _if(compiler: Compiler, node: Node) -> Run:
    condition, then, other = (compiler.run(part) for part in node.parts)

    def chosen(scope: Scope) -> object:
        return choose(condition(scope), then, other, scope)

    return chosen


def choose(met: object, then: Run, other: Run, scope: Scope) -> object:
    """The branch that a condition picks; null picks the other, what is no boolean gives null."""
    if met is True:
        return then(scope)
    if met is False or met is None:
        return other(scope)
    scope.note("The condition of an if gives no boolean.")
    return None


@builds("sum")
def _sum(compiler: Compiler, node: Node) -> Run:
    first, *others = (compiler.run(part) for part in node.parts)
    operators: list[Callable[[object, object], object]] = [
        OPERATORS[sign] for sign in node.names or ()
    ]
    steps = list(zip(operators, others, strict=True))

    def total(scope: Scope) -> object:
        value = first(scope)
        for operate, right in steps:
            value = operate(value, right(scope))
            scope.weigh(value)
        return bounded(value)

    return total


@builds("negative")
def _negative(compiler: Compiler, node: Node) -> Run:
    value = compiler.run(node.parts[0])
    return lambda scope: negative(value(scope))
