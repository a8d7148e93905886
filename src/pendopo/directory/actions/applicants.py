"""Applicants who come without an account: known by what they wrote, and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import record
from pendopo.directory.facts import KeyDestroyed, PersonRegistered
from pendopo.directory.models import DataKey as KeyRow
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people import sealed
from pendopo.directory.people.masking import masked_name
from pendopo.directory.sealing import DataKey
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached, and the key that seals what is kept of it."""

    key: DataKey
    email: str = field(repr=False)
    phone: str = field(repr=False)


@ledger.within_region
def register_applicant(*, known: Mapping[str, Any], key: DataKey, now: datetime) -> UUID:
    """A person by what an application form says: name, nik, birth_place, birth_date (ISO 8601),
    phone, email, address.

    Sealed with `key` (the draft's, so nothing is sealed anew). The NIK is kept but not looked
    up by: whoever types a NIK has not proven to be its holder, and a typed one must neither
    open nor block the registered person who owns it.
    """
    (person_id,) = register_applicants(found=[(known, key)], now=now)
    return person_id


@ledger.within_region
def register_applicants(
    *, found: Sequence[tuple[Mapping[str, Any], DataKey]], now: datetime
) -> tuple[UUID, ...]:
    """`register_applicant` for a list, each with a key of its own; two statements."""
    made = [_person(known, key, now) for known, key in found]
    ledger.insert_many(made)
    if made:
        record(*((row.id, _registered(row)) for row in made), now=now)
    return tuple(row.id for row in made)


def _person(known: Mapping[str, Any], key: DataKey, now: datetime) -> PersonRow:
    person_id = uuid7(now)
    name, profile = told(known)
    return PersonRow(
        id=person_id,
        data_key_id=key.id,
        masked_name=masked_name(name)[:200],
        name_sealed=sealed.seal_name(key, person_id, name),
        profile_sealed=sealed.seal_profile(key, person_id, profile),
        no_nik_reason="" if profile.nik else "not_given",
        created_at=now,
    )


def _registered(row: PersonRow) -> PersonRegistered:
    return PersonRegistered(
        foreigner=False,
        has_nik=not row.no_nik_reason,
        no_nik_reason="not_given" if row.no_nik_reason else None,
        nik_checked="not_checked",
    )


@ledger.within_region
def key_of_person(*, person_id: UUID) -> DataKey:
    """The data key of a person. Raises `KeyUnavailable` when the person was erased."""
    row = PersonRow.objects.select_related("data_key").get(pk=person_id)
    return sealed.key_of(row)


@ledger.within_region
def contact(*, person_id: UUID) -> Contact | None:
    """How to reach a person; None when unknown or erased."""
    row = PersonRow.objects.select_related("data_key").filter(pk=person_id).first()
    if row is None or row.erased_at is not None:
        return None
    opened = sealed.open_all(row)
    return Contact(key=sealed.key_of(row), email=opened.profile.email, phone=opened.profile.phone)


@ledger.within_region
def destroy_key(*, key_id: UUID, now: datetime) -> None:
    """Destroy a key that belongs to no person: what it sealed is gone for good."""
    if PersonRow.objects.filter(data_key_id=key_id).exists():
        raise ValueError("this key belongs to a person: erase the person instead")
    KeyRow.objects.filter(pk=key_id, destroyed_at=None).update(wrapped=None, destroyed_at=now)
    record((key_id, KeyDestroyed()), now=now)


def told(known: Mapping[str, Any]) -> tuple[str, sealed.ProfileData]:
    """The name and the profile that somebody's own words make."""
    words = {name: str(known.get(name) or "") for name in _TOLD}
    profile = sealed.ProfileData(
        nik=words["nik"],
        birth_place=words["birth_place"],
        birth_date=_day(words["birth_date"]),
        phone=words["phone"],
        email=words["email"].lower(),
        address=_line(known.get("address")),
        address_lines=_lines(known.get("address")),
    )
    return words["name"], profile


_TOLD = ("name", "nik", "phone", "email", "birth_place", "birth_date")


def _day(text: str) -> str:
    """A date as it is kept; "" for what is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _lines(address: Any) -> dict[str, str]:
    """An address that a form asked for line by line; {} for another."""
    if not isinstance(address, Mapping):
        return {}
    return {str(name): str(part) for name, part in address.items() if part}


def _line(address: Any) -> str:
    if isinstance(address, Mapping):
        return ", ".join(str(part) for part in address.values() if part)
    return str(address or "")
