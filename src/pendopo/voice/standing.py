"""Where a report stands: a pure function of its facts. The row keeps it, and can be made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.services.api import ReportClass, ReportStatus
from pendopo.voice import facts

WITH_AGENCY: tuple[ReportStatus, ...] = ("forwarded", "audited", "reopened")
CLOSED: tuple[ReportStatus, ...] = (
    "confirmed", "unconfirmed", "not_ours", "archived", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """answered_at: the first answer that a second person found proven; last_answer_at: the latest.
    confirmed: by the reporter; None while nobody has said anything. Lateness once incurred stays.
    ladder, rung: how high the delay has climbed while nobody has answered; 0 for none.
    """

    sort: ReportClass = "complaint"
    version_hash: str = ""
    status: ReportStatus = "received"
    topic: str | None = None
    agency_id: UUID | None = None
    oversight: bool = False
    forwarded_at: datetime | None = None
    answered_at: datetime | None = None
    last_answer_at: datetime | None = None
    closed_at: datetime | None = None
    verify_late: bool = False
    answer_late: bool = False
    on_time: bool | None = None
    confirmed: bool | None = None
    reopen_count: int = 0
    rating: int | None = None
    supporters: int = 0
    cluster: UUID | None = None
    lapor_number: str | None = None
    shown: bool = False
    proof: str | None = None
    ladder: str | None = None
    rung: int = 0


COLUMNS = tuple(asdict(Standing()))


def of_row(row: Any) -> Standing:
    return Standing(**{name: getattr(row, name) for name in COLUMNS})


def of_facts(told: Iterable[ledger.Read]) -> Standing:
    """From all facts about one report, in their order."""
    found = Standing()
    for one in told:
        if one.kind in KINDS:
            found = after(found, one.fact, one.occurred_at)
    return found


def after(standing: Standing, fact: ledger.Fact, at: datetime) -> Standing:
    """Where it stands after one more fact."""
    match fact:
        case facts.ReportReceived():
            return replace(
                standing,
                sort=fact.sort,
                version_hash=fact.version,
                topic=fact.topic,
                lapor_number=fact.lapor,
            )
        case facts.ReportReclassified():
            return replace(
                standing,
                sort=fact.sort,
                version_hash=fact.version,
                status="received",
                agency_id=None,
                ladder=None,
                rung=0,
            )
        case facts.ReportMoved():
            return _moved(standing, fact, at)
        case facts.ReportLate(clock="verify"):
            return replace(standing, verify_late=True)
        case facts.ReportLate():
            return replace(standing, answer_late=True)
        case facts.ReportRaised():
            return replace(standing, ladder=fact.ladder, rung=max(standing.rung, fact.rung))
        case facts.ReportModerated():
            return replace(standing, shown=fact.shown)
        case facts.ReportSupported():
            return replace(standing, supporters=standing.supporters + 1)
        case facts.ReportRated(support=None):
            return replace(standing, rating=fact.score)
        case facts.ReportClustered():
            return replace(standing, cluster=fact.cluster)
        case facts.LaporNumberSet():
            return replace(standing, lapor_number=fact.number)
    return standing


def _moved(standing: Standing, fact: facts.ReportMoved, at: datetime) -> Standing:
    changes: dict[str, Any] = {"status": fact.status}
    if fact.agency is not None:
        changes["agency_id"] = fact.agency
    if fact.topic is not None:
        changes["topic"] = fact.topic
    if fact.proof is not None:
        changes["proof"] = fact.proof
    if fact.late == "verify":
        changes["verify_late"] = True
    if fact.late == "answer":
        changes["answer_late"] = True
    if fact.status in ("forwarded", "audited") and standing.forwarded_at is None:
        changes["forwarded_at"] = at
    if fact.status == "audited":
        changes["oversight"] = True
    if fact.status in ("answered", *CLOSED):
        changes |= {"ladder": None, "rung": 0}
    if fact.status == "answered":
        changes["last_answer_at"] = at
        changes["answered_at"] = standing.answered_at or at
    if fact.status == "reopened" and standing.status in ("answered", *CLOSED):
        changes |= {"reopen_count": standing.reopen_count + 1, "confirmed": False}
    if fact.status == "confirmed":
        changes["confirmed"] = True
    if fact.status in CLOSED:
        changes["closed_at"] = standing.closed_at or at
    elif fact.status == "reopened":
        changes["closed_at"] = None
    if fact.on_time is not None:
        changes["on_time"] = fact.on_time
    return replace(standing, **changes)


KINDS: Mapping[str, type[ledger.Fact]] = {
    one.KIND: one
    for one in (
        facts.ReportReceived,
        facts.ReportMoved,
        facts.ReportReclassified,
        facts.ReportLate,
        facts.ReportRaised,
        facts.ReportModerated,
        facts.ReportSupported,
        facts.ReportRated,
        facts.ReportClustered,
        facts.LaporNumberSet,
    )
}
