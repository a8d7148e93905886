"""Organisations and positions of the region."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from pendopo.directory.models import Organisation as OrganisationRow
from pendopo.directory.models import Position as PositionRow
from pendopo.directory.values import Organisation, OrganisationKind, Position
from pendopo.ledger import api as ledger


@ledger.within_region
def organisations(*, kind: OrganisationKind | None = None) -> tuple[Organisation, ...]:
    """All organisations of the region by name; of one kind if given."""
    rows = OrganisationRow.objects.all()
    if kind is not None:
        rows = rows.filter(kind=kind)
    return tuple(organisation_value(row) for row in rows)


@ledger.within_region
def organisation(organisation_id: UUID) -> Organisation | None:
    row = OrganisationRow.objects.filter(pk=organisation_id).first()
    return organisation_value(row) if row else None


@ledger.within_region
def organisation_by_code(code: str) -> Organisation | None:
    """By SKPD code, NIB or village code."""
    row = OrganisationRow.objects.filter(code=code).exclude(code="").first()
    return organisation_value(row) if row else None


@ledger.within_region
def organisation_names(organisation_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by id, in one statement."""
    rows = OrganisationRow.objects.filter(pk__in=set(organisation_ids))
    return dict(rows.values_list("id", "name"))


@ledger.within_region
def positions_of(organisation_id: UUID, *, role: str | None = None) -> tuple[Position, ...]:
    """Positions of the organisation by title; those with `role` if given."""
    rows = PositionRow.objects.filter(organisation_id=organisation_id)
    if role is not None:
        rows = rows.filter(roles__contains=[role])
    return tuple(position_value(row) for row in rows)


@ledger.within_region
def position(position_id: UUID) -> Position | None:
    row = PositionRow.objects.filter(pk=position_id).first()
    return position_value(row) if row else None


def organisation_value(row: OrganisationRow) -> Organisation:
    return Organisation(
        id=row.pk,
        region_code=row.region_code,
        kind=cast(OrganisationKind, row.kind),
        name=row.name,
        short_name=row.short_name,
        code=row.code,
        parent_id=row.parent_id,
        head_position_id=row.head_position_id,
        source_year=row.source_year,
        example=row.example,
        address=row.address,
        contact=row.contact,
    )


def position_value(row: PositionRow) -> Position:
    return Position(
        id=row.pk,
        organisation_id=row.organisation_id,
        code=row.code,
        title=row.title,
        roles=frozenset(row.roles),
    )
