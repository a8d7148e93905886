"""What can happen to work that was ordered; each about the order."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class BookOrdered(ledger.Fact, frozen=True, kw_only=True):
    """An officer asked for a register book that is too long to be drawn at once."""

    KIND: ClassVar[str] = "register.book_ordered"
    form: Literal["xlsx", "pdf"]
    names: Literal["full", "masked"]
    first: dt.date
    last: dt.date
    lines: int
    service: ledger.Code | None = None


class BookReady(ledger.Fact, frozen=True, kw_only=True):
    """The file is there, for whoever asked."""

    KIND: ClassVar[str] = "register.book_ready"
    file: UUID
    lines: int
    until: dt.datetime


class BookFailed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "register.book_failed"
    reason: ledger.Code


class BookRemoved(ledger.Fact, frozen=True, kw_only=True):
    """Its day is over: the key is destroyed, the file forgotten."""

    KIND: ClassVar[str] = "register.book_removed"
    file: UUID


class TaskBatchBegun(ledger.Fact, frozen=True, kw_only=True):
    """An officer asked for the same act on many tasks; what becomes of each is a fact of its own.
    `undoes`: the batch that is taken back."""

    KIND: ClassVar[str] = "task_batch.begun"
    act: Literal["take", "release", "snooze", "wake", "assign"]
    tasks: int
    undoes: UUID | None = None


class TaskBatchEnded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task_batch.ended"
    done: int
    refused: int
