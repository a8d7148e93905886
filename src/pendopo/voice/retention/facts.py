"""What is forgotten of reports, and what keeps it. About the report."""

from __future__ import annotations

from typing import ClassVar, Literal

from pendopo.ledger import api as ledger

Part = Literal["text", "photos", "place", "identity"]
KeyKept = Literal["registered", "known", "in_use"]
HoldReason = Literal["court", "investigation", "objection", "audit"]


class ReportForgotten(ledger.Fact, frozen=True, kw_only=True):
    """The time of a rule is over: this part of the report is gone. rule: its code in the region's
    `voice/retention.yaml`; months: its period then; files: how many were removed; persons: how many
    people are known no more; keys: how many data keys that sealed it were destroyed. key_kept: why
    one was not, None when none was: it belongs to somebody who is registered (`registered`) or
    still known (`known`), or it seals what is left of the report or another case (`in_use`)."""

    KIND: ClassVar[str] = "report.forgotten"
    rule: ledger.Code
    part: Part
    months: int
    files: int = 0
    persons: int = 0
    keys: int = 0
    key_kept: KeyKept | None = None


class ReportHeld(ledger.Fact, frozen=True, kw_only=True):
    """Nothing of it is forgotten from now on."""

    KIND: ClassVar[str] = "report.held"
    reason: HoldReason


class ReportReleased(ledger.Fact, frozen=True, kw_only=True):
    """The rules count for it again."""

    KIND: ClassVar[str] = "report.released"
