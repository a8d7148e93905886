"""Public reports by district, or by village within one: the table beside the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from pendopo.ledger import api as ledger
from pendopo.voice import squares
from pendopo.voice.models import Square
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


@dataclass(frozen=True, slots=True)
class VillageCount:
    """village: "" for reports that name none. waiting: not closed yet."""

    village: str
    count: int
    waiting: int
    late: int


@ledger.within_region
def district_counts(*, filters: Filters) -> tuple[DistrictCount, ...]:
    """The fullest first; one statement, from the counts that are kept where these hold what the
    filters ask (`squares.py`)."""
    kept = squares.holding(filters)
    rows = _kept(kept, filters.late) if kept is not None else _counted(filters, "district")
    return tuple(DistrictCount(*_told(row)) for row in rows)


@ledger.within_region
def village_counts(*, filters: Filters) -> tuple[VillageCount, ...]:
    """The villages of the district that the filters name, the fullest first; one statement."""
    return tuple(VillageCount(*_told(row)) for row in _counted(filters, "village"))


def _told(row: dict[str, Any]) -> tuple[str, int, int, int]:
    return row["area"] or "", row["many"], row["waiting"], row["overdue"]


def _kept(found: QuerySet[Square], late: bool | None) -> Any:
    many = squares.number(late)
    return (
        found.order_by()
        .values(area=F("district"))
        .annotate(
            many=Sum(many),
            waiting=Coalesce(Sum(many, filter=Q(standing=squares.OPEN)), 0),
            overdue=Sum("late") if late is not False else Value(0),
        )
        .filter(many__gt=0)
        .order_by("-many", "area")
    )


def _counted(filters: Filters, by: str) -> Any:
    return (
        matching(filters)
        .filter(visibility__in=LISTED)
        .order_by()
        .values(area=F(by))
        .annotate(
            many=Count("pk"),
            waiting=Count("pk", filter=~Q(status__in=CLOSED)),
            overdue=Count("pk", filter=Q(verify_late=True) | Q(answer_late=True)),
        )
        .order_by("-many", "area")
    )
