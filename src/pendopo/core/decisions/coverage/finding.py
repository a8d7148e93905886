"""What is told of a table."""

from dataclasses import dataclass

from pendopo.core.problem import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a table. `serious`: the table cannot be meant so (rules that contradict
    each other); else a note to its author (a case that no rule answers, a rule that never hits).
    """

    problem: Problem
    serious: bool


def finding(
    source: str,
    line: int,
    element: str,
    rule: str,
    message: str,
    english: str,
    *,
    serious: bool,
) -> Finding:
    """A finding at a line, about an element."""
    return Finding(Problem(source, line, element, rule, message, english), serious)
