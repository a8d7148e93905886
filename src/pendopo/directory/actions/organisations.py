"""Verbs over organisations and positions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import code as machine_word
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import (
    LetterheadSet,
    OrganisationRegistered,
    PositionCreated,
    PositionRolesChanged,
)
from pendopo.directory.models import Organisation as OrganisationRow
from pendopo.directory.models import Position as PositionRow
from pendopo.directory.policy import check_administers, check_administers_region
from pendopo.directory.queries.chart import forget_chart
from pendopo.directory.queries.organisations import organisation_value, position_value
from pendopo.directory.refusals import Refused
from pendopo.directory.values import ROLES, Organisation, OrganisationKind, Position
from pendopo.ledger import api as ledger

LONGEST_LINE = 200


@ledger.within_region
def register_organisation(
    *,
    kind: OrganisationKind,
    name: str,
    short_name: str = "",
    code: str = "",
    parent_id: UUID | None = None,
    source_year: int | None = None,
    example: bool = False,
    actor: Actor | None,
    now: datetime,
) -> Organisation:
    """Add an organisation of any kind. Raises `organisation_known` for a code in use."""
    check_administers_region(actor)
    if not name.strip():
        raise Refused("name_missing")
    if code and OrganisationRow.objects.filter(code=code).exists():
        raise Refused("organisation_known", name=code)
    if parent_id is not None and not OrganisationRow.objects.filter(pk=parent_id).exists():
        raise Refused("organisation_unknown")
    row = OrganisationRow.objects.create(
        id=uuid7(now),
        kind=kind,
        code=code,
        name=name.strip(),
        short_name=short_name.strip() or name.strip()[:40],
        parent_id=parent_id,
        source_year=source_year,
        example=example,
    )
    fact = OrganisationRegistered(kind=kind, code=machine_word(code) or None)
    record((row.pk, fact), now=now, actor=actor, organisation_id=row.pk)
    transaction.on_commit(forget_chart)
    return organisation_value(row)


@ledger.within_region
def set_letterhead(
    *, organisation_id: UUID, address: str, contact: str, actor: Actor | None, now: datetime
) -> Organisation:
    """Address and contact (telephone, e-mail, site) that letters of the organisation carry."""
    row = OrganisationRow.objects.select_for_update().filter(pk=organisation_id).first()
    if row is None:
        raise Refused("organisation_unknown")
    check_administers(actor, organisation_id)
    address, contact = " ".join(address.split()), " ".join(contact.split())
    if max(len(address), len(contact)) > LONGEST_LINE:
        raise Refused("letterhead_long", most=LONGEST_LINE)
    if (row.address, row.contact) != (address, contact):
        row.address, row.contact = address, contact
        row.save(update_fields=["address", "contact"])
        fact = LetterheadSet(address=bool(address), contact=bool(contact))
        record((row.pk, fact), now=now, actor=actor, organisation_id=row.pk)
        transaction.on_commit(forget_chart)
    return organisation_value(row)


@ledger.within_region
def create_position(
    *,
    organisation_id: UUID,
    code: str,
    title: str,
    roles: Iterable[str] = (),
    head: bool = False,
    actor: Actor | None,
    now: datetime,
) -> Position:
    """Add a position; `head` makes it the organisation's head."""
    check_administers(actor, organisation_id)
    organisation = OrganisationRow.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise Refused("organisation_unknown")
    row = PositionRow.objects.create(
        id=uuid7(now),
        organisation=organisation,
        code=machine_word(code),
        title=title.strip(),
        roles=checked_roles(roles),
    )
    if head:
        organisation.head_position_id = row.pk
        organisation.save(update_fields=["head_position_id"])
    fact = PositionCreated(code=row.code, roles=tuple(row.roles))
    record((row.pk, fact), now=now, actor=actor, organisation_id=organisation_id)
    transaction.on_commit(forget_chart)
    return position_value(row)


@ledger.within_region
def change_roles(
    *, position_id: UUID, roles: Iterable[str], actor: Actor | None, now: datetime
) -> Position:
    """Give a position other roles; its holder has them from the next request on."""
    row = PositionRow.objects.select_for_update().filter(pk=position_id).first()
    if row is None:
        raise Refused("position_unknown")
    check_administers(actor, row.organisation_id)
    row.roles = checked_roles(roles)
    row.save(update_fields=["roles"])
    fact = PositionRolesChanged(roles=tuple(row.roles))
    record((row.pk, fact), now=now, actor=actor, organisation_id=row.organisation_id)
    transaction.on_commit(forget_chart)
    return position_value(row)


def checked_roles(roles: Iterable[str]) -> list[str]:
    chosen = sorted(set(roles))
    for role in chosen:
        if role not in ROLES:
            raise Refused("role_unknown", name=role)
    return chosen
