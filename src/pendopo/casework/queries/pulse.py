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
    """Open cases in the hands of one organisation: how many, how many late, how many late within
    a day, since when the oldest task there waits."""

    organisation_id: UUID
    open: int
    late: int
    soon: int
    oldest: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the region's casework stands at a moment. Counts only, nothing personal.

    Everywhere, a case is late when the limit of the service, or that of a step open now, has
    passed. `burdens` count a case once in each organisation that has a step of it, so a case that
    waits for its applicant is in none, and one that two agencies work on is in both.
    """

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
           (SELECT count(*) FROM casework_case c
            WHERE c.ended_at IS NULL AND (c.due_at < %(now)s OR EXISTS (
                SELECT FROM casework_task t
                WHERE t.case_id = c.id AND t.status = 'open' AND t.due_at < %(now)s))),
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
    FROM (SELECT t.organisation_id, c.id, min(t.opened_at) AS opened_at,
                 least(min(t.due_at), c.due_at) AS due_at
          FROM casework_task t JOIN casework_case c ON c.id = t.case_id
          WHERE t.status = 'open' AND t.organisation_id IS NOT NULL
          GROUP BY t.organisation_id, c.id) AS held
    GROUP BY organisation_id ORDER BY 3 DESC, 2 DESC
"""
_DAYS = """
    SELECT (submitted_at AT TIME ZONE %(zone)s)::date, count(*) FROM casework_case
    WHERE submitted_at >= %(fortnight)s GROUP BY 1 ORDER BY 1
"""


@ledger.within_region
def pulse(*, now: dt.datetime) -> Pulse:
    """Three statements."""
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
