"""A process as it is held in memory: compiled once, never changed, shared by all its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from pendopo.core.decisions import Decisions
from pendopo.core.feel import Expression, WorkingDays, YearsMonths

When = timedelta | datetime | date | WorkingDays | YearsMonths
"""When a timer is due: a length from now on, or a point in time."""


Trigger = Literal["", "timer", "message", "signal", "error", "escalation"]
"""What an event waits for or gives (BPMN 2.0.2 §10.5.5); "" for a plain event."""


class Kind(StrEnum):
    """The BPMN elements that we run."""

    START = "start"
    END = "end"
    TERMINATE = "terminate"
    CATCH = "catch"
    THROW = "throw"
    BOUNDARY = "boundary"
    USER = "user"
    MANUAL = "manual"
    SERVICE = "service"
    RULE = "rule"
    SEND = "send"
    RECEIVE = "receive"
    SUB = "sub-process"
    EVENT_SUB = "event sub-process"
    CALL = "call"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    INCLUSIVE = "inclusive"
    EVENTS = "event-based"


TASKS_OF_PEOPLE = frozenset({Kind.USER, Kind.MANUAL})
SCOPES = frozenset({Kind.SUB, Kind.EVENT_SUB, Kind.CALL})
"""What holds tokens of its own (§13.3.4)."""
DEEPEST = 32
"""Sub-processes and calls within each other, so that a process cannot call itself for ever."""
WAITING_TASKS = TASKS_OF_PEOPLE | {Kind.SERVICE, Kind.RECEIVE}
ACTIVITIES = WAITING_TASKS | {Kind.RULE, Kind.SEND, Kind.SUB, Kind.CALL}
ENDS = frozenset({Kind.END, Kind.TERMINATE})
GATEWAYS = frozenset({Kind.EXCLUSIVE, Kind.PARALLEL, Kind.INCLUSIVE, Kind.EVENTS})


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow. `condition` is set on ways out of exclusive and inclusive gateways."""

    id: str
    name: str
    source: str
    target: str
    line: int
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A repeating timer, ISO 8601 `R[times]/[first/]every`. `times` None: without end."""

    every: When
    times: int | None = None
    first: datetime | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """When a timer event is due: `fixed` by the file, computed by `expression`, or again and again
    (`cycle`; with `repeats` what the expression gives is the time between)."""

    text: str
    fixed: When | None = None
    expression: Expression | None = None
    cycle: Cycle | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """An activity done once for each item of a list (`collection`), or so many times
    (`cardinality`); over when all are done or `completion` holds (§13.3.7)."""

    sequential: bool
    collection: Expression | None
    cardinality: Expression | None
    variable: str
    completion: Expression | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """An activity done again while `condition` holds, at most `maximum` times (§13.3.6)."""

    condition: Expression | None
    before: bool
    maximum: int | None


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
    free properties by their bare name. `within` is the sub-process or called process around it,
    "" for the main process. `decision` and `result` belong to a business-rule task, `topic` and
    `inputs` to a service task (inputs to calls and messages too), `many` and `loop` to activities,
    `boundaries` (ids of boundary events) to a host, `host` to a boundary event.

    `trigger` says what an event waits for or gives, `event` the name of the message or signal or
    the code of the error or escalation ("" catches every code), `timer` when; `interrupting`
    belongs to boundary events and to the start of an event sub-process. `begin` is the start event
    inside a sub-process or call, `called` the process that is called. `upstream` belongs to an
    inclusive join: for each node the places of the incoming flows that a token there can reach.

    `package` belongs to a call of another package's process, which `calls.linked` brings in; what
    it brings keeps its results under `result` and decides by the tables of that package, `rules`.
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
    boundaries: tuple[str, ...] = ()
    within: str = ""
    trigger: Trigger = ""
    event: str = ""
    loop: Loop | None = None
    begin: str = ""
    called: str = ""
    upstream: Mapping[str, frozenset[int]] = field(default_factory=dict)
    package: str = ""
    rules: Decisions | None = field(default=None, repr=False)

    @property
    def label(self) -> str:
        """The name for people, the id when it has none."""
        return self.name or self.id

    @property
    def keeps(self) -> str:
        """The name under which its result is kept."""
        return self.result or self.id

    @property
    def repeated(self) -> bool:
        return self.many is not None or self.loop is not None
