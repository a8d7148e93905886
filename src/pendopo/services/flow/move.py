"""What one step of a case gives: the next state, and what the outside has to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pendopo.core.clock import Limit, Mark
from pendopo.services.flow.state import CaseState, Sending, Status
from pendopo.services.schema import Result, Role
from pendopo.services.text import Text


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline. at: UTC, None while its clock stands still or has no limit. basis: the rule
    that sets the limit; contoh: no source gives it, so say so."""

    at: datetime | None
    limit: Limit | None = None
    basis: str = ""
    contoh: bool = False


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A person has something to do. organisation: directory code, "owner" or "applicant"; ""
    when the package's formula gives none.

    item: the item of a repeated task (a position code when it is a step of a chain).
    """

    token: int
    element: str
    lane: str
    organisation: str
    role: Role | None
    due: Due
    item: object = None
    index: int = 0
    count: int = 1

    @property
    def due_at(self) -> datetime | None:
        return self.due.at

    @property
    def limit(self) -> Limit | None:
        return self.due.limit


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Call `fire` with the token at `due_at` (None: not before its clock runs again)."""

    token: int
    element: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Call:
    """Do what the topic says, then call `answered` with the token."""

    token: int
    element: str
    topic: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A message or signal that a case waits for at `element`. key: by which a message finds it, ""
    when it comes by the number of the case."""

    token: int
    element: str
    kind: Literal["message", "signal"]
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """An error or escalation arose. caught: somebody handles it."""

    element: str
    kind: Literal["error", "escalation"]
    code: str
    caught: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mend: a question of the application ("" for the whole) and why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Clean answers, split: `clear` may rest as it is, `personal` is sealed first."""

    clear: dict[str, object] = field(default_factory=dict)
    personal: dict[str, object] = field(default_factory=dict)
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The case is over. element: the end event, "" when withdrawn."""

    element: str
    result: Result
    title: Text


@dataclass(frozen=True, slots=True)
class Dues:
    """Every deadline of a case at once. tasks and timers: by token."""

    case: Due
    tasks: Mapping[int, Due]
    timers: Mapping[int, datetime | None]


@dataclass(frozen=True, slots=True)
class Move:
    """A step.

    sends: to be delivered, then `sent`; raised: errors and escalations; awaits_else: whether other
    messages or signals are waited for than before. opened/closed: tasks; timers/cancelled: timers;
    marks: new ones of the case clock; dues: all deadlines after the step (a pause or resume moves
    those of open tasks too)."""

    case: CaseState
    opened: tuple[OpenedTask, ...]
    closed: tuple[int, ...]
    timers: tuple[SetTimer, ...]
    cancelled: tuple[int, ...]
    calls: tuple[Call, ...]
    marks: tuple[Mark, ...]
    ended: Ended | None
    status: Status
    dues: Dues
    answers: Answers = field(default_factory=Answers, repr=False)
    sends: tuple[Sending, ...] = ()
    raised: tuple[Raised, ...] = ()
    awaits_else: bool = False
