"""The register of licences, for officers of the agency that keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from pendopo.casework import models, policy
from pendopo.casework.licence_values import LicenceView
from pendopo.casework.queries.papers import licence_view
from pendopo.casework.queries.timeline import receipt_fact
from pendopo.casework.queries.tracking import case_by_number
from pendopo.casework.standing import EXPIRED, SUSPENDED, VALID
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services


@ledger.within_region
def register(
    *,
    who: directory.Actor,
    now: dt.datetime,
    service: str = "",
    status: str = "",
    number: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[Sequence[LicenceView], int]:
    """A page of the register of the viewer's agencies, newest first, and how many there are.

    `first` and `last` are days of the letter. Three statements, whatever the size.
    """
    today = directory.calendar().local_date(now)
    rows = kept_by(policy.workplaces(who), service=service, first=first, last=last)
    if status:
        rows = rows.filter(with_status(status, today))
    if number:
        rows = rows.filter(number__icontains=number.replace("\0", "")[:80])
    start = (max(page, 1) - 1) * size
    found = rows.select_related("case").order_by("-dated", "-id")[start : start + size]
    return views(found, now), rows.count()


def kept_by(
    organisations: set[UUID],
    *,
    service: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[models.Licence]:
    """The licences in the registers of these agencies, by the day of their letter."""
    rows = models.Licence.objects.filter(organisation_id__in=organisations)
    if service:
        rows = rows.filter(service=service)
    if first is not None:
        rows = rows.filter(dated__gte=first)
    if last is not None:
        rows = rows.filter(dated__lte=last)
    return rows


def with_status(status: str, today: dt.date) -> Q:
    """Licences of this status today, also those whose term ended since the worker last looked."""
    over, thawed = Q(valid_to__lt=today), Q(status=SUSPENDED, until__lt=today)
    match status:
        case "expired":
            return Q(status=EXPIRED) | Q(over, status__in=(VALID, SUSPENDED))
        case "valid":
            return (Q(status=VALID) | thawed) & (Q(valid_to=None) | Q(valid_to__gte=today))
        case "suspended":
            running = Q(until=None) | Q(until__gte=today)
            return Q(running, status=SUSPENDED) & (Q(valid_to=None) | Q(valid_to__gte=today))
    return Q(status=status)


def views(rows: Iterable[models.Licence], now: dt.datetime) -> tuple[LicenceView, ...]:
    """These rows (with their cases) as lines of the register."""
    today = directory.calendar().local_date(now)
    return tuple(
        licence_view(row, row.case.number if row.case else "", title_of(row, now), today)
        for row in rows
    )


def title_of(row: models.Licence, now: dt.datetime) -> services.Text:
    """The service's name: of the version the case was decided by, else of today's."""
    if row.case is not None:
        return services.version(hash=row.case.version_hash).service.title
    known = services.service_at(slug=row.service, at=now)
    return known.service.title if known else services.Text(id=row.service, en=row.service)


@ledger.within_region
def receipt(*, number: str, now: dt.datetime) -> dict[str, object] | None:
    """The machine-readable receipt of an application: its fact with the proof that it stands in
    the ledger. None while its batch is not yet sealed. Holds nothing personal."""
    case = case_by_number(number)
    fact = receipt_fact(ledger.facts_about(about=case.id, kinds=("case.submitted",)))
    return ledger.receipt(fact_id=fact) if fact else None
