"""What can happen to a notice."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class ChannelChosen(ledger.Fact, frozen=True, kw_only=True):
    """How a person wants to hear of their cases; `none`: not at all. About the person."""

    KIND: ClassVar[str] = "notice.channel_chosen"
    channel: Literal["email", "sms", "whatsapp", "none"]


class MessageHeard(ledger.Fact, frozen=True, kw_only=True):
    """A text came in by a gateway. Neither its words nor its sender are told."""

    KIND: ClassVar[str] = "notice.heard"
    channel: Literal["sms", "whatsapp"]


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
