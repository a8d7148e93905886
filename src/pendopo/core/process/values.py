"""What a step computes: conditions, decisions, lists, inputs and due times."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from pendopo.core.decisions import DecisionError, Decisions
from pendopo.core.feel import Expression, FeelError, WorkingDays, YearsMonths
from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.model import Node, When
from pendopo.core.process.state import plain

MANY = 500
"""Items over which a task may be repeated."""


class Values:
    """The facts that the caller gave, and over them the results of the case so far."""

    def __init__(self, names: Mapping[str, object], kept: dict[str, object]) -> None:
        self.kept = kept
        self._names = names
        self._all: dict[str, object] | None = None

    def keep(self, name: str, value: object) -> None:
        """Sets a result, in a copy: the state we came from stays as it was."""
        self.kept = {**self.kept, name: value}
        self._all = None

    def evaluate(self, node: Node, expression: Expression) -> object:
        """The FEEL value at a node. Raises ProcessStuck when it cannot be had."""
        try:
            return expression.evaluate(self._seen())
        except FeelError as error:
            raise ProcessStuck(node.id, error.message, error.english) from error
        except TypeError as error:
            raise _unusable(node, error) from error

    def decide(self, node: Node, decisions: Decisions | None) -> object:
        """The value of a business-rule task's decision, as the state keeps it."""
        assert decisions is not None  # the loader has refused the file otherwise
        try:
            return plain(decisions.evaluate(node.decision, self._seen()))
        except DecisionError as error:
            raise ProcessStuck(node.id, error.message, error.english) from error
        except TypeError as error:
            raise _unusable(node, error) from error

    def items(self, node: Node) -> list[object]:
        """The items of a repeated task; None for each when only their number is known."""
        many = node.many
        assert many is not None
        if many.collection is not None:
            found = self.evaluate(node, many.collection)
            items = found if isinstance(found, list) else [found]
            if found is None:
                items = []
        else:
            assert many.cardinality is not None
            count = self.evaluate(node, many.cardinality)
            if not isinstance(count, Decimal) or count < 0 or count != count.to_integral_value():
                raise ProcessStuck(
                    node.id,
                    "Jumlah pengulangan bukan bilangan bulat.",
                    "The number of repeats is not a whole number.",
                )
            items = [None] * (MANY + 1 if count > MANY else int(count))
        if len(items) > MANY:
            raise ProcessStuck(
                node.id,
                f"Tugas diulang lebih dari {MANY} kali.",
                f"The task is repeated more than {MANY} times.",
            )
        try:
            return [plain(item) for item in items]
        except TypeError as error:
            raise _unusable(node, error) from error

    def inputs(self, node: Node) -> dict[str, object]:
        """The values handed to a service."""
        if not node.inputs:
            return dict(self.kept)
        try:
            return {
                name: given if isinstance(given, str) else plain(self.evaluate(node, given))
                for name, given in node.inputs.items()
            }
        except TypeError as error:
            raise _unusable(node, error) from error

    def when(self, node: Node) -> When:
        """When the timer of a node is due."""
        timer = node.timer
        assert timer is not None
        if timer.fixed is not None:
            return timer.fixed
        assert timer.expression is not None
        found = self.evaluate(node, timer.expression)
        if isinstance(found, timedelta | date | WorkingDays | YearsMonths):
            return found
        raise ProcessStuck(
            node.id,
            "Rumus pengatur waktu tidak menghasilkan tanggal atau durasi.",
            "The timer's expression gives neither a date nor a duration.",
        )

    def _seen(self) -> dict[str, object]:
        if self._all is None:
            self._all = {**self._names, **self.kept}
        return self._all


def _unusable(node: Node, error: TypeError) -> ProcessStuck:
    return ProcessStuck(
        node.id, "Sebuah nilai tidak dapat dipakai di sini.", f"A value is unusable here: {error}."
    )
