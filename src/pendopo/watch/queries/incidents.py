"""Incidents that are open, or were at a past moment."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.watch.models import Incident
from pendopo.watch.values import IncidentCard


@ledger.within_region
def incidents(*, now: dt.datetime, at: dt.datetime | None = None) -> tuple[IncidentCard, ...]:
    """The newest first, at most 50; one statement. at: as they stood at that moment."""
    found = Incident.objects.filter(ended_at=None)
    if at is not None:
        open_then = Q(ended_at=None) | Q(ended_at__gt=at)
        found = Incident.objects.filter(open_then, opened_at__lte=at)
    titles = {one.slug: one.service.title for one in services.incident_services(at=now)}
    return tuple(
        IncidentCard(
            case_id=row.pk,
            number=row.number,
            service=row.service,
            title=titles.get(row.service),
            position_id=row.position_id,
            district=row.district,
            opened_at=row.opened_at,
        )
        for row in found.order_by("-opened_at")[:50]
    )
