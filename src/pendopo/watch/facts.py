"""What can happen in the command centre. Codes, ids and moments; what people wrote stays sealed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger

Priority = Literal["critical", "high", "watch"]
Topic = Literal["case", "report", "alarm", "measure", "district", "agency", "tile"]
OrderStatus = Literal["given", "accepted", "reported", "closed", "withdrawn"]
OrderStep = Literal["accepted", "reported", "returned", "closed", "withdrawn"]


class RuleSet(ledger.Fact, frozen=True, kw_only=True):
    """About the rule. version: of its definition; hash: of its content."""

    KIND: ClassVar[str] = "watch.rule_set"
    slug: ledger.Code
    version: int
    hash: ledger.Code


class RuleEnded(ledger.Fact, frozen=True, kw_only=True):
    """The rule holds no longer; its open alarms end with it."""

    KIND: ClassVar[str] = "watch.rule_ended"
    slug: ledger.Code


class AlarmRaised(ledger.Fact, frozen=True, kw_only=True):
    """About the alarm. subject: what it is about (a case, an agency, an order, the rule). at: the
    limit that passed. value: the measured number that crossed the rule's."""

    KIND: ClassVar[str] = "watch.alarm_raised"
    rule: ledger.Code
    subject: UUID
    kind: ledger.Code
    priority: Priority
    owner: UUID | None = None
    number: ledger.Code | None = None
    at: dt.datetime | None = None
    value: Decimal | None = None


class AlarmAcknowledged(ledger.Fact, frozen=True, kw_only=True):
    """Somebody has it: escalation stops. position: by which they act."""

    KIND: ClassVar[str] = "watch.alarm_acknowledged"
    position: UUID


class AlarmEscalated(ledger.Fact, frozen=True, kw_only=True):
    """Nobody acknowledged it in time. level: which step of the rule; to: None when nobody is on
    duty."""

    KIND: ClassVar[str] = "watch.alarm_escalated"
    level: int
    to: UUID | None


class AlarmTold(ledger.Fact, frozen=True, kw_only=True):
    """A step of the escalation reached whoever holds the position `to` by message. level: which
    step. Without it nobody holds the position, or they cannot be reached."""

    KIND: ClassVar[str] = "watch.alarm_told"
    level: int
    to: UUID


class AlarmMoved(ledger.Fact, frozen=True, kw_only=True):
    """What it is about went to another owner, or its priority changed."""

    KIND: ClassVar[str] = "watch.alarm_moved"
    priority: Priority
    owner: UUID | None = None


class AlarmNoted(ledger.Fact, frozen=True, kw_only=True):
    """A note was written on it (its words are sealed)."""

    KIND: ClassVar[str] = "watch.alarm_noted"
    note: UUID
    position: UUID


class AlarmEnded(ledger.Fact, frozen=True, kw_only=True):
    """cleared: the trouble is over; rule: its rule ended."""

    KIND: ClassVar[str] = "watch.alarm_ended"
    ending: Literal["cleared", "rule"]


class ShiftPlanned(ledger.Fact, frozen=True, kw_only=True):
    """About the shift: a position stands duty from `starts_at` until `ends_at`."""

    KIND: ClassVar[str] = "watch.shift_planned"
    position: UUID
    substitute: UUID | None
    starts_at: dt.datetime
    ends_at: dt.datetime


class ShiftSubstituted(ledger.Fact, frozen=True, kw_only=True):
    """Another position stands in."""

    KIND: ClassVar[str] = "watch.shift_substituted"
    substitute: UUID | None


class ShiftCancelled(ledger.Fact, frozen=True, kw_only=True):
    """A planned shift that nobody will stand."""

    KIND: ClassVar[str] = "watch.shift_cancelled"


class ShiftBegun(ledger.Fact, frozen=True, kw_only=True):
    """Somebody came on duty: the position itself or its substitute."""

    KIND: ClassVar[str] = "watch.shift_begun"
    position: UUID


class ShiftHandedOver(ledger.Fact, frozen=True, kw_only=True):
    """Duty ended with a hand-over: what was open at that moment."""

    KIND: ClassVar[str] = "watch.shift_handed_over"
    note: UUID
    alarms: int
    unacknowledged: int
    orders: int
    late_orders: int


class ShiftLogged(ledger.Fact, frozen=True, kw_only=True):
    """A line in the log of the shift (its words are sealed)."""

    KIND: ClassVar[str] = "watch.shift_logged"
    note: UUID
    position: UUID


class OrderGiven(ledger.Fact, frozen=True, kw_only=True):
    """About the order. topic, code: the tile it came from."""

    KIND: ClassVar[str] = "watch.order_given"
    number: ledger.Code
    giver: UUID
    to: UUID
    topic: Topic
    code: ledger.Code | None
    priority: Priority
    due_on: dt.date
    wants_proof: bool


class OrderMoved(ledger.Fact, frozen=True, kw_only=True):
    """accepted by its owner, reported as done, returned by the giver for more, closed, withdrawn.
    late: it happened after the due day."""

    KIND: ClassVar[str] = "watch.order_moved"
    step: OrderStep
    late: bool
    proof: UUID | None = None


class OrderLate(ledger.Fact, frozen=True, kw_only=True):
    """The due day passed before it was reported; giver and head hear of it."""

    KIND: ClassVar[str] = "watch.order_late"
    to: UUID
    giver: UUID


class IncidentOpened(ledger.Fact, frozen=True, kw_only=True):
    """About the case that a package of incidents opened, by a position of the command centre."""

    KIND: ClassVar[str] = "watch.incident_opened"
    service: ledger.Code
    number: ledger.Code
    position: UUID
    district: ledger.Code | None = None


class IncidentEnded(ledger.Fact, frozen=True, kw_only=True):
    """Its case has ended."""

    KIND: ClassVar[str] = "watch.incident_ended"
    outcome: ledger.Code
