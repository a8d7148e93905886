"""How each agency does, counted from all reports: marking one secret never hides a failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncMonth

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.queries.listing import matching
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import Filters

ANSWERED = Q(answered_at__isnull=False)
DONE = Q(status__in=("confirmed", "unconfirmed"))


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


def month_results() -> dict[str, list[dict[str, Any]]]:
    """By code of the agency: what came of its reports, month by month (of the report, on the
    region's calendar), oldest first. One statement; it reads all reports."""
    codes = {one.id: one.code for one in directory.chart().organisations.values()}
    rows = (
        matching(Filters())
        .filter(agency_id__isnull=False)
        .order_by()
        .annotate(
            month=TruncMonth("reported_at", tzinfo=directory.zone_of(ledger.current_region()))
        )
        .values("agency_id", "month")
        .annotate(
            forwarded=Count("pk"),
            answered=Count("pk", filter=ANSWERED),
            answered_late=Count("pk", filter=ANSWERED & Q(answer_late=True)),
            confirmed=Count("pk", filter=Q(status="confirmed")),
            reopened=Count("pk", filter=Q(reopen_count__gt=0)),
        )
        .order_by("month")
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        told: dict[str, Any] = dict(row)
        code = codes.get(told.pop("agency_id"))
        if code:
            month = {**told, "month": told["month"].date().isoformat()}
            found.setdefault(code, []).append(month)
    return found
