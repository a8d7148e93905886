"""The map's counts, kept up as reports come and move on: no view of the whole region reads reports.

Each report remembers as what it is counted (`Report.counted`), so counting again changes nothing,
and whatever was missed is made good the next time a fact about it is read.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Max, QuerySet
from django.db.models.expressions import CombinedExpression

from pendopo.ledger import api as ledger
from pendopo.services.api import ReportStatus
from pendopo.voice.models import Square
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import STATUSES, Filters

SIDE = 5
"""Cells of the public grid along the side of a counted square: about a kilometre."""
OPEN, CONFIRMED, UNCONFIRMED, ENDED = range(1, 5)
"""Where a counted report stands; 0 is one that is not counted (secret)."""
_LATE = 8
_OF_STATUS: dict[ReportStatus, int] = {
    "confirmed": CONFIRMED,
    "unconfirmed": UNCONFIRMED,
    **dict.fromkeys((one for one in CLOSED if "confirmed" not in one), ENDED),
}

_CASES = " ".join(f"WHEN '{one}' THEN {at}" for one, at in _OF_STATUS.items())
_AFTER = f"""
CASE WHEN visibility = 'secret' THEN 0 ELSE
    CASE status {_CASES} ELSE {OPEN} END
    + CASE WHEN verify_late OR answer_late THEN {_LATE} ELSE 0 END
END
"""
_COUNT = f"""
WITH read AS (
    SELECT case_id, region_code, district, sort, counted AS before, {_AFTER} AS after,
        floor(cell_lat::numeric / {SIDE})::integer * {SIDE} AS lat,
        floor(cell_lon::numeric / {SIDE})::integer * {SIDE} AS lon
    FROM voice_report WHERE region_code = %(region)s AND {{which}}
    FOR UPDATE
), marked AS (
    UPDATE voice_report r SET counted = read.after
    FROM read WHERE r.case_id = read.case_id AND read.after <> read.before
), moved AS (
    SELECT region_code, district, lat, lon, sort, after AS what, 1 AS by FROM read WHERE after > 0
    UNION ALL
    SELECT region_code, district, lat, lon, sort, before, -1 FROM read WHERE before > 0
)
INSERT INTO voice_square
    (region_code, district, lat, lon, sort, standing, count, late, changed_at)
SELECT region_code, district, lat, lon, sort, what %% {_LATE}, sum(by),
    coalesce(sum(by) FILTER (WHERE what >= {_LATE}), 0), clock_timestamp()
FROM moved GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
ON CONFLICT (region_code, district, lat, lon, sort, standing) DO UPDATE SET
    count = voice_square.count + excluded.count, late = voice_square.late + excluded.late,
    changed_at = excluded.changed_at
"""
_ONE = _COUNT.format(which="case_id = %(case)s::uuid")
_LEAVE = _ONE.replace(_AFTER, "0")
_ALL = _COUNT.format(which=f"counted <> {_AFTER}")


def count(case_id: UUID) -> None:
    """Count one report as it stands now; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"region": ledger.current_region(), "case": case_id})


def leave(case_id: UUID) -> None:
    """Count one report no more, before it becomes one of another class; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE, {"region": ledger.current_region(), "case": case_id})


def count_all() -> None:
    """Count every report of the region that is not counted as it stands: after a fill that wrote
    rows by themselves. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"region": ledger.current_region()})


def holding(filters: Filters) -> QuerySet[Square] | None:
    """The counts of exactly the reports that these filters choose; None when they ask for what is
    not counted. Whether late is left to the columns."""
    plain = Filters(
        sort=filters.sort, statuses=filters.statuses, district=filters.district, late=filters.late
    )
    standings = _standings(filters.statuses)
    if filters != plain or standings is None:
        return None
    found = Square.objects.filter(region_code=ledger.current_region(), standing__in=standings)
    same = {"sort": filters.sort, "district": filters.district}
    return found.filter(**{name: value for name, value in same.items() if value is not None})


def number(late: bool | None) -> F | CombinedExpression:
    """The column that counts all reports, only the late ones, or only the others."""
    if late is None:
        return F("count")
    return F("late") if late else F("count") - F("late")


@ledger.within_region
def map_changed_at() -> datetime | None:
    """When the map last changed, None before the first report: older views of it are stale. One
    statement."""
    found = Square.objects.filter(region_code=ledger.current_region())
    changed: datetime | None = found.aggregate(at=Max("changed_at"))["at"]
    return changed


def _standings(statuses: Collection[ReportStatus]) -> tuple[int, ...] | None:
    """Which counts together hold these statuses and no other; None when there are none such."""
    if not statuses:
        return tuple(range(OPEN, ENDED + 1))
    wanted = {_OF_STATUS.get(one, OPEN) for one in statuses}
    whole = {one for one in STATUSES if _OF_STATUS.get(one, OPEN) in wanted}
    return tuple(sorted(wanted)) if whole == set(statuses) else None
