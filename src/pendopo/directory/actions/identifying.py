"""An account is linked to a person at the counter: the citizen stands there with the identity card
and, on their own telephone, with the day's code of their account."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from pendopo.directory.actions.people import register_person
from pendopo.directory.actions.recording import record
from pendopo.directory.actions.viewing import record_view
from pendopo.directory.actor import Actor
from pendopo.directory.facts import AccountIdentificationUndone, AccountIdentified
from pendopo.directory.models import Account
from pendopo.directory.models import Mandate as MandateRow
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people import sealed
from pendopo.directory.people.numbers import normal_nik, normal_phone
from pendopo.directory.queries.regions import today
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import lookup_hash
from pendopo.ledger import api as ledger

PURPOSE = "identity"
UNDO_DAYS = 1
"""How long the officer who linked an account may take it back."""


def account_code(account_id: UUID, day: date) -> str:
    """The six digits that an account without a person shows its owner on that day: whoever tells
    them at the counter is signed in to it."""
    found = lookup_hash("account", f"{account_id}|{day.isoformat()}")
    return f"{int.from_bytes(found[:8]) % 1_000_000:06d}"


@ledger.within_region
def identify_account(
    *, login: str, code: str, nik: str, name: str, actor: Actor, now: datetime
) -> UUID:
    """Link the account that signs in as `login` (user name, telephone or e-mail) to the person
    with this NIK, as the officer reads it on the identity card. The account's id.

    Someone registered with this NIK must have this name; else they are registered now. The look at
    what is known of them is counted. Raises `Refused`; one answer for an unknown account and a
    wrong code. Never to a person who holds an office: that account would get it.
    """
    _check_counter(actor)
    row = _account(login)
    digits = "".join(code.split())
    if row is None or digits != account_code(row.pk, today(now)) or row.pk == actor.account_id:
        raise Refused("link_unknown")
    if row.person_id is not None:
        raise Refused("link_done")
    person_id = _person(normal_nik(nik), name, actor, now)
    if MandateRow.objects.filter(person_id=person_id).exists():
        raise Refused("link_officer")
    record_view(
        person_id,
        viewer=actor,
        purpose=PURPOSE,
        now=now,
        organisation_id=_counter(actor),
    )
    row.person_id = person_id
    row.save(update_fields=["person_id"])
    fact = AccountIdentified(person=person_id, paper="ktp")
    record((row.pk, fact), now=now, actor=actor, organisation_id=_counter(actor))
    return row.pk


@ledger.within_region
def undo_identification(*, account_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a link back that this officer made today or yesterday by mistake."""
    _check_counter(actor)
    row = (
        Account.objects.select_for_update()
        .filter(pk=account_id, region_code=ledger.current_region())
        .first()
    )
    told = ledger.facts_about(about=account_id, kinds=(AccountIdentified.KIND,))
    last = told[-1] if told else None
    late = now - timedelta(days=UNDO_DAYS)
    mine = last is not None and last.actor == actor.account_id and last.occurred_at >= late
    if row is None or last is None or not mine or str(row.person_id) != last.data["person"]:
        raise Refused("link_unknown")
    row.person_id = None
    row.save(update_fields=["person_id"])
    fact = AccountIdentificationUndone(person=UUID(str(last.data["person"])))
    record((row.pk, fact), now=now, actor=actor, organisation_id=_counter(actor))


def _check_counter(actor: Actor) -> None:
    if not actor.may("front_office"):
        raise Refused("not_for_you")


def _counter(actor: Actor) -> UUID:
    return next(one for one, role in sorted(actor.roles) if role == "front_office")


def _account(login: str) -> Account | None:
    text = login.strip().lower()
    asked = Q(username=text) | (Q(email=text) if "@" in text else Q(pk__in=()))
    with suppress(Refused):  # it need not be a telephone number
        asked |= Q(phone=normal_phone(text))
    rows = Account.objects.select_for_update().filter(
        asked, region_code=ledger.current_region(), is_active=True
    )
    found = list(rows[:2]) if text else []
    return found[0] if len(found) == 1 else None


def _person(nik: str, name: str, actor: Actor, now: datetime) -> UUID:
    rows = PersonRow.objects.select_related("data_key").filter(erased_at=None)
    row = rows.filter(nik_lookup=lookup_hash("nik", nik)).first()
    if row is None:
        return register_person(name=name, nik=nik, actor=actor, now=now).id
    theirs = sealed.open_name(sealed.key_of(row), row.pk, row.name_sealed)
    if theirs.casefold().split() != name.casefold().split():
        raise Refused("link_name")
    return row.pk
