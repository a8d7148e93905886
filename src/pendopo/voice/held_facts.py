"""Reports that wait for a look before they become one."""

from __future__ import annotations

from typing import ClassVar, Literal

from pendopo.ledger import api as ledger
from pendopo.services import api as services


class ReportHeld(ledger.Fact, frozen=True, kw_only=True):
    """One of very many from one device: taken, and kept apart until the coordinator has looked."""

    KIND: ClassVar[str] = "report.held"
    number: ledger.Code
    sort: services.ReportClass
    channel: ledger.Code


class ReportReleased(ledger.Fact, frozen=True, kw_only=True):
    """It became an ordinary report under its number; its clock begins now."""

    KIND: ClassVar[str] = "report.released"
    number: ledger.Code


class ReportDiscarded(ledger.Fact, frozen=True, kw_only=True):
    """It will not become a report; what it said is gone, the number stays."""

    KIND: ClassVar[str] = "report.discarded"
    number: ledger.Code
    reason: Literal["flood", "empty", "repeated"]
