"""What is known of a finding besides the facts of its case."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pendopo.ledger import api as ledger


class FindingRecorded(ledger.Fact, frozen=True, kw_only=True):
    """About the case. agency: that was audited; node and contract: what it is about, if told."""

    KIND: ClassVar[str] = "finding.recorded"
    number: ledger.Code
    agency: UUID
    node: UUID | None
    contract: UUID | None
