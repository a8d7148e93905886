"""Decisions as they are held in memory: compiled once, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pendopo.core.decisions.boxed.values import Logic
from pendopo.core.feel.types import ANY, Type
from pendopo.core.problem import Problem


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `variable` is the name its value has for the decisions that need it.

    needs, inputs, functions: what it requires, by reference: "id" within the file, else
    "namespace#id". `inputs` are the names of its input data.
    """

    id: str
    name: str
    variable: str
    line: int
    logic: Logic
    needs: tuple[str, ...]
    inputs: tuple[str, ...]
    input_data: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    type: Type = ANY


@dataclass(frozen=True, slots=True)
class InputData:
    """A value that the caller gives."""

    id: str
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A business knowledge model: a function that decisions may call."""

    id: str
    name: str
    logic: Logic
    functions: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Service:
    """A decision service: some decisions of the file, taken together as a function.

    The parameters are its input data, then its input decisions, whose own logic is left alone.
    """

    id: str
    name: str
    outputs: tuple[str, ...]
    input_data: tuple[str, ...]
    input_decisions: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Elements:
    """What a file holds, each kind by id."""

    decisions: Mapping[str, Decision]
    inputs: Mapping[str, InputData] = field(default_factory=dict)
    knowledge: Mapping[str, Knowledge] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)


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
