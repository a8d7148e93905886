"""What watch answers with: frozen values, never rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pendopo.services import api as services
from pendopo.watch.facts import OrderStatus, Priority, Topic
from pendopo.watch.rules import RuleText
from pendopo.watch.words import Written

OrderList = Literal["received", "given", "all"]


@dataclass(frozen=True, slots=True)
class AlarmCard:
    """An alarm as the wall shows it: no person, no words. names: the rule's, by language. owner_id,
    escalated_to: positions. at: the limit that passed; value: the number that was measured when it
    was raised; measure: whose number it is, "" for other rules."""

    id: UUID
    names: dict[str, str]
    rule: str
    of: str
    kind: str
    priority: Priority
    subject: UUID
    number: str
    service: str
    organisation_id: UUID | None
    owner_id: UUID | None
    at: dt.datetime | None
    value: Decimal | None
    raised_at: dt.datetime
    acknowledged_at: dt.datetime | None
    acknowledged_by: UUID | None
    level: int
    escalated_to: UUID | None
    ended_at: dt.datetime | None
    version: int
    measure: str = ""


@dataclass(frozen=True, slots=True)
class AlarmList:
    """The gravest first; total: of all that are open then; by priority too."""

    cards: tuple[AlarmCard, ...]
    total: int
    unacknowledged: int
    critical: int


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an alarm, a shift or an order: a kind of fact and its position."""

    kind: str
    at: dt.datetime
    position_id: UUID | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AlarmView:
    """An alarm with its history and notes. mine: the viewer may acknowledge it and write."""

    card: AlarmCard
    steps: tuple[Step, ...]
    notes: tuple[Written, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """A turn of duty. standing_id: the position that has it: the substitute when there is one."""

    id: UUID
    position_id: UUID
    substitute_id: UUID | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: Literal["planned", "on", "ended", "cancelled"]
    begun_at: dt.datetime | None
    handed_at: dt.datetime | None
    version: int

    @property
    def standing_id(self) -> UUID:
        return self.substitute_id or self.position_id


@dataclass(frozen=True, slots=True)
class DutyView:
    """Who has the duty now, the hand-over before it, and the log. mine: it is the viewer's."""

    shift: ShiftCard | None
    mine: bool
    handover: Written | None
    log: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order in a list; what it says is only in `OrderView`."""

    id: UUID
    number: str
    from_id: UUID
    to_id: UUID
    organisation_id: UUID
    topic: Topic
    code: str
    priority: Priority
    wants_proof: bool
    due_on: dt.date
    due_at: dt.datetime
    status: OrderStatus
    given_at: dt.datetime
    returned: int
    late: bool
    version: int


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order with its words. proof_id: the file that shows that it was done."""

    card: OrderCard
    text: str
    words: tuple[Written, ...]
    steps: tuple[Step, ...]
    proof_id: UUID | None
    owns: bool
    gave: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that holds, and how many alarms it has open."""

    rule: RuleText
    version: int
    set_at: dt.datetime
    open: int


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """An incident on the wall. title: the package's; district: a place code, "" when not told."""

    case_id: UUID
    number: str
    service: str
    title: services.Text | None
    position_id: UUID
    district: str
    opened_at: dt.datetime
