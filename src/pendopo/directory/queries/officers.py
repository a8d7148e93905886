"""Officers of an organisation, for the administrator's list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pendopo.directory.models import Account
from pendopo.directory.models import Mandate as MandateRow
from pendopo.directory.people import sealed
from pendopo.directory.people.masking import masked_nip
from pendopo.directory.queries.actors import roles_granted
from pendopo.directory.queries.mandates import mandate_value
from pendopo.directory.queries.organisations import position_value
from pendopo.directory.queries.regions import today
from pendopo.directory.values import Officer
from pendopo.ledger import api as ledger


@ledger.within_region
def officers(*, now: datetime, organisation_id: UUID | None = None) -> tuple[Officer, ...]:
    """Who holds a position today, by name; of one organisation if given. Two statements."""
    day = today(now)
    rows = (
        MandateRow.objects.filter(valid_from__lte=day)
        .exclude(valid_to__lt=day)
        .select_related("person__data_key", "position")
        .order_by("person_id", "valid_from", "id")
    )
    if organisation_id is not None:
        rows = rows.filter(position__organisation_id=organisation_id)
    people: dict[UUID, list[MandateRow]] = {}
    for row in rows:
        people.setdefault(row.person_id, []).append(row)
    accounts = dict(
        Account.objects.filter(person_id__in=people, is_active=True).values_list("person_id", "id")
    )
    found = [_officer(person, held, accounts.get(person)) for person, held in people.items()]
    return tuple(sorted(found, key=lambda one: (one.name, one.person_id)))


def _officer(person_id: UUID, held: list[MandateRow], account_id: UUID | None) -> Officer:
    opened = sealed.open_all(held[0].person)
    mandates = tuple(mandate_value(row) for row in held)
    roles: set[tuple[UUID, str]] = set()
    for row, mandate in zip(held, mandates, strict=True):
        granted = roles_granted(mandate, position_value(row.position), away=False)
        roles.update((row.position.organisation_id, role) for role in granted)
    return Officer(
        account_id=account_id,
        person_id=person_id,
        name=opened.name,
        nip_masked=masked_nip(opened.office.nip) if opened.office.nip else "",
        mandates=mandates,
        organisation_ids=frozenset(row.position.organisation_id for row in held),
        roles=frozenset(roles),
    )
