"""The pulse of the region: a few counts for the command page, in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Burden:
    """Open tasks of one organisation: how many, how many late, since when the oldest waits."""

    organisation_id: UUID
    open: int
    late: int
    soon: int
    oldest: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the region's casework stands at a moment. Counts only, nothing personal."""

    at: dt.datetime
    open: int
    late: int
    waiting_for_applicants: int
    submitted_today: int
    closed_today: int
    closed_on_time: int
    closed_in_30_days: int
    burdens: tuple[Burden, ...]
    submitted_by_day: tuple[tuple[dt.date, int], ...]


_TOTALS = """
    SELECT count(*) FILTER (WHERE ended_at IS NULL),
           count(*) FILTER (WHERE ended_at IS NULL AND due_at < %(now)s),
           count(*) FILTER (WHERE ended_at IS NULL AND status = 'returned'),
           count(*) FILTER (WHERE submitted_at >= %(day)s),
           count(*) FILTER (WHERE ended_at >= %(day)s),
           count(*) FILTER (WHERE ended_at >= %(month)s AND on_time),
           count(*) FILTER (WHERE ended_at >= %(month)s)
    FROM casework_case
    WHERE ended_at IS NULL OR ended_at >= %(month)s OR submitted_at >= %(day)s
"""
_BURDENS = """
    SELECT organisation_id, count(*), count(*) FILTER (WHERE due_at < %(now)s),
           count(*) FILTER (WHERE due_at >= %(now)s AND due_at <= %(soon)s), min(opened_at)
    FROM casework_task WHERE status = 'open' AND organisation_id IS NOT NULL
    GROUP BY organisation_id ORDER BY 3 DESC, 2 DESC
"""
_DAYS = """
    SELECT (submitted_at AT TIME ZONE %(zone)s)::date, count(*) FROM casework_case
    WHERE submitted_at >= %(fortnight)s GROUP BY 1 ORDER BY 1
"""


@ledger.within_region
def pulse(*, now: dt.datetime) -> Pulse:
    """Three statements. Late counts what is past its limit at this moment."""
    calendar = directory.calendar()
    midnight = calendar.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    parameters: dict[str, Any] = {
        "now": now,
        "day": midnight,
        "month": midnight - dt.timedelta(days=30),
        "fortnight": midnight - dt.timedelta(days=13),
        "soon": now + dt.timedelta(days=1),
        "zone": calendar.zone,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, parameters)
        totals: tuple[int, int, int, int, int, int, int] = cursor.fetchone()
        cursor.execute(_BURDENS, parameters)
        burdens = tuple(Burden(*row) for row in cursor.fetchall())
        cursor.execute(_DAYS, parameters)
        by_day = dict(cursor.fetchall())
    days = [midnight.date() - dt.timedelta(days=back) for back in range(13, -1, -1)]
    return Pulse(now, *totals, burdens, tuple((day, by_day.get(day, 0)) for day in days))
