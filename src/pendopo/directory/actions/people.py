"""Verbs over people: register, change, erase."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from pendopo.core.identity import uuid7
from pendopo.directory.actions.keys import draw_key, insert_key
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import PersonChanged, PersonRegistered
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people import numbers, sealed
from pendopo.directory.people.masking import masked_name
from pendopo.directory.policy import check_corrects
from pendopo.directory.queries.people import person_value
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import lookup_hash
from pendopo.directory.values import Person
from pendopo.ledger import api as ledger


@ledger.within_region
def register_person(
    *,
    name: str,
    nik: str | None = None,
    passport: str | None = None,
    permit: str | None = None,
    foreigner: bool = False,
    no_nik_reason: numbers.NoNik | None = None,
    birth_place: str = "",
    birth_date: date | None = None,
    sex: str = "",
    nationality: str = "ID",
    address: str = "",
    place_code: str = "",
    phone: str | None = None,
    email: str | None = None,
    nip: str | None = None,
    rank: str = "",
    example: bool = False,
    actor: Actor | None = None,
    now: datetime,
) -> Person:
    """Add a person; everything identifying is sealed with a data key of their own.

    Without `nik` a reason is needed; a foreigner needs a passport or a KITAS/KITAP number
    (`permit`). `nationality` is ISO 3166-1 alpha-2. `nip` and `rank` make an officer. Raises
    `person_known` when the region already has the same NIK, document or NIP, and the
    refusals of malformed numbers. No register outside is asked: `nik_checked` says so.
    """
    full_name = " ".join(name.split())
    if not full_name:
        raise Refused("name_missing")
    documents = [numbers.normal_document(one) for one in (passport, permit) if one]
    reason = _reason(nik, nip, foreigner=foreigner, documents=documents, given=no_nik_reason)
    profile = sealed.ProfileData(
        nik=numbers.normal_nik(nik) if nik else "",
        passport=numbers.normal_document(passport or ""),
        permit=numbers.normal_document(permit or ""),
        birth_place=birth_place.strip(),
        birth_date=birth_date.isoformat() if birth_date else "",
        sex=sex,
        nationality=nationality,
        address=address.strip(),
        place_code=place_code,
        phone=numbers.normal_phone(phone) if phone else "",
        email=(email or "").strip().lower(),
    )
    office = sealed.OfficeData(nip=numbers.normal_nip(nip) if nip else "", rank=rank)
    lookups = {
        "nik_lookup": lookup_hash("nik", profile.nik) if profile.nik else None,
        "document_lookup": lookup_hash("document", documents[0]) if documents else None,
        "nip_lookup": lookup_hash("nip", office.nip) if office.nip else None,
    }
    for field, value in lookups.items():
        if value is not None and PersonRow.objects.filter(**{field: value}).exists():
            raise Refused("person_known")
    key, wrapped = draw_key(now)
    person_id = uuid7(now)
    row = PersonRow.objects.create(
        id=person_id,
        data_key=insert_key(key, wrapped, now=now),
        masked_name=masked_name(full_name)[:200],
        name_sealed=sealed.seal_name(key, person_id, full_name),
        profile_sealed=sealed.seal_profile(key, person_id, profile),
        office_sealed=sealed.seal_office(key, person_id, office) if office.nip or rank else None,
        foreigner=foreigner,
        no_nik_reason=reason,
        example=example,
        created_at=now,
        **lookups,
    )
    fact = PersonRegistered(
        foreigner=foreigner,
        has_nik=bool(profile.nik),
        no_nik_reason=reason or None,
        nik_checked="not_checked",
    )
    record((person_id, fact), now=now, actor=actor)
    return person_value(row)


@ledger.within_region
def change_person(
    *,
    person_id: UUID,
    name: str | None = None,
    address: str | None = None,
    place_code: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    rank: str | None = None,
    actor: Actor | None,
    now: datetime,
) -> Person:
    """Correct what is given (None leaves as it is); the fact names the fields, not the values."""
    row = (
        PersonRow.objects.select_for_update(of=("self",))
        .select_related("data_key")
        .filter(pk=person_id)
        .first()
    )
    if row is None:
        raise Refused("person_unknown")
    if row.erased_at is not None:
        raise Refused("person_erased")
    check_corrects(actor, person_id)
    key = sealed.key_of(row)
    opened = sealed.open_all(row)
    changes = {
        field: value
        for field, value in {
            "address": address,
            "place_code": place_code,
            "phone": numbers.normal_phone(phone) if phone else phone,
            "email": email.strip().lower() if email else email,
        }.items()
        if value is not None
    }
    if name is not None:
        full_name = " ".join(name.split())
        if not full_name:
            raise Refused("name_missing")
        row.name_sealed = sealed.seal_name(key, row.pk, full_name)
        row.masked_name = masked_name(full_name)[:200]
    if changes:
        lines = {} if "address" in changes else opened.profile.address_lines
        profile = msgspec.structs.replace(opened.profile, **changes, address_lines=lines)
        row.profile_sealed = sealed.seal_profile(key, row.pk, profile)
    if rank is not None:
        office = msgspec.structs.replace(opened.office, rank=rank)
        row.office_sealed = sealed.seal_office(key, row.pk, office)
    row.save()
    named = [*(["name"] if name is not None else []), *changes, *(["rank"] if rank else [])]
    record((row.pk, PersonChanged(fields=tuple(named))), now=now, actor=actor)
    return person_value(row)


def _reason(
    nik: str | None,
    nip: str | None,
    *,
    foreigner: bool,
    documents: list[str],
    given: numbers.NoNik | None,
) -> str:
    """Why there is no NIK; an officer is known by their NIP until the NIK is added."""
    if foreigner and not documents:
        raise Refused("foreigner_document_missing")
    if nik or nip:
        return ""
    if given is None and not foreigner:
        raise Refused("no_nik_reason_missing")
    return given or "foreigner"
