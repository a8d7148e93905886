"""Verbs of powers of attorney: recorded with the paper, ended by whoever may end them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory.actions.applicants import register_applicant
from pendopo.directory.actions.keys import new_key
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import PowerGranted, PowerRevoked
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.models import Power as PowerRow
from pendopo.directory.people import sealed
from pendopo.directory.people.numbers import normal_nik, normal_phone
from pendopo.directory.policy import check_acts, ends_as
from pendopo.directory.queries.powers import TABLE, power_value, rows
from pendopo.directory.queries.regions import today
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import bound_to, lookup_hash, sealer
from pendopo.directory.values import Power, Principal
from pendopo.ledger import api as ledger

MOST_DAYS = 366
"""The longest a power may hold. No regulation names a term: a year is the platform's own choice,
so that a forgotten power ends by itself."""
SHORTEST_NUMBER = 3


@ledger.within_region
def principal_of(*, name: str, nik: str, phone: str = "", actor: Actor, now: datetime) -> UUID:
    """The person who gives a power, by what an officer reads on the identity paper.

    Someone registered here with this NIK and this name; else a person of their own, whose number
    finds nobody (like that of any applicant). The answer tells nobody which of the two it was.
    """
    check_acts(actor)
    number = normal_nik(nik) if nik.strip() else ""
    mobile = normal_phone(phone) if phone.strip() else ""
    if not name.strip():
        raise Refused("name_missing")
    known = _registered(number, name) if number else None
    if known is not None:
        return known
    told = {"name": name.strip(), "nik": number, "phone": mobile}
    return register_applicant(known=told, key=new_key(now), now=now)


def _registered(nik: str, name: str) -> UUID | None:
    row = (
        PersonRow.objects.select_related("data_key")
        .filter(nik_lookup=lookup_hash("nik", nik), erased_at=None)
        .first()
    )
    if row is None:
        return None
    theirs = sealed.open_name(sealed.key_of(row), row.pk, row.name_sealed)
    return row.pk if theirs.casefold().split() == name.casefold().split() else None


@ledger.within_region
def grant_power(
    *,
    person_id: UUID,
    told: Principal,
    service: str = "",
    case_id: UUID | None = None,
    days: int,
    file_id: UUID | None = None,
    power_id: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> Power:
    """Record that the person lets `actor`, by their position, act for them: for one service or one
    case, from today for `days` more days.

    `file_id` is the signed paper; without it `told.paper_number` names the paper that the office
    keeps. `power_id`: the id it gets (its paper is stored under it). Raises `Refused`.
    """
    position = check_acts(actor)
    if actor.account_id is None:
        raise Refused("not_for_you")
    if person_id == actor.person_id:
        raise Refused("power_own")
    if not 0 <= days <= MOST_DAYS:
        raise Refused("power_days", most=MOST_DAYS)
    if file_id is None and len(told.paper_number.strip()) < SHORTEST_NUMBER:
        raise Refused("power_paper")
    if bool(service) == bool(case_id):
        raise ValueError("a power is for one service or for one case")
    person = PersonRow.objects.select_related("data_key").filter(pk=person_id).first()
    if person is None or person.erased_at is not None:
        raise Refused("person_unknown")
    code, day, own_id = references.new_reference(), today(now), power_id or uuid7(now)
    row = PowerRow(
        id=own_id,
        number=references.new_reference(),
        code_hash=lookup_hash("access", code),
        person=person,
        account_id=actor.account_id,
        position_id=position.id,
        service=service,
        case_id=case_id,
        valid_from=day,
        valid_to=day + timedelta(days=days),
        file_id=file_id,
        sealed=sealer.seal(
            sealed.key_of(person),
            msgspec.json.encode(told),
            aad=bound_to(TABLE, "sealed", own_id),
        ),
        given_at=now,
    )
    row.save(force_insert=True)
    fact = PowerGranted(
        person=person_id,
        position=position.id,
        service=service or None,
        case=case_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        paper="uploaded" if file_id else "kept",
    )
    record((row.pk, fact), now=now, actor=actor, organisation_id=position.organisation_id)
    return power_value(rows().get(pk=row.pk), code=code)


@ledger.within_region
def revoke_power(*, number: str, code: str = "", actor: Actor, now: datetime) -> Power:
    """End a power now: by its person (the account, or number and code), by whoever acts under it,
    or by a counter for the person who stands there. Raises `Refused`; the same answer to whoever
    may not and for a number that does not exist."""
    row = rows().select_for_update(of=("self",)).filter(number=references.normalise(number)).first()
    if row is None:
        raise Refused("power_unknown")
    power = power_value(row)
    by = ends_as(actor, power, by_code=opens(power, code))
    if by is None:
        raise Refused("power_unknown")
    if power.revoked_at is not None or power.valid_to < today(now):
        raise Refused("power_ended")
    row.revoked_at, row.revoked_by = now, by
    row.save(update_fields=["revoked_at", "revoked_by"])
    organisation = power.organisation_id if by == "agent" else None
    if by == "counter":
        organisation = next(one for one, role in sorted(actor.roles) if role == "front_office")
    record((row.pk, PowerRevoked(by=by)), now=now, actor=actor, organisation_id=organisation)
    return power_value(row)


def opens(power: Power, code: str) -> bool:
    """Whether this is the code that the person got."""
    canonical = references.normalise(code)
    return canonical is not None and lookup_hash("access", canonical) == power.code_hash
