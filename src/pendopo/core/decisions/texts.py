"""Collects problems, and compiles the expressions of a file at their place in it."""

from typing import Any

from pendopo.core import feel
from pendopo.core.markup import Findings, local, space


class Reader(Findings):
    """What the parts of the DMN reader share: the names of the file, and the problems."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.names: frozenset[str] = frozenset()

    def unsupported(self, element: Any) -> None:
        """Notes an element that we do not run."""
        kind = local(element)
        self.problem(
            element,
            "unsupported",
            f"Unsur {kind} belum didukung.",
            f"The element {kind} is not supported yet.",
        )

    def expression(self, element: Any) -> feel.Expression | None:
        """The expression in the text of an element; None after noting why not."""
        text, line = self._text(element)
        if not self._speaks_feel(element):
            return None
        if not text.strip():
            # An empty cell is null, as modellers save it.
            text = "null"
        try:
            return feel.expression(text, known=self.names)
        except feel.FeelError as error:
            self._bad(element, line, error)
            return None

    def tests(self, element: Any) -> feel.UnaryTests | None:
        """The unary tests in the text of an element; None after noting why not."""
        text, line = self._text(element)
        if not self._speaks_feel(element):
            return None
        try:
            return feel.unary_tests(text, known=self.names)
        except feel.FeelError as error:
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
