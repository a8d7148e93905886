"""How the region's casework stood at a past moment, from the moments that its rows keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Past:
    """Counts as corrected since: by the moments at which things happened, and by the limits that
    are known now. What waited for its applicant then cannot be told from rows, so it is absent."""

    at: dt.datetime
    open: int
    late: int
    submitted_today: int
    closed_today: int
    closed_on_time: int
    closed_in_30_days: int
    submitted_by_day: tuple[tuple[dt.date, int], ...]


_TOTALS = """
    SELECT count(*) FILTER (WHERE open_then),
           count(*) FILTER (WHERE open_then AND (due_at < %(at)s OR EXISTS (
               SELECT FROM casework_task t
               WHERE t.case_id = past.id AND t.status <> 'cancelled' AND t.opened_at <= %(at)s
                 AND (t.completed_at IS NULL OR t.completed_at > %(at)s)
                 AND t.due_at < %(at)s))),
           count(*) FILTER (WHERE submitted_at >= %(day)s),
           count(*) FILTER (WHERE ended_at >= %(day)s AND ended_at <= %(at)s),
           count(*) FILTER (WHERE ended_at >= %(month)s AND ended_at <= %(at)s AND on_time),
           count(*) FILTER (WHERE ended_at >= %(month)s AND ended_at <= %(at)s)
    FROM (SELECT id, due_at, submitted_at, ended_at, on_time,
                 ended_at IS NULL OR ended_at > %(at)s AS open_then
          FROM casework_case
          WHERE submitted_at <= %(at)s AND (ended_at IS NULL OR ended_at >= %(month)s)) AS past
"""
_DAYS = """
    SELECT (submitted_at AT TIME ZONE %(zone)s)::date, count(*) FROM casework_case
    WHERE submitted_at >= %(fortnight)s AND submitted_at <= %(at)s GROUP BY 1 ORDER BY 1
"""


@ledger.within_region
def past(*, at: dt.datetime) -> Past:
    """Two statements."""
    calendar = directory.calendar()
    midnight = calendar.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    parameters: dict[str, Any] = {
        "at": at,
        "day": midnight,
        "month": midnight - dt.timedelta(days=30),
        "fortnight": midnight - dt.timedelta(days=13),
        "zone": calendar.zone,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, parameters)
        totals: tuple[int, int, int, int, int, int] = cursor.fetchone()
        cursor.execute(_DAYS, parameters)
        by_day = dict(cursor.fetchall())
    days = [midnight.date() - dt.timedelta(days=back) for back in range(13, -1, -1)]
    return Past(at, *totals, tuple((day, by_day.get(day, 0)) for day in days))
