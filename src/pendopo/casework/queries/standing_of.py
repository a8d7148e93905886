"""How the open cases of services stand, for whoever counts and may see no case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class ServiceLoad:
    """Open cases of a service, and those whose limit, or that of an open step, has passed."""

    service: str
    open: int
    late: int


_LOADS = """
    SELECT s.service, count(c.id), count(c.id) FILTER (WHERE c.due_at < %(now)s OR EXISTS (
        SELECT FROM casework_task t
        WHERE t.case_id = c.id AND t.status = 'open' AND t.due_at < %(now)s))
    FROM unnest(%(services)s::text[]) AS s(service)
    LEFT JOIN casework_case c ON c.service = s.service AND c.ended_at IS NULL
    GROUP BY s.service ORDER BY s.service
"""


@ledger.within_region
def open_cases_of(*, services: Sequence[str], now: dt.datetime) -> tuple[ServiceLoad, ...]:
    """Counts only, nothing personal; each service once, also one without cases. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_LOADS, {"services": list(services), "now": now})
        return tuple(ServiceLoad(*row) for row in cursor.fetchall())


@ledger.within_region
def service_of_case(*, case_id: UUID) -> str | None:
    """Slug of the service a case is about; None for a case that is not there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT service FROM casework_case WHERE id = %s", [case_id])
        row = cursor.fetchone()
    return str(row[0]) if row else None
