"""How each agency does, counted from all reports: marking one secret never hides a failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Q

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services.api import ReportClass, ReportStatus
from pendopo.voice.models import Report
from pendopo.voice.queries.listing import LISTED, matching
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import Filters

ANSWERED = Q(answered_at__isnull=False)
DONE = Q(status__in=("confirmed", "unconfirmed"))
SMALLEST = 5
"""Rows that are not listed by name keep district, topic and week only where at least so many
reports share them; else the district goes first, then the topic, then the week becomes a month."""


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """Counts over the reports that were forwarded to an agency. rating: mean of 1 to 5, None when
    nobody rated."""

    agency_id: UUID
    forwarded: int
    answered: int
    answered_late: int
    waiting: int
    waiting_late: int
    closed: int
    confirmed: int
    unconfirmed: int
    reopened: int
    rated: int
    rating: float | None


@ledger.within_region
def agency_results(*, filters: Filters) -> tuple[AgencyResult, ...]:
    """Every agency that had a report, by how many; secret ones count too. One statement."""
    rows = (
        matching(filters)
        .filter(agency_id__isnull=False)
        .order_by()
        .values("agency_id")
        .annotate(
            forwarded=Count("pk"),
            answered=Count("pk", filter=ANSWERED),
            answered_late=Count("pk", filter=ANSWERED & Q(answer_late=True)),
            waiting=Count("pk", filter=~Q(status__in=CLOSED)),
            waiting_late=Count("pk", filter=~Q(status__in=CLOSED) & Q(answer_late=True)),
            closed=Count("pk", filter=DONE),
            confirmed=Count("pk", filter=Q(status="confirmed")),
            unconfirmed=Count("pk", filter=Q(status="unconfirmed")),
            reopened=Count("pk", filter=Q(reopen_count__gt=0)),
            rated=Count("rating"),
            rating=Avg("rating"),
        )
        .order_by("-forwarded", "agency_id")
    )
    found: list[dict[str, Any]] = [dict(row) for row in rows]
    return tuple(AgencyResult(**row) for row in found)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One report in the public export. number: "" for a secret one. district, topic: "" when
    unknown or withheld (`SMALLEST`). week: its Monday, or the first of the month when withheld.
    on_time: of the agency's answer; None while nobody can say."""

    number: str
    agency: str
    topic: str
    district: str
    week: date
    sort: ReportClass
    oversight: bool
    status: ReportStatus
    on_time: bool | None
    verified_on_time: bool
    confirmed: bool | None
    reopen_count: int
    rating: int | None
    supporters: int
    cluster: str
    days_to_answer: float | None


_FIELDS = (
    "case_id", "number", "agency_id", "topic", "district", "reported_at", "sort", "oversight",
    "status", "answered_at", "forwarded_at", "answer_late", "verify_late", "confirmed",
    "reopen_count", "rating", "supporters", "cluster", "visibility",
)  # fmt: skip


@ledger.within_region
def export_rows(*, filters: Filters) -> tuple[ExportRow, ...]:
    """All reports as public rows, oldest first; two statements. Whatever their visibility, each
    stands with its agency and results, so that the numbers of an agency can be made again."""
    rows = list(matching(filters).order_by("reported_at", "pk").values(*_FIELDS))
    codes = {one.id: one.code for one in directory.chart().organisations.values()}
    counts = _counts(rows)
    clusters = {row["cluster"] for row in rows if row["cluster"]}
    heads = dict(
        Report.objects.filter(pk__in=clusters, visibility__in=LISTED).values_list("pk", "number")
    )
    return tuple(_exported(row, codes, counts, heads) for row in rows)


def _counts(rows: list[dict[str, Any]]) -> dict[tuple[object, ...], int]:
    """How many reports share agency and week with district and topic, with the topic, with
    neither."""
    found: dict[tuple[object, ...], int] = {}
    for row in rows:
        for key in _keys(row):
            found[key] = found.get(key, 0) + 1
    return found


def _keys(row: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    week, agency = _week(row["reported_at"]), row["agency_id"]
    yield ("district", agency, week, row["topic"], row["district"])
    yield ("topic", agency, week, row["topic"])
    yield ("week", agency, week)


def _exported(
    row: dict[str, Any],
    codes: dict[UUID, str],
    counts: dict[tuple[object, ...], int],
    heads: dict[UUID, str],
) -> ExportRow:
    at, answered, forwarded = row["reported_at"], row["answered_at"], row["forwarded_at"]
    week, topic, district = _week(at), row["topic"] or "", row["district"] or ""
    hidden = row["visibility"] not in LISTED
    if hidden:
        full, by_topic, by_week = (counts[key] for key in _keys(row))
        district = district if full >= SMALLEST else ""
        topic = topic if by_topic >= SMALLEST else ""
        week = week if by_week >= SMALLEST else week.replace(day=1)
    days = None
    if answered and forwarded and not hidden:
        days = round((answered - forwarded).total_seconds() / 86400, 2)
    late = bool(row["answer_late"])
    return ExportRow(
        number="" if hidden else str(row["number"]),
        agency=codes.get(row["agency_id"], ""),
        topic=str(topic),
        district=str(district),
        week=week,
        sort=row["sort"],
        oversight=bool(row["oversight"]),
        status=row["status"],
        on_time=False if late else (True if answered is not None else None),
        verified_on_time=not row["verify_late"],
        confirmed=row["confirmed"],
        reopen_count=int(row["reopen_count"]),
        rating=row["rating"],
        supporters=0 if hidden else int(row["supporters"]),
        cluster="" if hidden else heads.get(row["cluster"], ""),
        days_to_answer=days,
    )


def _week(at: datetime) -> date:
    """The Monday of the week, on the region's calendar."""
    day = directory.calendar().local_date(at)
    return day - timedelta(days=day.weekday())
