"""Collects problems, and compiles the expressions of a file at their place in it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pendopo.core import feel
from pendopo.core.decisions.types import type_named
from pendopo.core.feel.types import Type
from pendopo.core.markup import Findings, local, space

DEPTH = 40
"""Boxed expressions, or types, within each other."""


class Reader(Findings):
    """What the parts of the DMN reader share: the names and types known at a place, the problems.

    strict: note all that is wrong. Else what cannot run gives null, as the standard has it.
    """

    def __init__(self, source: str, strict: bool = True) -> None:
        super().__init__(source)
        self.strict = strict
        self.names: frozenset[str] = frozenset()
        self.types: dict[str, Type] = {}
        self.listed: dict[str, str] = {}  # the allowed values of a type, as they are written
        self._depth = 0

    @contextmanager
    def deeper(self, element: Any) -> Iterator[bool]:
        """Counts expressions within expressions; False, after noting it, beyond DEPTH."""
        self._depth += 1
        try:
            if self._depth == DEPTH:
                self.problem(
                    element,
                    "too-deep",
                    f"Rumus bersarang lebih dari {DEPTH} lapis.",
                    f"Expressions are nested more than {DEPTH} deep.",
                )
            yield self._depth < DEPTH
        finally:
            self._depth -= 1

    @contextmanager
    def knowing(self, names: Iterable[str]) -> Iterator[None]:
        """Adds names while a part of the file is read."""
        before = self.names
        self.names = before | set(names)
        try:
            yield
        finally:
            self.names = before

    def unsupported(self, element: Any) -> None:
        """Notes an element that we do not run."""
        kind = local(element)
        self.problem(
            element,
            "unsupported",
            f"Unsur {kind} belum didukung.",
            f"The element {kind} is not supported yet.",
        )

    def type(self, element: Any) -> Type:
        """The type that the element's typeRef names."""
        return type_named(self, element, element.get("typeRef", ""))

    def stray_type(self, element: Any, name: str) -> None:
        """Notes a type that nobody defined."""
        if self.strict:
            self.problem(
                element,
                "type-unknown",
                f"Jenis {name} tidak didefinisikan di berkas ini.",
                f"The type {name} is not defined in this file.",
            )

    def expression(self, element: Any) -> feel.Expression | None:
        """The expression in the text of an element; None after noting why not."""
        text, line = self._text(element)
        if not self._speaks_feel(element):
            return None
        if not text.strip():
            # An empty cell is null, as modellers save it.
            text = "null"
        return self.compiled(element, text, line)

    def compiled(self, element: Any, text: str, line: int) -> feel.Expression | None:
        """The expression of a text that stands at a line."""
        try:
            if self.strict and not self.types:
                return feel.expression(text, known=self.names)
            return feel.expression(text, known=self.names, types=self.types, strict=self.strict)
        except feel.FeelError as error:
            if not self.strict:
                return feel.Expression.broken(error)
            self._bad(element, line, error)
            return None

    def tests(self, element: Any) -> feel.UnaryTests | None:
        """The unary tests in the text of an element; None after noting why not."""
        text, line = self._text(element)
        if not self._speaks_feel(element):
            return None
        try:
            if self.strict and not self.types:
                return feel.unary_tests(text, known=self.names)
            return feel.unary_tests(text, known=self.names, types=self.types, strict=self.strict)
        except feel.FeelError as error:
            if not self.strict:
                return feel.UnaryTests.broken(error)
            self._bad(element, line, error)
            return None

    def _text(self, element: Any) -> tuple[str, int]:
        for child in element:
            if local(child) == "text" and space(child) == space(element):
                return child.text or "", child.sourceline or 0
        return "", element.sourceline or 0

    def _speaks_feel(self, element: Any) -> bool:
        language = element.get("expressionLanguage", "")
        if not language or "feel" in language.lower():
            return True
        self.problem(
            element,
            "language",
            f"Bahasa rumus {language} tidak didukung; gunakan FEEL.",
            f"The expression language {language} is not supported; use FEEL.",
        )
        return False

    def _bad(self, element: Any, line: int, error: feel.FeelError) -> None:
        self.problem(
            element,
            "feel",
            f"{error.message} Rumus: {_short(error.text)} (kolom {error.column}).",
            f"{error.english} Expression: {_short(error.text)} (column {error.column}).",
            line + error.line - 1,
        )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
