"""What can happen to a case that is late, or of the wrong kind. About the case."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class LatenessWatched(ledger.Fact, frozen=True, kw_only=True):
    """The lateness of an open task is told again, so many working days after its limit."""

    KIND: ClassVar[str] = "case.lateness_watched"
    task: UUID
    element: ledger.Code
    days: tuple[int, ...]


class LateAgain(ledger.Fact, frozen=True, kw_only=True):
    """So many working days after its limit the task still waits."""

    KIND: ClassVar[str] = "case.late_again"
    task: UUID
    element: ledger.Code
    days: int


class CaseRaised(ledger.Fact, frozen=True, kw_only=True):
    """A delay was raised to positions, which take part in the case from now on: to act on it
    (`handle`), or to watch over it."""

    KIND: ClassVar[str] = "case.raised"
    positions: tuple[UUID, ...]
    act: Literal["handle", "watch"]


class CaseNarrowed(ledger.Fact, frozen=True, kw_only=True):
    """Auditors examine it: only these agencies take part in it from now on."""

    KIND: ClassVar[str] = "case.narrowed"
    organisations: tuple[UUID, ...]


class CaseRecast(ledger.Fact, frozen=True, kw_only=True):
    """It goes on under another package, from its first step; old, new: hashes of the versions."""

    KIND: ClassVar[str] = "case.recast"
    service: ledger.Code
    old: ledger.Code
    new: ledger.Code
