"""The sealed columns of a person: what goes in, what comes out, and which key opens them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec

from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people.masking import ERASED
from pendopo.directory.sealing import DataKey, bound_to, sealer, unwrap
from pendopo.directory.sealing.keys import Stored

TABLE = "directory_person"


class ProfileData(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sealed in `profile_sealed`. Texts; "" is unknown."""

    nik: str = ""
    passport: str = ""
    permit: str = ""
    birth_place: str = ""
    birth_date: str = ""  # ISO 8601
    sex: str = ""
    nationality: str = "ID"
    address: str = ""
    address_lines: dict[str, str] = {}  # the same, as a form asked for it: "desa", "kecamatan" ...
    place_code: str = ""
    phone: str = ""
    email: str = ""


class OfficeData(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sealed in `office_sealed`."""

    nip: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    name: str
    profile: ProfileData
    office: OfficeData


def key_of(row: PersonRow) -> DataKey:
    """The data key of a person read with `select_related("data_key")`.

    Raises `KeyUnavailable` when the person was erased.
    """
    key = row.data_key
    return unwrap(key.pk, key.region_code, key.wrapped)


def seal_name(key: DataKey, person_id: UUID, name: str) -> bytes:
    return sealer.seal(key, name.encode(), aad=bound_to(TABLE, "name", person_id))


def seal_profile(key: DataKey, person_id: UUID, data: ProfileData) -> bytes:
    aad = bound_to(TABLE, "profile", person_id)
    return sealer.seal(key, msgspec.json.encode(data), aad=aad)


def seal_office(key: DataKey, person_id: UUID, data: OfficeData) -> bytes:
    aad = bound_to(TABLE, "office", person_id)
    return sealer.seal(key, msgspec.json.encode(data), aad=aad)


def open_name(key: DataKey, person_id: UUID, sealed: Stored | None) -> str:
    if sealed is None:
        return ""
    return sealer.open(key, sealed, aad=bound_to(TABLE, "name", person_id)).decode()


def open_profile(key: DataKey, person_id: UUID, sealed: Stored | None) -> ProfileData:
    if sealed is None:
        return ProfileData()
    aad = bound_to(TABLE, "profile", person_id)
    return msgspec.json.decode(sealer.open(key, sealed, aad=aad), type=ProfileData)


def open_office(key: DataKey, person_id: UUID, sealed: Stored | None) -> OfficeData:
    if sealed is None:
        return OfficeData()
    aad = bound_to(TABLE, "office", person_id)
    return msgspec.json.decode(sealer.open(key, sealed, aad=aad), type=OfficeData)


def open_all(row: PersonRow) -> Opened:
    """Everything of a person read with `select_related("data_key")`; an erased one is blank."""
    if row.erased_at is not None:
        return Opened(name=ERASED, profile=ProfileData(), office=OfficeData())
    key = key_of(row)
    return Opened(
        name=open_name(key, row.pk, row.name_sealed),
        profile=open_profile(key, row.pk, row.profile_sealed),
        office=open_office(key, row.pk, row.office_sealed),
    )
