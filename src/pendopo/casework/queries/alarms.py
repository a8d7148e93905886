"""Alarms of the region: cases past their limit, and decisions the law is about to presume."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services


@dataclass(frozen=True, slots=True)
class Alarm:
    """A case that needs somebody. organisation_id: who has it now, else its agency. at: the limit
    that passed (late as in `pulse`: of the service, or of a step), or the moment of the deemed
    decision (UU 30/2014 Art. 53) that passed or comes near."""

    case_id: UUID
    number: str
    service: str
    service_title: services.Text
    report: bool  # what citizens reported, not what somebody applied for
    kind: Literal["deemed_passed", "deemed_near", "late"]
    organisation_id: UUID
    at: dt.datetime


_ROWS = """
    SELECT c.id, c.number, c.version_hash, coalesce(t.organisation_id, c.organisation_id),
           least(t.due_at, c.due_at), c.deemed_at
    FROM casework_case c
    LEFT JOIN LATERAL (
        SELECT organisation_id, due_at FROM casework_task
        WHERE case_id = c.id AND status = 'open' AND organisation_id IS NOT NULL
        ORDER BY due_at NULLS LAST, opened_at LIMIT 1
    ) t ON true
    WHERE c.ended_at IS NULL
      AND (least(t.due_at, c.due_at) < %(now)s::timestamptz
           OR c.deemed_at <= %(near)s::timestamptz)
    ORDER BY least(c.deemed_at, t.due_at, c.due_at), c.id LIMIT %(limit)s
"""


@ledger.within_region
def alarms(*, now: dt.datetime, limit: int = 20) -> tuple[Alarm, ...]:
    """The gravest first: deemed decisions, then the longest overdue. One statement."""
    calendar = directory.calendar()
    near = calendar.end_of(calendar.add_working_days(calendar.local_date(now), 1))
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"now": now, "near": near, "limit": limit})
        found = [_alarm(row, now, near) for row in cursor.fetchall()]
    order = {"deemed_passed": 0, "deemed_near": 1, "late": 2}
    return tuple(sorted(found, key=lambda one: (order[one.kind], one.at)))


def _alarm(row: tuple[Any, ...], now: dt.datetime, near: dt.datetime) -> Alarm:
    case_id, number, version, organisation, due_at, deemed_at = row
    kind: Literal["deemed_passed", "deemed_near", "late"] = "late"
    if deemed_at is not None and deemed_at <= near:
        kind = "deemed_passed" if deemed_at < now else "deemed_near"
    service = services.version(hash=version).service
    return Alarm(
        case_id=case_id,
        number=number,
        service=service.slug,
        service_title=service.title,
        report=service.report is not None,
        kind=kind,
        organisation_id=organisation,
        at=due_at if kind == "late" else deemed_at,
    )
