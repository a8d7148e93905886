"""Unmasked views of personal data: written down before they are shown."""

from __future__ import annotations

from collections.abc import Iterable
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
SELECT seen.id, p.region_code, p.id, %s::uuid, %s::uuid, %s::uuid, %s, seen.case_id,
       %s::timestamptz, %s::timestamptz
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS seen (id, person_id, case_id)
JOIN directory_person p ON p.id = seen.person_id
ORDER BY p.id, seen.case_id
ON CONFLICT DO NOTHING
RETURNING person_id, case_id
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
    told = record_views(
        [(person_id, case_id)],
        viewer=viewer,
        purpose=purpose,
        now=now,
        organisation_id=organisation_id,
        position_id=position_id,
    )
    return told == 1


@ledger.within_region
def record_views(
    seen: Iterable[tuple[UUID, UUID | None]],
    *,
    viewer: Actor,
    purpose: str,
    now: datetime,
    organisation_id: UUID | None = None,
    position_id: UUID | None = None,
) -> int:
    """`record_view` of many people at once, as (person, case). How many were written down now.
    Two statements whatever their number."""
    others = [one for one in seen if one[0] != viewer.person_id]
    if viewer.account_id is None or not others:
        return 0
    organisation = organisation_id or next(iter(sorted(viewer.organisation_ids)), None)
    first_held = viewer.position_in(organisation) if organisation else None
    position = position_id or (first_held.id if first_held else None)
    with connection.cursor() as cursor:
        cursor.execute(
            _ONCE,
            [
                viewer.account_id,
                organisation,
                position,
                code(purpose),
                now.replace(minute=0, second=0, microsecond=0),
                now,
                [uuid7(now) for _ in others],
                [person for person, _ in others],
                [case for _, case in others],
            ],
        )
        first = cursor.fetchall()
    facts = [
        (person, PersonViewed(purpose=code(purpose), position=position, case=case))
        for person, case in first
    ]
    record(*facts, now=now, actor=viewer, organisation_id=organisation)
    return len(first)


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
