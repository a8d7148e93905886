"""What a step computes: conditions, decisions, lists, inputs and due times. `seen` are the names
that FEEL can read at the place. All raise ProcessStuck when the value cannot be had."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from pendopo.core.decisions import DecisionError, Decisions
from pendopo.core.feel import Expression, FeelError, WorkingDays, YearsMonths
from pendopo.core.process.cycles import read_cycle
from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.model import Cycle, Node, When
from pendopo.core.process.state import plain

MANY = 500
"""Items over which an activity may be repeated."""

Seen = Mapping[str, object]


def evaluate(node: Node, expression: Expression, seen: Seen) -> object:
    """The FEEL value at a node."""
    try:
        return expression.evaluate(seen)
    except FeelError as error:
        raise ProcessStuck(node.id, error.message, error.english) from error
    except TypeError as error:
        raise _unusable(node, error) from error


def decide(node: Node, decisions: Decisions | None, seen: Seen) -> object:
    """The value of a business-rule task's decision, as the state keeps it."""
    assert decisions is not None  # the loader has refused the file otherwise
    try:
        return plain(decisions.evaluate(node.decision, seen))
    except DecisionError as error:
        raise ProcessStuck(node.id, error.message, error.english) from error
    except TypeError as error:
        raise _unusable(node, error) from error


def items(node: Node, seen: Seen) -> list[object]:
    """The items of a repeated activity; None for each when only their number is known."""
    many = node.many
    assert many is not None
    if many.collection is not None:
        found = evaluate(node, many.collection, seen)
        things = found if isinstance(found, list) else [found]
        if found is None:
            things = []
    else:
        assert many.cardinality is not None
        count = evaluate(node, many.cardinality, seen)
        if not isinstance(count, Decimal) or count < 0 or count != count.to_integral_value():
            raise ProcessStuck(
                node.id,
                "Jumlah pengulangan bukan bilangan bulat.",
                "The number of repeats is not a whole number.",
            )
        things = [None] * (MANY + 1 if count > MANY else int(count))
    if len(things) > MANY:
        raise ProcessStuck(
            node.id,
            f"Tugas diulang lebih dari {MANY} kali.",
            f"The task is repeated more than {MANY} times.",
        )
    try:
        return [plain(item) for item in things]
    except TypeError as error:
        raise _unusable(node, error) from error


def inputs(node: Node, seen: Seen, results: Mapping[str, object]) -> dict[str, object]:
    """The values handed to a service, a call or a message: what the model lists, or else all the
    `results`."""
    if not node.inputs:
        return dict(results)
    try:
        return {
            name: given if isinstance(given, str) else plain(evaluate(node, given, seen))
            for name, given in node.inputs.items()
        }
    except TypeError as error:
        raise _unusable(node, error) from error


def when(node: Node, seen: Seen) -> When | Cycle:
    """When the timer of a node is due, and how often."""
    timer = node.timer
    assert timer is not None
    fixed = timer.cycle or timer.fixed
    if fixed is not None:
        return fixed
    assert timer.expression is not None
    found = evaluate(node, timer.expression, seen)
    if timer.repeats and isinstance(found, str):
        found = read_cycle(found)
    if timer.repeats and isinstance(found, timedelta | WorkingDays | YearsMonths):
        return Cycle(found)
    if isinstance(found, Cycle) or (
        not timer.repeats and isinstance(found, timedelta | date | WorkingDays | YearsMonths)
    ):
        return found
    raise ProcessStuck(
        node.id,
        "Rumus pengatur waktu tidak menghasilkan tanggal atau durasi.",
        "The timer's expression gives neither a date nor a duration.",
    )


def _unusable(node: Node, error: TypeError) -> ProcessStuck:
    return ProcessStuck(
        node.id, "Sebuah nilai tidak dapat dipakai di sini.", f"A value is unusable here: {error}."
    )
