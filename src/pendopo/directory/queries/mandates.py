"""Who holds what, and who acts for a position at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import cast
from uuid import UUID

from pendopo.directory.mandates.standing import acting
from pendopo.directory.models import Absence as AbsenceRow
from pendopo.directory.models import Account
from pendopo.directory.models import Mandate as MandateRow
from pendopo.directory.people import sealed
from pendopo.directory.queries.organisations import position_value
from pendopo.directory.queries.regions import today
from pendopo.directory.values import PREFIX, Absence, Holder, Mandate, MandateKind
from pendopo.ledger import api as ledger


@ledger.within_region
def holder_of(position_id: UUID, now: datetime, *, power: str | None = None) -> Holder | None:
    """Who acts for the position today; None when it is vacant or its holder away unreplaced.

    Definitive, else Pj., else Plt.; on recorded days of absence the Plh. With `power`, the
    delegate (a.n.) of that power first. Three statements.
    """
    day = today(now)
    rows = list(
        MandateRow.objects.filter(position_id=position_id, valid_from__lte=day)
        .exclude(valid_to__lt=day)
        .select_related("person__data_key", "position")
    )
    absences = _absences(row.pk for row in rows)
    chosen = acting([mandate_value(row) for row in rows], absences=absences, day=day, power=power)
    if chosen is None:
        return None
    row = next(one for one in rows if one.pk == chosen.id)
    account = (
        Account.objects.filter(person_id=row.person_id, region_code=row.region_code)
        .values_list("id", flat=True)
        .first()
    )
    opened = sealed.open_all(row.person)
    return Holder(
        person_id=row.person_id,
        account_id=account,
        name=opened.name,
        nip=opened.office.nip,
        rank=opened.office.rank,
        kind=chosen.kind,
        prefix=PREFIX[chosen.kind],
        mandate=chosen,
        position=position_value(row.position),
    )


@ledger.within_region
def mandates_of_position(position_id: UUID) -> tuple[Mandate, ...]:
    """The position's whole history, oldest first."""
    rows = MandateRow.objects.filter(position_id=position_id).order_by("valid_from", "id")
    return tuple(mandate_value(row) for row in rows)


@ledger.within_region
def mandates_of_person(person_id: UUID) -> tuple[Mandate, ...]:
    """The person's whole history, oldest first."""
    rows = MandateRow.objects.filter(person_id=person_id).order_by("valid_from", "id")
    return tuple(mandate_value(row) for row in rows)


def mandates_by_person(person_ids: Iterable[UUID]) -> dict[UUID, tuple[Mandate, ...]]:
    found: dict[UUID, list[Mandate]] = defaultdict(list)
    for row in MandateRow.objects.filter(person_id__in=set(person_ids)).order_by("valid_from"):
        found[row.person_id].append(mandate_value(row))
    return {person: tuple(mandates) for person, mandates in found.items()}


def absences_of_position(position_id: UUID) -> tuple[Absence, ...]:
    rows = AbsenceRow.objects.filter(mandate__position_id=position_id)
    return tuple(absence_value(row) for row in rows)


def mandate_value(row: MandateRow) -> Mandate:
    return Mandate(
        id=row.pk,
        person_id=row.person_id,
        position_id=row.position_id,
        kind=cast(MandateKind, row.kind),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
        powers=tuple(row.powers),
    )


def absence_value(row: AbsenceRow) -> Absence:
    return Absence(row.pk, row.mandate_id, row.valid_from, row.valid_to, row.reason)


def _absences(mandate_ids: Iterable[UUID]) -> tuple[Absence, ...]:
    rows = AbsenceRow.objects.filter(mandate_id__in=list(mandate_ids))
    return tuple(absence_value(row) for row in rows)
