"""Where single cases are, for contexts above that keep a list of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class CaseStand:
    """Where a case is. elements: its open steps; due_at: the nearest of their limits, else the
    case's own; late: one of them has passed. outcome: its ending, "" while it goes on."""

    case_id: UUID
    number: str
    version_hash: str
    elements: tuple[str, ...]
    due_at: dt.datetime | None
    late: bool
    ended_at: dt.datetime | None
    outcome: str


_STANDS = """
    SELECT c.id, c.number, c.version_hash,
        coalesce(array_agg(t.element ORDER BY t.token) FILTER (WHERE t.id IS NOT NULL), '{}'),
        coalesce(min(t.due_at), CASE WHEN c.ended_at IS NULL THEN c.due_at END),
        c.ended_at IS NULL AND (coalesce(c.due_at < %(now)s, false)
            OR coalesce(min(t.due_at) < %(now)s, false)),
        c.ended_at, c.outcome
    FROM casework_case c
    LEFT JOIN casework_task t ON t.case_id = c.id AND t.status = 'open'
    WHERE c.id = ANY(%(cases)s::uuid[]) GROUP BY c.id
"""


@ledger.within_region
def stands_of(*, case_ids: Sequence[UUID], now: dt.datetime) -> dict[UUID, CaseStand]:
    """Where these cases are, for a context above that keeps its own list of them: nothing personal,
    nobody's right is checked. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, {"cases": list(case_ids), "now": now})
        rows = cursor.fetchall()
    return {
        case: CaseStand(case, number, version, tuple(steps), due, late, ended, outcome)
        for case, number, version, steps, due, late, ended, outcome in rows
    }
