"""The invented people of a demo region: officers with mandates, citizens, their accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pendopo.directory.actions.accounts import create_account
from pendopo.directory.actions.mandates import give_mandate
from pendopo.directory.actions.people import register_person
from pendopo.directory.models import Account
from pendopo.directory.models import Mandate as MandateRow
from pendopo.directory.models import Position as PositionRow
from pendopo.directory.queries.people import find_person
from pendopo.directory.refusals import Refused
from pendopo.directory.seed.files import MandateEntry, PersonEntry

NOWHERE = "contoh.invalid"
"""Where invented officers can be written to: a domain that never is anybody's (RFC 2606)."""


def load_people(
    people: Iterable[PersonEntry], *, encoded: str, now: datetime
) -> tuple[int, int, int]:
    """Numbers of people, mandates and accounts added. `encoded`: a password hash, "" for none."""
    added = mandates = accounts = 0
    for entry in people:
        known = find_person(
            nip=entry.nip or None, nik=entry.nik or None, document=entry.passport or None
        )
        if known is None:
            known = register_person(
                name=entry.name,
                nik=entry.nik or None,
                passport=entry.passport or None,
                foreigner=entry.foreigner,
                birth_place=entry.birth_place,
                birth_date=entry.birth_date,
                sex=entry.sex,
                nationality=entry.nationality,
                address=entry.address,
                place_code=entry.place_code,
                phone=entry.phone or None,
                email=f"{entry.username}@{NOWHERE}" if entry.nip else None,
                nip=entry.nip or None,
                rank=entry.rank,
                example=True,
                now=now,
            )
            added += 1
        mandates += sum(_mandate(known.id, one, now=now) for one in entry.mandates)
        if encoded and not Account.objects.filter(username=entry.username).exists():
            create_account(
                username=entry.username,
                encoded_password=encoded,
                person_id=known.id,
                way="seed",
                now=now,
            )
            accounts += 1
    return added, mandates, accounts


def _mandate(person_id: UUID, entry: MandateEntry, *, now: datetime) -> bool:
    position = PositionRow.objects.filter(
        organisation__code=entry.organisation, code=entry.position
    ).first()
    if position is None:
        wrong = f"{entry.organisation}/{entry.position}"
        raise Refused("region_file", file="people.yaml", id=wrong, en=wrong)
    known = MandateRow.objects.filter(
        person_id=person_id, position=position, kind=entry.kind, valid_from=entry.valid_from
    )
    if known.exists():
        return False
    give_mandate(
        person_id=person_id,
        position_id=position.pk,
        kind=entry.kind,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        basis=entry.basis,
        powers=entry.powers,
        actor=None,
        now=now,
    )
    return True
