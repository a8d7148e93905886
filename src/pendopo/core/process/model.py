"""A process as it is held in memory: compiled once, never changed, shared by all its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from pendopo.core.feel import Expression, WorkingDays, YearsMonths

When = timedelta | datetime | date | WorkingDays | YearsMonths
"""When a timer is due: a length from now on, or a point in time."""


class Kind(StrEnum):
    """The BPMN elements that we run."""

    START = "start"
    END = "end"
    TERMINATE = "terminate"
    USER = "user"
    MANUAL = "manual"
    SERVICE = "service"
    RULE = "rule"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    TIMER = "timer"
    BOUNDARY = "boundary"


TASKS_OF_PEOPLE = frozenset({Kind.USER, Kind.MANUAL})


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow. `condition` is set on the ways out of an exclusive gateway."""

    id: str
    name: str
    source: str
    target: str
    line: int
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """When a timer event is due: `fixed` by the file, or computed by `expression`."""

    text: str
    fixed: When | None = None
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """A task done once for each item of a list (`collection`), or so many times (`cardinality`)."""

    sequential: bool
    collection: Expression | None
    cardinality: Expression | None
    variable: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane; `parent` is the id of the lane around it, "" for an outer one."""

    id: str
    name: str
    parent: str
    line: int


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node.

    `lane` is the id of the innermost lane ("" outside of lanes); `attributes` holds what the
    modeller wrote beyond BPMN, such as "camunda:formKey" or "zeebe:formDefinition.formId", and the
    free properties by their bare name. `decision` and `result` belong to a business-rule task,
    `topic` and `inputs` to a service task, `timer` to timer events, `host` and `interrupting` to
    boundary events, `many` to a user task, `timers` (ids of its boundary timers) to a host.
    """

    id: str
    kind: Kind
    name: str
    line: int
    lane: str = ""
    documentation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    incoming: tuple[str, ...] = ()
    outgoing: tuple[Flow, ...] = ()
    default: str = ""
    decision: str = ""
    result: str = ""
    topic: str = ""
    inputs: Mapping[str, Expression | str] = field(default_factory=dict)
    timer: Timer | None = None
    many: Many | None = None
    host: str = ""
    interrupting: bool = True
    timers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name for people, the id when it has none."""
        return self.name or self.id
