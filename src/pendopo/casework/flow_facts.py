"""What the drawing of a case sends, takes and raises, and moves between its versions."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class CaseStarted(ledger.Fact, frozen=True, kw_only=True):
    """A case that nobody applied for begins at `element`; about the case, in place of its
    submission. `sender`: of the message; `from_case`: whose process sent it, or gave the signal;
    `due_at`: the moment that a timer stood for."""

    KIND: ClassVar[str] = "case.started"
    service: ledger.Code
    version: ledger.Code
    number: ledger.Code
    element: ledger.Code
    trigger: Literal["message", "signal", "timer"]
    sender: Literal["officer", "context", "case"] | None = None
    from_case: UUID | None = None
    due_at: dt.datetime | None = None


class MessageSent(ledger.Fact, frozen=True, kw_only=True):
    """The process sends a message, or gives a signal to all who wait; a job delivers it."""

    KIND: ClassVar[str] = "case.message_sent"
    token: int
    kind: Literal["message", "signal"]
    name: ledger.Code
    element: ledger.Code


class MessageDelivered(ledger.Fact, frozen=True, kw_only=True):
    """What the process sent has arrived; `receivers` 0: nobody waited for it."""

    KIND: ClassVar[str] = "case.message_delivered"
    token: int
    name: ledger.Code
    receivers: int


class MessageReceived(ledger.Fact, frozen=True, kw_only=True):
    """The case took a message or signal. `sender` context: a part of the platform above casework
    answers for it; `from_case`: whose process sent it."""

    KIND: ClassVar[str] = "case.message_received"
    kind: Literal["message", "signal"]
    name: ledger.Code
    sender: Literal["applicant", "officer", "context", "case"]
    from_case: UUID | None = None


class CaseFailed(ledger.Fact, frozen=True, kw_only=True):
    """An error of the process arose. `caught`: the drawing says how it goes on; else it ends."""

    KIND: ClassVar[str] = "case.failed"
    element: ledger.Code
    code: ledger.Code | None
    caught: bool


class VersionMoveBegun(ledger.Fact, frozen=True, kw_only=True):
    """Running cases of a service begin to move to another version of its package; about the move.
    `back`: they return."""

    KIND: ClassVar[str] = "version_move.begun"
    service: ledger.Code
    old: ledger.Code
    new: ledger.Code
    cases: int
    back: bool = False


class VersionMoveEnded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "version_move.ended"
    moved: int
    left: int
    back: bool = False


class CaseMigrated(ledger.Fact, frozen=True, kw_only=True):
    """The case goes on in another version of its package."""

    KIND: ClassVar[str] = "case.migrated"
    move: UUID
    old: ledger.Code
    new: ledger.Code
    back: bool = False


class CaseLeftBehind(ledger.Fact, frozen=True, kw_only=True):
    """A move between versions left the case as it was."""

    KIND: ClassVar[str] = "case.left_behind"
    move: UUID
    reason: Literal["needs_mapping", "blocked", "moved_on"]
    element: ledger.Code | None = None
