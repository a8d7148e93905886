"""When a question is asked or must be answered: a FEEL expression over the answers so far."""

from __future__ import annotations

from datetime import date, time

from pendopo.core.feel import Expression, FeelError, Scope, expression, from_python


class Condition:
    """A compiled condition. text: as written; names: what it reads."""

    __slots__ = ("_expression", "names", "text")

    def __init__(self, text: str) -> None:
        """Raises FeelError when it cannot be read."""
        self._expression: Expression = expression(text)
        self.text = text
        self.names: frozenset[str] = self._expression.names

    def holds(self, scope: Scope) -> bool:
        """Whether it is true; null, other values and an evaluation that fails are not."""
        try:
            return self._expression.within(scope) is True
        except (FeelError, TypeError):
            return False

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"


def feel_value(kind: str, value: object) -> object:
    """A normalised answer as conditions see it: a FEEL value, with dates and times typed."""
    if isinstance(value, str) and kind == "date":
        return date.fromisoformat(value)
    if isinstance(value, str) and kind == "time":
        return time.fromisoformat(value)
    return from_python(value)
