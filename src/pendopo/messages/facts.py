"""What can happen to a notice."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class NoticeMade(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "notice.made"
    notice: UUID
    channel: Literal["email", "sms", "whatsapp"]


class NoticeSent(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "notice.sent"
    notice: UUID
    gateway: ledger.Code


class NoticeFailed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "notice.failed"
    notice: UUID
    attempts: int
