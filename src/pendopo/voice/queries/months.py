"""An agency's results month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.queries.listing import matching
from pendopo.voice.queries.results import ANSWERED
from pendopo.voice.values import Filters


@dataclass(frozen=True, slots=True)
class MonthResult:
    """Counts over the reports of one month (by the day of the report), secret ones too."""

    month: date
    forwarded: int
    answered: int
    answered_late: int
    confirmed: int
    reopened: int


@ledger.within_region
def agency_months(*, filters: Filters) -> tuple[MonthResult, ...]:
    """The reports that were forwarded, by month of the region's calendar, oldest first; a month
    without a report is left out. Two statements at most."""
    zone = directory.zone_of(ledger.current_region())
    rows = (
        matching(filters)
        .filter(agency_id__isnull=False)
        .order_by()
        .annotate(month=TruncMonth("reported_at", tzinfo=zone))
        .values("month")
        .annotate(
            forwarded=Count("pk"),
            answered=Count("pk", filter=ANSWERED),
            answered_late=Count("pk", filter=ANSWERED & Q(answer_late=True)),
            confirmed=Count("pk", filter=Q(status="confirmed")),
            reopened=Count("pk", filter=Q(reopen_count__gt=0)),
        )
        .order_by("month")
    )
    return tuple(
        MonthResult(
            month=row["month"].date(),
            forwarded=row["forwarded"],
            answered=row["answered"],
            answered_late=row["answered_late"],
            confirmed=row["confirmed"],
            reopened=row["reopened"],
        )
        for row in rows
    )
