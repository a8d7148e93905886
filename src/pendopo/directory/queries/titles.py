"""How an officer is called where no name may stand: the position and its organisation."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pendopo.directory.models import Account
from pendopo.directory.models import Mandate as MandateRow
from pendopo.ledger import api as ledger


@ledger.within_region
def officer_titles(*, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """ "Kepala Bidang, Dinkes" by account; accounts without any mandate are left out.

    Two statements. The newest mandate names an officer who holds several.
    """
    people = dict(
        Account.objects.filter(
            pk__in=set(account_ids), region_code=ledger.current_region(), person_id__isnull=False
        ).values_list("person_id", "id")
    )
    rows = (
        MandateRow.objects.filter(person_id__in=people)
        .select_related("position__organisation")
        .order_by("valid_from")
    )
    return {
        people[row.person_id]: f"{row.position.title}, {row.position.organisation.short_name}"
        for row in rows
    }


def officer_title(account_id: UUID) -> str:
    """The title of one officer; "" for an account without a mandate."""
    return officer_titles(account_ids=[account_id]).get(account_id, "")
