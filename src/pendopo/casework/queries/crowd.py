"""Where the open cases of a service stand: how many at each step of its drawing, since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Crowd:
    """Open tasks at one step of one version's drawing. `oldest`: when the oldest was opened."""

    version_hash: str
    element: str
    open: int
    late: int
    oldest: dt.datetime


_CROWDS = """
    SELECT c.version_hash, t.element, count(*),
           count(*) FILTER (WHERE t.due_at < %s), min(t.opened_at)
    FROM casework_task t JOIN casework_case c ON c.id = t.case_id
    WHERE t.status = 'open' AND c.service = %s
    GROUP BY 1, 2
"""


@ledger.within_region
def crowds(*, service: str, now: dt.datetime) -> tuple[Crowd, ...]:
    """Counts only, nothing personal; all versions that still have cases. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CROWDS, [now, service])
        return tuple(Crowd(*row) for row in cursor.fetchall())
