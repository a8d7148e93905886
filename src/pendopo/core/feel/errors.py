"""The one error of the expression language, and the allowance that it ends with."""

from contextvars import ContextVar


class FeelError(ValueError):
    """An expression that cannot be read, or that asks for more work than is allowed.

    `message` is in Bahasa Indonesia, `english` the same; `line` and `column` count from 1 within
    `text`, the whole expression. Wrong types and missing names are no errors: they give null.
    """

    def __init__(
        self, message: str, english: str, *, line: int = 1, column: int = 1, text: str = ""
    ) -> None:
        super().__init__(f"{message} (baris {line}, kolom {column})")
        self.message = message
        self.english = english
        self.line = line
        self.column = column
        self.text = text


ALLOWANCE: ContextVar[list[int] | None] = ContextVar("allowance", default=None)
"""What the evaluation that runs may still do, for work that is done far from its scope."""


def charge(steps: int) -> None:
    """Counts work against the evaluation that runs; raises TooMuch when nothing is left."""
    left = ALLOWANCE.get()
    if left is not None:
        left[0] -= steps
        if left[0] < 0:
            raise TooMuch


class TooMuch(Exception):
    """Raised inside an evaluation that has used up its allowance; becomes a FeelError."""
