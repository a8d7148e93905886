"""A whole process, and the refusal of a file that holds none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pendopo.core.decisions import Decisions
from pendopo.core.problem import Problem
from pendopo.core.process.model import TASKS_OF_PEOPLE, Lane, Node
from pendopo.core.process.paths import main_path, next_user_tasks


@dataclass(frozen=True, slots=True)
class Graph:
    """A process that has passed every check, with the processes that it calls.

    `start` is the start event of the main process, `starts` all of them; `reactions` the event
    sub-processes by what they lie in ("" for the main process); `nests` says that there are
    sub-processes or calls, `gathers` that there are inclusive joins: they are looked at before a
    step is over; `warnings` what may go wrong and need not.
    """

    id: str
    name: str
    source: str
    nodes: Mapping[str, Node]
    lanes: Mapping[str, Lane]
    start: str
    decisions: Decisions | None = None
    starts: tuple[str, ...] = ()
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nests: bool = False
    gathers: bool = False
    warnings: tuple[Problem, ...] = ()

    @property
    def user_tasks(self) -> tuple[str, ...]:
        """The ids of the tasks that people do (user and manual), in the order of the file."""
        return tuple(one.id for one in self.nodes.values() if one.kind in TASKS_OF_PEOPLE)

    def next_user_tasks(self, node_id: str) -> tuple[str, ...]:
        """The tasks of people that can follow `node_id`, nearest first. It is itself among them
        only when a way leads back to it."""
        return next_user_tasks(self.nodes, node_id)

    def main_path(self) -> tuple[str, ...]:
        """The tasks of people from the start to the first normal end, taking the default way out
        of each gateway (the first one where none is marked)."""
        return main_path(self.nodes, self.start)


class ProcessRefused(ValueError):
    """A BPMN file that cannot be run; `problems` lists all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
