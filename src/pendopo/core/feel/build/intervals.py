"""Intervals, and tests such as `< 10`, which are intervals with one end."""

from pendopo.core.feel.build.compiler import Compiler, Run, builds
from pendopo.core.feel.compare import less
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node
from pendopo.core.feel.values import Range, Unequal


@builds("range")
def _range(compiler: Compiler, node: Node) -> Run:
    low, high = (compiler.run(part) for part in node.parts)
    low_closed, high_closed = node.text[0] == "[", node.text[1] == "]"

    def interval(scope: Scope) -> object:
        return between(low(scope), high(scope), low_closed, high_closed)

    return interval


@builds("open")
def _open(compiler: Compiler, node: Node) -> Run:
    end, sign = compiler.run(node.parts[0]), node.text
    return lambda scope: open_ended(sign, end(scope))


def between(low: object, high: object, low_closed: bool, high_closed: bool) -> Range | None:
    """The interval; null when its ends cannot be compared. A null end stays unknown."""
    if low is not None and high is not None and less(low, high) is None:
        return None
    return Range(low, high, low_closed, high_closed)


def open_ended(sign: str, end: object) -> object:
    """The interval of a test; `!=` is none, but a test as well."""
    if sign == "!=":
        return Unequal(end)
    if sign == "=":
        return Range(end, end, True, True, "=")
    if end is None:
        return None
    closed = sign in ("<=", ">=")
    if sign[0] == "<":
        return Range(None, end, False, closed, sign)
    return Range(end, None, closed, False, sign)
