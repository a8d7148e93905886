"""People who were only ever a name on a report are forgotten when its time is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from pendopo.directory.actions.recording import code, record
from pendopo.directory.facts import PersonForgotten
from pendopo.directory.models import Account, Mandate
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people.masking import ERASED
from pendopo.directory.refusals import Refused
from pendopo.ledger import api as ledger


@ledger.within_region
def forget_people(*, person_ids: Collection[UUID], basis: str, now: datetime) -> tuple[UUID, ...]:
    """Forget name, contacts and numbers of people who hold no account and no position; who they
    were. Their key stays while it seals what is kept of a case. basis: a machine word that says
    which rule asks for it. Raises `Refused` without one. Four statements whatever their number."""
    if not code(basis):
        raise Refused("basis_missing")
    ids = list(person_ids)
    kept = set(Account.objects.filter(person_id__in=ids).values_list("person_id", flat=True))
    kept |= set(Mandate.objects.filter(person_id__in=ids).values_list("person_id", flat=True))
    rows = PersonRow.objects.select_for_update().filter(pk__in=set(ids) - kept, erased_at=None)
    gone = tuple(sorted(rows.values_list("pk", flat=True)))
    PersonRow.objects.filter(pk__in=gone).update(
        masked_name=ERASED,
        name_sealed=None,
        profile_sealed=None,
        office_sealed=None,
        nik_lookup=None,
        document_lookup=None,
        nip_lookup=None,
        claim_lookup=None,
        erased_at=now,
    )
    if gone:
        record(*((one, PersonForgotten(basis=code(basis))) for one in gone), now=now)
    return gone
