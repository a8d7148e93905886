"""What can happen to a report. About the report, which is its case (the same id)."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.services import api as services

Visibility = Literal["open", "anonymous", "secret"]
Late = Literal["verify", "answer"]


class ReportReceived(ledger.Fact, frozen=True, kw_only=True):
    """Cells: whole steps of the public grid (`places.CELL`), never the exact point. `officers`: the
    reporter says that it is about the conduct of officers. `lapor`: its number in SP4N-LAPOR!,
    `list_id`: the list in which it came from there; the moment is that of the report there."""

    KIND: ClassVar[str] = "report.received"
    number: ledger.Code
    sort: services.ReportClass
    version: ledger.Code
    visibility: Visibility
    channel: ledger.Code
    topic: ledger.Code | None = None
    district: ledger.Code | None = None
    village: ledger.Code | None = None
    cell_lat: int | None = None
    cell_lon: int | None = None
    photos: int = 0
    officers: bool = False
    lapor: ledger.Code | None = None
    list_id: UUID | None = None


class ReportSuggested(ledger.Fact, frozen=True, kw_only=True):
    """The routing read it: likely agencies (codes of organisations) and topics, likeliest first,
    with their confidence in thousandths. automatic: the first was sure enough to be preselected.
    sensitive: topics whose keywords stand in it. model: None when only that rule spoke."""

    KIND: ClassVar[str] = "report.suggested"
    model: ledger.Code | None
    agencies: tuple[ledger.Code, ...]
    topics: tuple[ledger.Code, ...]
    confidence: tuple[int, ...]
    automatic: bool
    sensitive: tuple[ledger.Code, ...]


class RoutingTaught(ledger.Fact, frozen=True, kw_only=True):
    """A model of the region learnt from its own topics. accuracy: of the agency, on texts it had
    not seen, in thousandths."""

    KIND: ClassVar[str] = "routing.taught"
    model: ledger.Code
    texts: int
    accuracy: int


class ReportMoved(ledger.Fact, frozen=True, kw_only=True):
    """The work on it took a step that the public follows. agency, topic: when the step decided
    them. late: which clock had run out when the step was taken. on_time: of the whole, at the end.
    proof: of what kind, when the agency answered. elsewhere: it happened in SP4N-LAPOR!, before the
    report came here; nobody is told again."""

    KIND: ClassVar[str] = "report.moved"
    status: services.ReportStatus
    agency: UUID | None = None
    topic: ledger.Code | None = None
    late: Late | None = None
    proof: ledger.Code | None = None
    on_time: bool | None = None
    elsewhere: bool = False


class ReportLate(ledger.Fact, frozen=True, kw_only=True):
    """A limit passed while the step was still waiting."""

    KIND: ClassVar[str] = "report.late"
    clock: Late


class ReportReclassified(ledger.Fact, frozen=True, kw_only=True):
    """It is of another class: the same number and code, the work begins again under the package of
    that class. Lateness so far stays counted."""

    KIND: ClassVar[str] = "report.reclassified"
    before: services.ReportClass
    sort: services.ReportClass
    version: ledger.Code


class ReportRaised(ledger.Fact, frozen=True, kw_only=True):
    """A delay climbed one rung of a ladder. clock: which delay, a stage or a step of the case with
    the id of its task. rung: from 1. days: working days after the limit. positions: those that
    heard of it; none when the office is vacant, and the next rung hears at once."""

    KIND: ClassVar[str] = "report.raised"
    ladder: ledger.Code
    rung: int
    clock: ledger.Code
    days: int
    act: Literal["handle", "watch"]
    positions: tuple[UUID, ...] = ()


class ReportModerated(ledger.Fact, frozen=True, kw_only=True):
    """An officer published the masked text, or took it back. masked: how many passages were."""

    KIND: ClassVar[str] = "report.moderated"
    shown: bool
    masked: int


class ReportSupported(ledger.Fact, frozen=True, kw_only=True):
    """Someone else is affected too, with a ticket of their own."""

    KIND: ClassVar[str] = "report.supported"
    support: UUID
    number: ledger.Code


class ReportRated(ledger.Fact, frozen=True, kw_only=True):
    """1 to 5. support: the ticket, when it is not the reporter's."""

    KIND: ClassVar[str] = "report.rated"
    score: int
    support: UUID | None = None


class ReportClustered(ledger.Fact, frozen=True, kw_only=True):
    """Counted with others of the same trouble, named by its first report; None: on its own again.
    Every one keeps its number, clock, notices and rating."""

    KIND: ClassVar[str] = "report.clustered"
    cluster: UUID | None


class LaporNumberSet(ledger.Fact, frozen=True, kw_only=True):
    """Its number in SP4N-LAPOR!, the national system of record."""

    KIND: ClassVar[str] = "report.lapor_number_set"
    number: ledger.Code


class IdentityViewed(ledger.Fact, frozen=True, kw_only=True):
    """The sealed identity behind an anonymous report was opened, for a stated purpose."""

    KIND: ClassVar[str] = "report.identity_viewed"
    purpose: ledger.Code


class CheckedIn(ledger.Fact, frozen=True, kw_only=True):
    """An officer stands at the place and may take one photo. metres: from the public cell of the
    report, about; None when the report has no place."""

    KIND: ClassVar[str] = "report.checked_in"
    proof: UUID
    metres: int | None = None


class ProofTaken(ledger.Fact, frozen=True, kw_only=True):
    """The photo of a check-in came in, with its one-time token."""

    KIND: ClassVar[str] = "report.proof_taken"
    proof: UUID
    file: UUID


class ProofJudged(ledger.Fact, frozen=True, kw_only=True):
    """What a second person should look at; it accuses nobody."""

    KIND: ClassVar[str] = "report.proof_judged"
    proof: UUID
    flags: tuple[ledger.Code, ...]
