"""The published table: read as it was made, never counted in a request."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Q

from pendopo.ledger import api as ledger
from pendopo.voice.models import ReputationLine, ReputationRun
from pendopo.voice.queries.months import MonthResult
from pendopo.voice.reputation import RatingLine
from pendopo.voice.reputation.table import Dimension, Standing

HISTORY = 24
"""Months of history on the page of an agency."""
_FILES = ("export", "ratings_export")


@dataclass(frozen=True, slots=True)
class Run:
    """Of which month, when, from how many rows; digest: SHA-256 of the export it was made from."""

    month: str
    made_at: datetime
    formula: str
    reports: int
    due: int
    ratings: int
    digest: str
    ratings_digest: str


@dataclass(frozen=True, slots=True)
class Published:
    """lines: in the published order. months: of which there is a table, newest first."""

    run: Run
    lines: tuple[Standing, ...]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """All that is published of one agency. history: its line in each month, oldest first, the last
    being the present one; served, residents: ratings, None where there are none; services: of each
    of its services."""

    run: Run
    history: tuple[tuple[str, Standing], ...]
    months: tuple[MonthResult, ...]
    served: RatingLine | None
    services: tuple[RatingLine, ...]
    residents: RatingLine | None

    @property
    def standing(self) -> Standing | None:
        """None when it is not in the present table."""
        if not self.history or self.history[-1][0] != self.run.month:
            return None
        return self.history[-1][1]


@ledger.within_region
def published_reputation(*, dimension: Dimension, month: str = "") -> Published | None:
    """The table of a month, the latest by default; None before the first. Two statements."""
    rows = list(_runs())
    wanted = next((one for one in rows if one.month == month), None) if month else None
    row = wanted or (rows[0] if rows and not month else None)
    if row is None:
        return None
    lines = ReputationLine.objects.filter(run=row, dimension=dimension).order_by("place")
    return Published(
        run=_run(row),
        lines=tuple(Standing(**told) for told in lines.values_list("told", flat=True)),
        months=tuple(one.month for one in rows),
    )


@ledger.within_region
def agency_record(*, code: str) -> AgencyRecord | None:
    """What is published of an agency; None before the first table. Two statements."""
    row = _runs().first()
    if row is None:
        return None
    now = Q(run=row, dimension__in=("served", "resident", "months"), name=code)
    every = now | Q(run=row, dimension="service", name__startswith=f"{code}/")
    every |= Q(dimension="agency", name=code)
    found = ReputationLine.objects.filter(every, region_code=ledger.current_region())
    lines = list(
        found.order_by("run__month", "place").values_list("dimension", "told", "run__month")
    )
    of = {kind: [told for one, told, _ in lines if one == kind] for kind in _KINDS}
    return AgencyRecord(
        run=_run(row),
        history=tuple((month, Standing(**told)) for kind, told, month in lines if kind == "agency")[
            -HISTORY:
        ],
        months=tuple(_month(one) for told in of["months"] for one in told["months"]),
        served=next((_rated(told) for told in of["served"]), None),
        services=tuple(_rated(told) for told in of["service"]),
        residents=next((_rated(told) for told in of["resident"]), None),
    )


@ledger.within_region
def published_file(*, kind: Literal["reports", "ratings"], month: str = "") -> bytes | None:
    """The export that a month's table was made from; None when there is none. One statement."""
    rows = ReputationRun.objects.filter(region_code=ledger.current_region())
    rows = rows.filter(month=month) if month else rows.order_by("-month")
    column = _FILES[kind == "ratings"]
    found = rows.values_list(column, flat=True).first()
    return gzip.decompress(bytes(found)) if found is not None else None


_KINDS = ("agency", "served", "resident", "service", "months")


def _runs() -> Any:
    rows = ReputationRun.objects.filter(region_code=ledger.current_region())
    return rows.defer(*_FILES).order_by("-month")


def _run(row: Any) -> Run:
    return Run(**{one.name: getattr(row, one.name) for one in fields(Run)})


def _rated(told: dict[str, Any]) -> RatingLine:
    lists = {"counts": tuple(told["counts"]), "reasons": tuple(map(tuple, told["reasons"]))}
    return RatingLine(**{**told, **lists})


def _month(told: dict[str, Any]) -> MonthResult:
    return MonthResult(**{**told, "month": date.fromisoformat(told["month"])})
