"""What people think of a service, and of an agency.

About the rating, never about the case or the person: nobody who reads facts learns whose it is.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from pendopo.ledger import api as ledger


class RatingAsked(ledger.Fact, frozen=True, kw_only=True):
    """A case of a service ended, and its applicant may rate it."""

    KIND: ClassVar[str] = "service.rating_asked"
    service: ledger.Code
    agency: UUID


class ServiceRated(ledger.Fact, frozen=True, kw_only=True):
    """1 to 5 for a service that was used. reasons: elements of the satisfaction survey (U1 to U9,
    PermenPANRB 14/2017) that the score is about. changed: it replaces an earlier one."""

    KIND: ClassVar[str] = "service.rated"
    service: ledger.Code
    agency: UUID
    score: int
    reasons: tuple[ledger.Code, ...] = ()
    changed: bool = False


class AgencyRated(ledger.Fact, frozen=True, kw_only=True):
    """1 to 5 for an agency, by a verified resident, without a case. period: a quarter of the year,
    `2026-Q4`."""

    KIND: ClassVar[str] = "agency.rated"
    agency: UUID
    period: ledger.Code
    score: int
    reasons: tuple[ledger.Code, ...] = ()
    changed: bool = False


class ReputationComputed(ledger.Fact, frozen=True, kw_only=True):
    """The published table was made anew. month: whose table it is; reports, due, ratings: how many
    rows it came from; export, ratings_export: SHA-256 of the files that give the same table;
    values_from: the day from which its figures hold (`voice/reputation.yaml`)."""

    KIND: ClassVar[str] = "reputation.computed"
    month: ledger.Code
    formula: ledger.Code
    reports: int
    due: int
    ratings: int
    export: ledger.Code
    ratings_export: ledger.Code
    values_from: date | None = None
