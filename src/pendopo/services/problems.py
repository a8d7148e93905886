"""What is wrong with a package, collected, so that an author mends everything in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pendopo.core.forms import FieldError
from pendopo.core.problem import Problem

__all__ = ["PackageRefused", "Problem", "Problems", "Refused"]


MOST = 200
"""Defects that one look reports; a hostile file has no end of them."""


class Problems:
    """A growing list of defects, in the order of file and line when read."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(
        self,
        source: str,
        line: int,
        rule: str,
        message: str,
        english: str,
        *,
        element: str = "",
    ) -> None:
        self.extend([Problem(source, line, element, rule, message, english)])

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if not self.full and problem not in self._found:
                self._found.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=lambda one: (one.source, one.line, one.rule)))

    @property
    def full(self) -> bool:
        return len(self._found) >= MOST

    def __len__(self) -> int:
        return len(self._found)

    def refuse(self) -> None:
        """Raise `PackageRefused` when there is anything in the list."""
        if self._found:
            raise PackageRefused(tuple(self))


class PackageRefused(ValueError):
    """A package that cannot be used; `problems` names file, line and rule of each defect."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


class Refused(Exception):
    """A request that the rules of a service do not allow.

    `code` is a stable word, `text` a sentence per language ("id", "en"), `fields` the errors
    per field of a form, when the answers were the reason.
    """

    def __init__(
        self,
        code: str,
        indonesian: str,
        english: str,
        fields: tuple[FieldError, ...] = (),
    ) -> None:
        super().__init__(f"{code}: {indonesian}")
        self.code = code
        self.text = {"id": indonesian, "en": english}
        self.fields = fields
