"""Officers get accounts by invitation: a code shown once, on paper or by message."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory.actions.accounts import create_account
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import InvitationAccepted, OfficerInvited
from pendopo.directory.models import Account
from pendopo.directory.models import Invitation as InvitationRow
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.policy import check_administers
from pendopo.directory.queries.mandates import mandates_of_person
from pendopo.directory.queries.organisations import position
from pendopo.directory.refusals import Refused
from pendopo.directory.values import AccountSummary, Invitation
from pendopo.ledger import api as ledger

VALID_FOR = timedelta(days=7)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


@ledger.within_region
def invite_officer(
    *, person_id: UUID, actor: Actor | None, now: datetime, valid_for: timedelta = VALID_FOR
) -> Invitation:
    """Invite a registered person who holds (or will hold) a position to make an account.

    Register the person and give the mandate first. An older open invitation of the person stops.
    The code, 16 characters in groups of four, is in this answer only.
    """
    person = PersonRow.objects.filter(pk=person_id, erased_at=None).first()
    if person is None:
        raise Refused("person_unknown")
    mandates = mandates_of_person(person_id)
    if not mandates:
        raise Refused("position_unknown")
    latest = position(mandates[-1].position_id)
    if latest is None:
        raise Refused("position_unknown")
    check_administers(actor, latest.organisation_id)
    if Account.objects.filter(person_id=person_id, is_active=True).exists():
        raise Refused("account_taken")
    InvitationRow.objects.filter(person_id=person_id, accepted_at=None, expires_at__gt=now).update(
        expires_at=now
    )
    code = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    row = InvitationRow.objects.create(
        id=uuid7(now),
        person=person,
        code_hash=_hash(code),
        created_by=(actor.account_id if actor else None) or UUID(int=0),
        created_at=now,
        expires_at=now + valid_for,
    )
    fact = OfficerInvited(person=person_id, expires_at=row.expires_at)
    record((row.pk, fact), now=now, actor=actor, organisation_id=latest.organisation_id)
    shown = "-".join(code[at : at + 4] for at in range(0, 16, 4))
    return Invitation(row.pk, person_id, row.expires_at, code=shown)


@ledger.within_region
def accept_invitation(
    *,
    code: str,
    username: str,
    password: str,
    phone: str | None = None,
    email: str = "",
    now: datetime,
) -> AccountSummary:
    """Make the invited officer's account. The code works once and forgives I/1, L/1 and O/0."""
    row = InvitationRow.objects.select_for_update().filter(code_hash=_hash(code)).first()
    if row is None or row.accepted_at is not None:
        raise Refused("invitation_invalid")
    if row.expires_at <= now:
        raise Refused("invitation_expired")
    made = create_account(
        username=username,
        password=password,
        phone=phone,
        email=email,
        person_id=row.person_id,
        way="invitation",
        now=now,
    )
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    record((row.pk, InvitationAccepted(person=row.person_id, account=made.id)), now=now)
    return made


def _hash(code: str) -> bytes:
    plain = "".join(one for one in code.upper() if one.isalnum()).translate(_MISREAD)
    return hashlib.sha256(b"pendopo.invitation|" + plain.encode()).digest()
