"""Unmasked views of personal data: written down before they are shown."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import code, record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import PersonViewed
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people import sealed
from pendopo.directory.policy import check_unseal
from pendopo.directory.refusals import Refused
from pendopo.directory.values import Profile
from pendopo.ledger import api as ledger

_ONCE = """
INSERT INTO directory_viewing
    (id, region_code, person_id, account_id, organisation_id, position_id, purpose, case_id,
     hour, at)
SELECT %s::uuid, p.region_code, p.id, %s::uuid, %s::uuid, %s::uuid, %s, %s::uuid,
       %s::timestamptz, %s::timestamptz
FROM directory_person p WHERE p.id = %s::uuid
ON CONFLICT DO NOTHING
"""  # from the table, so that row-level security has its say about the person


@ledger.within_region
def profile(
    person_id: UUID,
    *,
    viewer: Actor,
    purpose: str,
    now: datetime,
    organisation_id: UUID | None = None,
    case_id: UUID | None = None,
) -> Profile:
    """The person unsealed, for `viewer` and a stated `purpose` (a code).

    An officer's view is a fact, at most one per officer, person, case, purpose and hour. It is
    committed before this returns, or, called inside a verb, with that verb: a face calls it
    outside a transaction of its own. The person's own view is no fact.
    """
    check_unseal(viewer, person_id)
    row = PersonRow.objects.select_related("data_key").filter(pk=person_id).first()
    if row is None:
        raise Refused("person_unknown")
    if row.erased_at is not None:
        raise Refused("person_erased")
    record_view(
        person_id,
        viewer=viewer,
        purpose=purpose,
        now=now,
        organisation_id=organisation_id,
        case_id=case_id,
    )
    return _profile(row)


@ledger.within_region
def record_view(
    person_id: UUID,
    *,
    viewer: Actor,
    purpose: str,
    now: datetime,
    organisation_id: UUID | None = None,
    case_id: UUID | None = None,
    position_id: UUID | None = None,
) -> bool:
    """Write down that `viewer` sees personal data of the person that another context holds
    (answers of a case). False when it was already written this hour, or is their own data.

    `position_id`: the position by which they look, when it is not the first they hold there.
    """
    if viewer.person_id == person_id or viewer.account_id is None:
        return False
    organisation = organisation_id or next(iter(sorted(viewer.organisation_ids)), None)
    first_held = viewer.position_in(organisation) if organisation else None
    position = position_id or (first_held.id if first_held else None)
    with connection.cursor() as cursor:
        cursor.execute(
            _ONCE,
            [
                uuid7(now),
                viewer.account_id,
                organisation,
                position,
                code(purpose),
                case_id,
                now.replace(minute=0, second=0, microsecond=0),
                now,
                person_id,
            ],
        )
        first = bool(cursor.rowcount == 1)
    if first:
        fact = PersonViewed(purpose=code(purpose), position=position, case=case_id)
        record((person_id, fact), now=now, actor=viewer, organisation_id=organisation)
    return first


def _profile(row: PersonRow) -> Profile:
    opened = sealed.open_all(row)
    data = opened.profile
    return Profile(
        person_id=row.pk,
        name=opened.name,
        nik=data.nik,
        passport=data.passport,
        permit=data.permit,
        birth_place=data.birth_place,
        birth_date=date.fromisoformat(data.birth_date) if data.birth_date else None,
        sex=data.sex,
        nationality=data.nationality,
        address=data.address,
        address_lines=data.address_lines,
        place_code=data.place_code,
        phone=data.phone,
        email=data.email,
        nip=opened.office.nip,
        rank=opened.office.rank,
        nik_checked=row.nik_checked,
    )
