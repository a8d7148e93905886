"""Plans of the region and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.models import Plan, Version
from pendopo.planning.refusals import NotFound
from pendopo.planning.values import KINDS, PlanCard, VersionCard


@ledger.within_region
def plans() -> tuple[PlanCard, ...]:
    """All plans: long ones before short ones, the region's before an agency's. Two statements."""
    found = _cards(Plan.objects.all())
    return tuple(
        sorted(
            found,
            key=lambda one: (
                KINDS.index(one.kind), one.organisation_id is not None, -one.first_year, one.title,
            ),
        )
    )  # fmt: skip


@ledger.within_region
def plan(*, plan_id: UUID) -> PlanCard:
    """Raises `NotFound`."""
    return plan_card(plan_id)


def plan_card(plan_id: UUID) -> PlanCard:
    for one in _cards(Plan.objects.filter(pk=plan_id)):
        return one
    raise NotFound("plan_unknown")


def _cards(rows: Iterable[Plan]) -> list[PlanCard]:
    plans = list(rows)
    versions: dict[UUID, list[VersionCard]] = {one.pk: [] for one in plans}
    for row in Version.objects.filter(plan__in=list(versions)).order_by("-number"):
        versions[row.plan_id].append(version_card(row))
    return [
        PlanCard(
            id=one.pk,
            kind=one.kind,
            title=one.title,
            first_year=one.first_year,
            last_year=one.last_year,
            organisation_id=one.organisation_id,
            above_id=one.above_id,
            source=one.source,
            example=one.example,
            versions=tuple(versions[one.pk]),
        )
        for one in plans
    ]


def version_card(row: Version) -> VersionCard:
    return VersionCard(
        id=row.pk,
        plan_id=row.plan_id,
        number=row.number,
        sort=row.sort,
        label=row.label,
        status=row.status,
        basis=row.basis,
        begun_at=row.begun_at,
        adopted_on=row.adopted_on,
        revision=row.revision,
    )
