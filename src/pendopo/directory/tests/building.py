"""Small builders for the database tests: a government, an agency, people in posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from uuid import UUID

from pendopo.directory.tests.late import directory

_serial = count(100)
SINCE = date(2026, 1, 2)


@dataclass(frozen=True)
class Office:
    root: directory.Organisation
    agency: directory.Organisation
    head: directory.Position
    clerk: directory.Position
    admin: directory.Position


def office(now: datetime) -> Office:
    """A government with one agency below it: head (signer), clerk (front office), admin."""
    root = directory.register_organisation(
        kind="agency", name="Pemerintah Contoh", code="90", actor=None, now=now
    )
    agency = directory.register_organisation(
        kind="agency", name="Dinas Contoh", code="1.02", parent_id=root.id, actor=None, now=now
    )

    def position(organisation: UUID, code: str, *roles: str) -> directory.Position:
        return directory.create_position(
            organisation_id=organisation,
            code=code,
            title=code.replace("_", " ").title(),
            roles=roles,
            head=code == "kepala_dinas",
            actor=None,
            now=now,
        )

    return Office(
        root=root,
        agency=agency,
        head=position(agency.id, "kepala_dinas", "signer", "supervisor"),
        clerk=position(agency.id, "petugas_loket", "front_office"),
        admin=position(root.id, "pengelola", "administrator"),
    )


def a_nip() -> str:
    return f"198501012010011{next(_serial):03d}"


def officer(
    now: datetime,
    post: directory.Position,
    name: str = "Budi Santoso",
    kind: directory.MandateKind = "definitive",
    nip: str | None = None,
) -> directory.Person:
    person = directory.register_person(name=name, nip=nip or a_nip(), rank="IV/a", now=now)
    directory.give_mandate(
        person_id=person.id,
        position_id=post.id,
        kind=kind,
        valid_from=SINCE,
        basis="SK-1",
        actor=None,
        now=now,
    )
    return person


def signed_in(now: datetime, person: directory.Person, name: str) -> directory.Actor:
    made = directory.create_account(
        username=f"{name}-{next(_serial)}-{person.id.hex[-6:]}",
        encoded_password="!",
        person_id=person.id,
        way="seed",
        now=now,
    )
    return directory.actor_of(made.id, now)
