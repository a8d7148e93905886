"""Public reports by district: the table beside the map."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from pendopo.ledger import api as ledger
from pendopo.voice.queries.listing import LISTED, matching
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import Filters


@dataclass(frozen=True, slots=True)
class DistrictCount:
    """district: "" for reports that name none. waiting: not closed yet."""

    district: str
    count: int
    waiting: int
    late: int


@ledger.within_region
def district_counts(*, filters: Filters) -> tuple[DistrictCount, ...]:
    """The fullest first; one statement."""
    rows = (
        matching(filters)
        .filter(visibility__in=LISTED)
        .order_by()
        .values("district")
        .annotate(
            count=Count("pk"),
            waiting=Count("pk", filter=~Q(status__in=CLOSED)),
            late=Count("pk", filter=Q(verify_late=True) | Q(answer_late=True)),
        )
        .order_by("-count", "district")
    )
    return tuple(
        DistrictCount(
            district=row["district"] or "",
            count=row["count"],
            waiting=row["waiting"],
            late=row["late"],
        )
        for row in rows
    )
