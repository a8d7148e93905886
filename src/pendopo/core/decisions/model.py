"""Decisions as they are held in memory: compiled once, never changed."""

from dataclasses import dataclass
from enum import Enum

from pendopo.core import feel
from pendopo.core.problem import Problem


class HitPolicy(Enum):
    """What counts when several rules hit (DMN 1.3, 8.2.8)."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"


@dataclass(frozen=True, slots=True)
class Input:
    """A column that is tested: the expression for its value, and the values it may take."""

    label: str
    expression: feel.Expression
    allowed: feel.UnaryTests | None


@dataclass(frozen=True, slots=True)
class Output:
    """A column that is answered. `ranking` holds its listed values, best first, for the hit
    policies that order by priority; `default` answers when no rule hits."""

    name: str
    ranking: feel.Expression | None
    default: feel.Expression | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a test for every input, an answer for every output."""

    id: str
    line: int
    tests: tuple[feel.UnaryTests, ...]
    answers: tuple[feel.Expression, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table. `aggregator` is "", SUM, MIN, MAX or COUNT (COLLECT only)."""

    hit_policy: HitPolicy
    aggregator: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `variable` is the name its value has for the decisions that need it."""

    id: str
    name: str
    variable: str
    line: int
    logic: Table | feel.Expression
    needs: tuple[str, ...]
    inputs: tuple[str, ...]


class DecisionsRefused(ValueError):
    """A DMN file that cannot be used; `problems` lists all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class DecisionError(Exception):
    """A decision that cannot be taken for these values.

    `decision` is its id, `rules` the ids of the rules that clash, `message` in Bahasa Indonesia.
    """

    def __init__(
        self, decision: str, message: str, english: str, rules: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{decision}: {message}")
        self.decision = decision
        self.message = message
        self.english = english
        self.rules = rules
