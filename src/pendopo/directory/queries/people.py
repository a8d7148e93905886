"""People as lists may show them, and who has seen them unmasked."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pendopo.directory.models import Person as PersonRow
from pendopo.directory.models import Viewing
from pendopo.directory.people import numbers
from pendopo.directory.sealing import lookup_hash
from pendopo.directory.values import Person, Seen
from pendopo.ledger import api as ledger


@ledger.within_region
def person(person_id: UUID) -> Person | None:
    row = PersonRow.objects.filter(pk=person_id).first()
    return person_value(row) if row else None


@ledger.within_region
def masked(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Masked names by id, in one statement; nothing is unsealed."""
    rows = PersonRow.objects.filter(pk__in=set(person_ids))
    return dict(rows.values_list("id", "masked_name"))


@ledger.within_region
def find_person(
    *, nik: str | None = None, document: str | None = None, nip: str | None = None
) -> Person | None:
    """The person with this number, found by its hash. Raises the refusals of malformed numbers."""
    if nik:
        rows = PersonRow.objects.filter(nik_lookup=lookup_hash("nik", numbers.normal_nik(nik)))
    elif nip:
        rows = PersonRow.objects.filter(nip_lookup=lookup_hash("nip", numbers.normal_nip(nip)))
    elif document:
        value = lookup_hash("document", numbers.normal_document(document))
        rows = PersonRow.objects.filter(document_lookup=value)
    else:
        return None
    row = rows.first()
    return person_value(row) if row else None


@ledger.within_region
def who_saw(person_id: UUID) -> tuple[Seen, ...]:
    """ "Siapa melihat data saya": organisation, position, purpose and moment, newest first.

    The officer's name is not told, their office is: it answers for the view. Rows mirror the
    facts `person.viewed`.
    """
    rows = (
        Viewing.objects.filter(person_id=person_id)
        .select_related("organisation", "position")
        .order_by("-at")
    )
    return tuple(
        Seen(
            organisation_id=row.organisation_id,
            organisation=row.organisation.name if row.organisation else "",
            position=row.position.title if row.position else "",
            purpose=row.purpose,
            case_id=row.case_id,
            at=row.at,
        )
        for row in rows
    )


def person_value(row: PersonRow) -> Person:
    return Person(
        id=row.pk,
        display_name=row.masked_name,
        foreigner=row.foreigner,
        has_nik=row.nik_lookup is not None,
        no_nik_reason=row.no_nik_reason,
        nik_checked=row.nik_checked,
        erased=row.erased_at is not None,
        example=row.example,
    )
