"""What can happen to a contract. Ids, numbers and days only: no names, no words, no places."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class ContractRecorded(ledger.Fact, frozen=True, kw_only=True):
    """About the contract. node: the sub-activity; provider: an organisation; value: rupiah."""

    KIND: ClassVar[str] = "contract.recorded"
    plan: UUID
    node: UUID
    provider: UUID
    value: Decimal
    starts_on: dt.date
    ends_on: dt.date


class ContractAmended(ledger.Fact, frozen=True, kw_only=True):
    """About the contract: an addendum of that day; value and end as they hold from then on."""

    KIND: ClassVar[str] = "contract.amended"
    addendum: UUID
    on: dt.date
    value: Decimal
    ends_on: dt.date
    curve: bool


class FieldVisited(ledger.Fact, frozen=True, kw_only=True):
    """About the contract. metres: from the place of the work, None while that has no point."""

    KIND: ClassVar[str] = "contract.visited"
    visit: UUID
    metres: int | None


class ProgressReported(ledger.Fact, frozen=True, kw_only=True):
    """About the contract. physical: percent of the work; paid: rupiah by one SP2D."""

    KIND: ClassVar[str] = "contract.progress_reported"
    report: UUID
    on: dt.date
    physical: Decimal
    paid: Decimal | None
    photos: int
    visit: UUID | None


class ProgressJudged(ledger.Fact, frozen=True, kw_only=True):
    """About the contract. A second person accepted the report, or gave it back."""

    KIND: ClassVar[str] = "contract.progress_judged"
    report: UUID
    verdict: Literal["accepted", "returned"]


class ContractClosed(ledger.Fact, frozen=True, kw_only=True):
    """About the contract: handed over, or ended before that."""

    KIND: ClassVar[str] = "contract.closed"
    how: Literal["finished", "terminated"]
    on: dt.date
