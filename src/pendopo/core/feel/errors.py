"""The one error of the expression language."""


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


class TooMuch(Exception):
    """Raised inside an evaluation that has used up its allowance; becomes a FeelError."""
