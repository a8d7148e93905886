"""One thing wrong with a file that a person can mend: where, which element, which rule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal reason.

    `source` is the file's name, `line` counts from 1 (0 when the file has no line for it),
    `element` is the id of the BPMN or DMN element ("" when it has none), `rule` a stable short
    word for machines and tests, `message` a sentence in Bahasa Indonesia, `english` the same.
    """

    source: str
    line: int
    element: str
    rule: str
    message: str
    english: str = ""

    def __str__(self) -> str:
        where = f"{self.source}:{self.line}"
        return (
            f"{where}: {self.element}: {self.message}"
            if self.element
            else f"{where}: {self.message}"
        )
