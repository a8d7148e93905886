"""The register of licences, for officers of the agency that keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pendopo.casework import models, policy
from pendopo.casework.queries.papers import licence_view
from pendopo.casework.queries.timeline import receipt_fact
from pendopo.casework.queries.tracking import case_by_number
from pendopo.casework.values import LicenceView
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services


@ledger.within_region
def register(
    *,
    who: directory.Actor,
    service: str = "",
    status: str = "",
    number: str = "",
    page: int = 1,
    size: int = 50,
) -> tuple[Sequence[LicenceView], int]:
    """A page of the register of the viewer's agencies, newest first, and how many there are."""
    mine = policy.workplaces(who)
    rows = models.Licence.objects.filter(case__organisation_id__in=mine).select_related("case")
    if service:
        rows = rows.filter(service=service)
    if status:
        rows = rows.filter(status=status)
    if number:
        rows = rows.filter(number__icontains=number[:80])
    first = (max(page, 1) - 1) * size
    found = rows.order_by("-valid_from", "-id")[first : first + size]
    return (
        tuple(
            licence_view(row, row.case.number, services.version(hash=row.case.version_hash))
            for row in found
        ),
        rows.count(),
    )


@ledger.within_region
def receipt(*, number: str, now: dt.datetime) -> dict[str, object] | None:
    """The machine-readable receipt of an application: its fact with the proof that it stands in
    the ledger. None while its batch is not yet sealed. Holds nothing personal."""
    case = case_by_number(number)
    fact = receipt_fact(ledger.facts_about(about=case.id, kinds=("case.submitted",)))
    return ledger.receipt(fact_id=fact) if fact else None
