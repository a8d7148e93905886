"""Verbs over accounts that are not sign-in itself (that is `accounts.adapter`)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import AccountCreated, AccountPersonSet
from pendopo.directory.models import Account
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people.masking import masked_email, masked_phone
from pendopo.directory.people.numbers import normal_phone
from pendopo.directory.refusals import Refused
from pendopo.directory.values import AccountSummary
from pendopo.ledger import api as ledger

Way = Literal["signup", "invitation", "seed", "oidc"]


@ledger.within_region
def create_account(
    *,
    username: str,
    password: str = "",
    encoded_password: str = "",
    phone: str | None = None,
    email: str = "",
    person_id: UUID | None = None,
    way: Way,
    actor: Actor | None = None,
    now: datetime,
) -> AccountSummary:
    """An account of the current region. `encoded_password` is a Django hash (seed: hashed once
    for all demo accounts); otherwise `password` must pass the installation's validators."""
    name = username.strip().lower()
    if not name:
        raise Refused("name_missing")
    number = normal_phone(phone) if phone else None
    taken = Q(username=name)
    if number:
        taken |= Q(phone=number)
    if Account.objects.filter(taken).exists():
        raise Refused("account_taken")
    if person_id and not PersonRow.objects.filter(pk=person_id, erased_at=None).exists():
        raise Refused("person_unknown")  # foreign keys look past row-level security
    row = Account(
        id=uuid7(now),
        region_code=ledger.current_region(),
        username=name,
        phone=number,
        phone_verified=False,
        email=email.strip().lower(),
        person_id=person_id,
        created_at=now,
    )
    if not encoded_password:
        check_password_strength(password, account=row)
    row.password = encoded_password or make_password(password)
    row.save(force_insert=True)
    if row.email:
        EmailAddress.objects.create(user=row, email=row.email, primary=True, verified=False)
    fact = AccountCreated(way=way, person=person_id)
    record((row.pk, fact), now=now, actor=actor)
    return account_value(row)


@ledger.within_region
def set_person(*, account_id: UUID, person_id: UUID, actor: Actor | None, now: datetime) -> None:
    """Say which registered person an account belongs to (once)."""
    if actor is not None and actor.account_id != account_id:
        raise Refused("not_for_you")
    if not PersonRow.objects.filter(pk=person_id, erased_at=None).exists():
        raise Refused("person_unknown")
    changed = Account.objects.filter(
        pk=account_id, person=None, region_code=ledger.current_region()
    ).update(person_id=person_id)
    if not changed:
        raise Refused("account_taken")
    record((account_id, AccountPersonSet(person=person_id)), now=now, actor=actor)


@ledger.within_region
def account(account_id: UUID) -> AccountSummary | None:
    row = Account.objects.filter(pk=account_id, region_code=ledger.current_region()).first()
    return account_value(row) if row else None


def check_password_strength(password: str, *, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        sentence = " ".join(weak.messages)
        raise Refused("password_weak", id=sentence, en=sentence) from weak


def account_value(row: Account) -> AccountSummary:
    return AccountSummary(
        id=row.pk,
        username=row.username,
        region_code=row.region_code,
        person_id=row.person_id,
        phone_masked=masked_phone(row.phone) if row.phone else "",
        email_masked=masked_email(row.email) if row.email else "",
        is_active=row.is_active,
    )
