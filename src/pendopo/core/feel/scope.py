"""Where an expression finds its names while it runs, and how much it may still do."""

from collections.abc import Mapping

from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.values import from_python

STEPS = 100_000
"""Turns of loops, filters and calls that one evaluation may take."""
NOTES = 100
"""Notes that one evaluation keeps."""
NESTING = 64
"""Loops and calls within each other."""


class Scope:
    """Names, innermost first. The outermost holds Python values, the inner ones FEEL values."""

    __slots__ = ("depth", "names", "notes", "parent", "steps")

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

    def find(self, name: str) -> object:
        """The FEEL value, or null for a name that nobody gave."""
        value, ready = self.reach(name)
        return value if ready else from_python(value)

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
