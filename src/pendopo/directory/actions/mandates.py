"""Verbs over mandates: give, end, and record that a holder is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import code, record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import AbsenceRecorded, MandateEnded, MandateGiven
from pendopo.directory.mandates.rules import check_absence, check_mandate, span_of
from pendopo.directory.models import Absence as AbsenceRow
from pendopo.directory.models import Mandate as MandateRow
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.models import Position as PositionRow
from pendopo.directory.policy import check_administers
from pendopo.directory.queries.mandates import (
    absence_value,
    absences_of_position,
    mandate_value,
    mandates_of_position,
)
from pendopo.directory.refusals import Refused
from pendopo.directory.values import Absence, Mandate, MandateKind
from pendopo.ledger import api as ledger

DAY = timedelta(days=1)


@ledger.within_region
def give_mandate(
    *,
    person_id: UUID,
    position_id: UUID,
    kind: MandateKind,
    valid_from: date,
    valid_to: date | None = None,
    basis: str,
    powers: Iterable[str] = (),
    actor: Actor | None,
    now: datetime,
) -> Mandate:
    """Appoint a person to a position from `valid_from` to `valid_to` (both inclusive).

    A definitive appointment ends a Plt. or Pj. the day before it starts. The position row is
    locked, so two appointments at once are judged one after the other. Raises the refusals of
    `mandates.rules`.
    """
    position = PositionRow.objects.select_for_update().filter(pk=position_id).first()
    if position is None:
        raise Refused("position_unknown")
    check_administers(actor, position.organisation_id)
    # Asked here because foreign keys look past row-level security into other regions.
    if not PersonRow.objects.filter(pk=person_id, erased_at=None).exists():
        raise Refused("person_unknown")
    new = Mandate(
        id=uuid7(now),
        person_id=person_id,
        position_id=position_id,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=code(basis),
        powers=tuple(code(power) for power in powers),
    )
    if kind == "definitive":
        _end_acting(position, new, actor=actor, now=now)
    check_mandate(
        new,
        others=mandates_of_position(position_id),
        absences=absences_of_position(position_id),
    )
    MandateRow.objects.create(
        id=new.id,
        person_id=person_id,
        position_id=position_id,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=new.basis,
        powers=list(new.powers),
    )
    fact = MandateGiven(
        person=person_id,
        position=position_id,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=new.basis,
        powers=new.powers,
    )
    record((new.id, fact), now=now, actor=actor, organisation_id=position.organisation_id)
    return new


@ledger.within_region
def end_mandate(
    *, mandate_id: UUID, last_day: date, basis: str, actor: Actor | None, now: datetime
) -> Mandate | None:
    """End a mandate after `last_day`; None when it had not begun by then and is withdrawn."""
    row = (
        MandateRow.objects.select_for_update(of=("self",))
        .select_related("position")
        .filter(pk=mandate_id)
        .first()
    )
    if row is None:
        raise Refused("position_unknown")
    check_administers(actor, row.position.organisation_id)
    if not code(basis):
        raise Refused("basis_missing")
    return _end(row, last_day, basis=code(basis), actor=actor, now=now)


@ledger.within_region
def record_absence(
    *,
    mandate_id: UUID,
    valid_from: date,
    valid_to: date,
    reason: str,
    basis: str,
    actor: Actor | None,
    now: datetime,
) -> Absence:
    """Record that the holder is away on these days (leave, illness, official_travel, study),
    so that a Plh. may be appointed and the signature passes to them."""
    row = MandateRow.objects.select_related("position").filter(pk=mandate_id).first()
    if row is None:
        raise Refused("position_unknown")
    check_administers(actor, row.position.organisation_id)
    if not code(basis):
        raise Refused("basis_missing")
    new = Absence(uuid7(now), mandate_id, valid_from, valid_to, code(reason))
    others = [absence_value(one) for one in AbsenceRow.objects.filter(mandate_id=mandate_id)]
    check_absence(new, mandate=mandate_value(row), others=others)
    AbsenceRow.objects.create(
        id=new.id,
        mandate_id=mandate_id,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=new.reason,
        basis=code(basis),
    )
    fact = AbsenceRecorded(
        mandate=mandate_id, valid_from=valid_from, valid_to=valid_to, reason=new.reason
    )
    record((new.id, fact), now=now, actor=actor, organisation_id=row.position.organisation_id)
    return new


def _end_acting(position: PositionRow, new: Mandate, *, actor: Actor | None, now: datetime) -> None:
    rows = MandateRow.objects.select_for_update().filter(
        position=position, kind__in=("plt", "pj"), valid_from__lt=new.valid_from
    )
    for row in rows:
        if span_of(mandate_value(row)).overlaps(span_of(new)):
            _end(row, new.valid_from - DAY, basis=new.basis, actor=actor, now=now)


def _end(
    row: MandateRow, last_day: date, *, basis: str, actor: Actor | None, now: datetime
) -> Mandate | None:
    before = mandate_value(row)
    if before.valid_to is not None and before.valid_to < last_day:
        raise Refused("mandate_ended")
    fact = MandateEnded(position=before.position_id, last_day=last_day, basis=basis)
    organisation_id = row.position.organisation_id
    record((row.pk, fact), now=now, actor=actor, organisation_id=organisation_id)
    AbsenceRow.objects.filter(mandate=row, valid_from__gt=last_day).delete()
    AbsenceRow.objects.filter(mandate=row, valid_to__gt=last_day).update(valid_to=last_day)
    if last_day < before.valid_from:
        row.delete()
        return None
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    return replace(before, valid_to=last_day)
