"""Where an expression finds its names while it runs, and how much it may still do."""

from collections.abc import Mapping

from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.values import from_python

STEPS = 100_000
"""Turns of loops, filters and calls that one evaluation may take."""
WEIGHT = 16
"""Items or characters that are gone through in one step."""
NOTES = 100
"""Notes that one evaluation keeps."""
NESTING = 64
"""Loops and calls within each other."""


class Scope:
    """Names, innermost first. The outermost holds Python values, the inner ones FEEL values."""

    __slots__ = ("depth", "names", "notes", "parent", "steps", "turned")

    def __init__(
        self,
        names: Mapping[str, object],
        parent: "Scope | None" = None,
        notes: list[str] | None = None,
    ) -> None:
        self.names = names
        self.parent = parent
        if parent is None:
            self.depth = 0
            self.steps = [STEPS]
            self.notes = notes
            self.turned: dict[str, object] = {}
        else:
            self.depth = parent.depth + 1
            self.steps = parent.steps
            self.notes = parent.notes
            if self.depth > NESTING:
                raise TooMuch

    def note(self, text: str) -> None:
        """Records why something gave null, for a caller that asked for such notes."""
        if self.notes is not None and len(self.notes) < NOTES:
            self.notes.append(text)

    def spend(self, steps: int = 1) -> None:
        """Counts work done; raises TooMuch when the allowance is used up."""
        self.steps[0] -= steps
        if self.steps[0] < 0:
            raise TooMuch

    def weigh(self, *values: object) -> None:
        """Counts the work of going through long texts and lists once."""
        for value in values:
            if isinstance(value, (list, str)) and len(value) >= WEIGHT:
                self.spend(len(value) // WEIGHT)

    def find(self, name: str) -> object:
        """The FEEL value, or null for a name that nobody gave."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name] if scope.parent is not None else scope._turn(name)
            scope = scope.parent
        return None

    def _turn(self, name: str) -> object:
        # Once in an evaluation: a long list that a loop asks for is not turned at every turn.
        if name not in self.turned:
            self.turned[name] = from_python(self.names[name])
        return self.turned[name]

    def reach(self, name: str) -> tuple[object, bool]:
        """The value as it was given, and whether it is a FEEL value already.

        Only what came from outside is turned, and only once it is needed: values made within an
        expression may share parts, and to walk them again could take for ever.
        """
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name], scope.parent is not None
            scope = scope.parent
        return None, True

    def has(self, name: str) -> bool:
        """Whether somebody gave this name, be it as null."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return True
            scope = scope.parent
        return False
