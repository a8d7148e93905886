"""Who the owner of an account says to be: believed as far as it opens nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import AccountPersonRefused, AccountPersonSet
from pendopo.directory.models import Account
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people.numbers import normal_nik
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import lookup_hash
from pendopo.ledger import api as ledger

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@ledger.within_region
def claim_person(*, person_id: UUID, nik: str, actor: Actor, now: datetime) -> bool:
    """The owner of `actor`'s account, which has no person yet, is the one just registered by their
    own words.

    False, and nothing is linked: the account has a person already; `nik` is none; or it is another
    person's here (registered, or told by another account before), which is a fact. A NIK told
    this way finds nobody and blocks no registration: nobody has proven to be its holder.
    """
    try:
        lookup = lookup_hash("nik", normal_nik(nik))
    except Refused:
        return False
    account_id = actor.account_id
    if account_id is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"claim:{ledger.current_region()}:{lookup.hex()}"])
    others = PersonRow.objects.filter(Q(nik_lookup=lookup) | Q(claim_lookup=lookup))
    if others.exclude(pk=person_id).exists():
        record((account_id, AccountPersonRefused(reason="nik_known")), now=now, actor=actor)
        return False
    mine = Account.objects.filter(pk=account_id, person=None, region_code=ledger.current_region())
    if not mine.update(person_id=person_id):
        return False
    PersonRow.objects.filter(pk=person_id).update(claim_lookup=lookup)
    record((account_id, AccountPersonSet(person=person_id)), now=now, actor=actor)
    return True
