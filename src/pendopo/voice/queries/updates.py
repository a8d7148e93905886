"""What became of public reports, step by step, for those who follow many of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.services.api import ReportStatus
from pendopo.voice.facts import ReportMoved
from pendopo.voice.models import Report
from pendopo.voice.queries.listing import LISTED


@dataclass(frozen=True, slots=True)
class Update:
    """id: of the fact. at: when it happened; known_at: when it was recorded, never twice in the
    past of a window that was read before."""

    id: UUID
    number: str
    status: ReportStatus
    agency_id: UUID | None
    at: dt.datetime
    known_at: dt.datetime


@ledger.within_region
def report_updates(
    *, since: dt.datetime, before: dt.datetime, number: str = "", most: int = 1000
) -> tuple[Update, ...]:
    """Steps of public reports recorded in [since, before), oldest first; of one report with
    `number`. Secret reports are left out. Two statements."""
    if number:
        row = Report.objects.filter(number=number, visibility__in=LISTED).first()
        if row is None:
            return ()
        told = ledger.facts_about(about=row.pk, kinds=(ReportMoved.KIND,))
        return tuple(
            _update(one, number) for one in told if since <= one.recorded_at < before
        )[:most]  # fmt: skip
    facts = ledger.facts_of(kinds=(ReportMoved.KIND,), since=since, before=before, most=most)
    rows = Report.objects.filter(pk__in={one.about for one in facts}, visibility__in=LISTED)
    numbers = dict(rows.values_list("pk", "number"))
    return tuple(_update(one, numbers[one.about]) for one in facts if one.about in numbers)


def _update(told: ledger.Read, number: str) -> Update:
    fact = told.fact
    assert isinstance(fact, ReportMoved)
    return Update(
        id=told.id,
        number=number,
        status=fact.status,
        agency_id=fact.agency,
        at=told.occurred_at,
        known_at=told.recorded_at,
    )
