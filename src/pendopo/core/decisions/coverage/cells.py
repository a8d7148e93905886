"""What the cells of a column speak of, when they speak of literals only."""

from pendopo.core.decisions.table import Table
from pendopo.core.feel import FeelError, UnaryTests, expression
from pendopo.core.feel.build import Compiler
from pendopo.core.feel.parse import parse_tests
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.syntax import Node
from pendopo.core.feel.types import Type, conforms

_MAKERS = {"date", "time", "date and time", "duration"}
_PLAIN = {"number", "string", "at", "true", "false", "null"}
_HOLDING = {"open", "range", "list", "several"}


def literals(tests: UnaryTests) -> list[object] | None:
    """The literals of a cell; None for a cell that computes, or asks about the value otherwise."""
    if tests.text.strip() in ("", "-"):
        return []
    try:
        _, nodes = parse_tests(tests.text)
    except FeelError:
        return None
    found: list[object] = []
    return found if all(_gather(node, found) for node in nodes) else None


def _gather(node: Node, found: list[object]) -> bool:
    if node.kind in _HOLDING:
        return all(_gather(part, found) for part in node.parts)
    if not _is_literal(node):
        return False
    found.append(_value(node))
    return True


def _is_literal(node: Node) -> bool:
    if node.kind == "negative":
        return node.parts[0].kind == "number"
    if node.kind != "call":
        return node.kind in _PLAIN
    maker, *given = node.parts
    named = maker.kind == "name" and maker.text in _MAKERS and node.names is None
    return named and all(one.kind in ("string", "number") for one in given)


def _value(node: Node) -> object:
    return Compiler("", strict=False).run(node)(Scope({}))


def stray(tests: UnaryTests, kind: Type) -> bool:
    """Whether a cell names a literal that no value of the column can be."""
    found = literals(tests)
    return found is not None and not all(conforms(one, kind, constraints=False) for one in found)


def takes(tests: UnaryTests, value: object) -> bool:
    """Whether a cell takes a value."""
    return tests.within(value, Scope({}))


def answers(table: Table, place: int) -> tuple[object, ...] | None:
    """What a rule answers, when its answers compute nothing."""
    rule = table.rules[place]
    if any(answer.names for answer in rule.answers):
        return None
    return tuple(expression(answer.text).evaluate({}) for answer in rule.answers)
