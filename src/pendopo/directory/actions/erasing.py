"""Erasure: the data key is destroyed, and with it everything it sealed, in every table."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from pendopo.directory.actions.recording import code, record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import PersonErased
from pendopo.directory.models import Account, DataKey
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people.masking import ERASED
from pendopo.directory.policy import check_administers_region
from pendopo.directory.refusals import Refused
from pendopo.ledger import api as ledger


@ledger.within_region
def erase(*, person_id: UUID, basis: str, actor: Actor | None, now: datetime) -> None:
    """Erase a person (UU 27/2022: the right to have personal data ended and destroyed).

    Carried out by an administrator of the region: whether a running case or a retention period
    stands in the way is a human judgement. `basis` says why it may be erased now: retention
    ended, request granted. Facts and letters stay; they name the person by id only or are
    documents of their own. Copies of the wrapped key in backups last as long as the backups
    do. A second call changes nothing.
    """
    check_administers_region(actor)
    row = PersonRow.objects.select_for_update().filter(pk=person_id).first()
    if row is None:
        raise Refused("person_unknown")
    if row.erased_at is not None:
        return
    if not code(basis):
        raise Refused("basis_missing")
    DataKey.objects.filter(pk=row.data_key_id).update(wrapped=None, destroyed_at=now)
    row.masked_name = ERASED
    row.name_sealed = row.profile_sealed = row.office_sealed = None
    row.nik_lookup = row.document_lookup = row.nip_lookup = row.claim_lookup = None
    row.erased_at = now
    row.save()
    for account in Account.objects.filter(person_id=person_id):
        for trace in (EmailAddress, Authenticator, SocialAccount):
            trace.objects.filter(user_id=account.pk).delete()
        account.username = f"dihapus-{account.pk}"
        account.phone, account.email, account.is_active = None, "", False
        account.set_unusable_password()
        account.save()
    fact = PersonErased(key=row.data_key_id, basis=code(basis))
    record((person_id, fact), now=now, actor=actor)
