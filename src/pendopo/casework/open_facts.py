"""Cases in flight that come from an older system."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from pendopo.ledger import api as ledger


class CaseImported(ledger.Fact, frozen=True, kw_only=True):
    """A case begun elsewhere goes on here, at `element`; about the case, in place of its
    submission. `received`: the day it came in there; `told`: whether the applicant hears of it;
    `letter_dated`: of the letter that was issued there, outside this system."""

    KIND: ClassVar[str] = "case.imported"
    batch: UUID
    service: ledger.Code
    version: ledger.Code
    number: ledger.Code
    element: ledger.Code
    received: dt.date
    row: int
    told: bool = False
    letter_dated: dt.date | None = None


class CaseImportReceived(ledger.Fact, frozen=True, kw_only=True):
    """A long list of cases in flight came in; a job judges it."""

    KIND: ClassVar[str] = "case_import.received"
    service: ledger.Code
    rows: int


class CaseImportJudged(ledger.Fact, frozen=True, kw_only=True):
    """The dry run of a list of cases in flight: nothing has come in yet."""

    KIND: ClassVar[str] = "case_import.judged"
    service: ledger.Code
    rows: int
    wrong: int
    known: int


class CaseImportBegun(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case_import.begun"
    rows: int


class CaseImportEnded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case_import.ended"
    imported: int
    left: int


class CaseBrought(ledger.Fact, frozen=True, kw_only=True):
    """A case came in with its past, from a system that keeps the record; about the case, in place
    of its submission, when it was received there. `status`, `outcome`: where it stands after that
    past; `ended`, `on_time`: when it ended there, and whether in time."""

    KIND: ClassVar[str] = "case.brought"
    service: ledger.Code
    version: ledger.Code
    number: ledger.Code
    channel: ledger.Code
    status: ledger.Code
    outcome: ledger.Code | None = None
    ended: dt.datetime | None = None
    on_time: bool | None = None
