"""What voice answers with: frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from pendopo.services.api import ReportClass, ReportStatus, Text
from pendopo.voice.facts import Visibility
from pendopo.voice.places import Cell, Point

Hears = Literal["", "sms", "whatsapp", "none"]
HEARS: tuple[Hears, ...] = ("", "sms", "whatsapp", "none")
CLASSES: tuple[ReportClass, ...] = ("complaint", "aspiration", "information")
VISIBILITIES: tuple[Visibility, ...] = ("open", "anonymous", "secret")
STATUSES: tuple[ReportStatus, ...] = (
    "received", "asked", "forwarded", "audited", "checking", "answered", "reopened", "confirmed",
    "unconfirmed", "not_ours", "archived", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it came in; it is checked before it is kept."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reporter:
    """What the reporter tells of themselves; nothing is required. hears: how somebody anonymous
    wants to hear of this report, "" for the usual way."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    hears: Hears = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is, as the reporter tells. district, village: codes of the region's territory."""

    point: Point | None = field(default=None, repr=False)
    landmark: str = field(default="", repr=False)
    district: str | None = None
    village: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a report: its number, and the speakable code that follows it."""

    case_id: UUID
    number: str
    code: str = field(repr=False)
    reported_at: datetime
    repeated: bool = False  # the same command came again; nothing was done twice


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report as anyone may see it. text: masked, "" until an officer has published it."""

    number: str
    sort: ReportClass
    status: ReportStatus
    visibility: Visibility
    oversight: bool
    topic: str | None
    agency_id: UUID | None
    district: str | None
    village: str | None
    cell: Cell | None
    reported_at: datetime
    forwarded_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    late: bool
    verify_late: bool
    answer_late: bool
    on_time: bool | None
    confirmed: bool | None
    reopen_count: int
    rating: int | None
    supporters: int
    cluster: str  # number of the report it is counted with, "" when on its own
    lapor_number: str
    photos: int
    text: str = ""
    raised_to: Text | None = None  # how high its delay has climbed; None for no delay
    version: int = 0  # what a change of its class or words has to name


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: cards, how many there are in all, and where the next page begins."""

    cards: tuple[ReportCard, ...]
    total: int
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports; None and () are all. since, before: by the time of the report.

    topics, plain: of one of these topics, or of one of these classes without a topic of `known`;
    together they are one choice. numbers: these reports alone.
    """

    sort: ReportClass | None = None
    statuses: tuple[ReportStatus, ...] = ()
    agency_id: UUID | None = None
    topic: str | None = None
    district: str | None = None
    village: str | None = None
    late: bool | None = None
    confirmed: bool | None = None
    since: datetime | None = None
    before: datetime | None = None
    topics: tuple[str, ...] = ()
    plain: tuple[ReportClass, ...] = ()
    known: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


Order = Literal["newest", "oldest"]
