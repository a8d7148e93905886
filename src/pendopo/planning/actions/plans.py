"""Plans and their versions: one draft at a time, and what was adopted stays as it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import cast, get_args
from uuid import UUID

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.facts import PlanCreated, VersionAdopted, VersionBegun, VersionDiscarded
from pendopo.planning.finding import check_revision, draft_of, plan_of
from pendopo.planning.models import Node, Plan, Version
from pendopo.planning.queries.outline import money_of
from pendopo.planning.queries.plans import plan_card
from pendopo.planning.recording import record
from pendopo.planning.refusals import Refused
from pendopo.planning.values import KINDS, PlanCard, PlanKind, VersionSort

_COPIED = {
    "planning_node": "key, parent_key, level, code, own_code, name, skpd_code, organisation_id,"
    " position_id, place, tags, source, example, revision",
    "planning_indicator": "key, node_key, name, formula, unit, direction, accumulation, baseline,"
    " baseline_year, benchmark, benchmark_of, targets, target_text, source, note, example, place,"
    " revision",
    "planning_budget": "node_key, year, account, account_name, amount, example",
}
_LONGEST = 40


@ledger.within_region
def create_plan(
    *,
    kind: PlanKind,
    title: str,
    first_year: int,
    last_year: int,
    who: directory.Actor | None,
    now: dt.datetime,
    organisation_id: UUID | None = None,
    above_id: UUID | None = None,
    source: str = "",
    example: bool = False,
) -> PlanCard:
    """A new plan with an empty first draft. organisation_id None: of the whole region.

    Years are calendar years, both included. Raises `Refused`. Source: UU 25/2004, Permendagri
    86/2017 (kinds and spans of plans).
    """
    policy.check_plans(who)
    if kind not in KINDS:
        raise Refused("plan_kind")
    if not title.strip():
        raise Refused("title_missing")
    if not 2000 <= first_year <= last_year < first_year + _LONGEST:
        raise Refused("plan_years")
    above = plan_of(above_id) if above_id else None
    plan = Plan.objects.create(
        id=uuid7(now), kind=kind, title=title.strip()[:300], first_year=first_year,
        last_year=last_year, organisation_id=organisation_id, above=above, source=source.strip(),
        example=example, created_at=now, versions=1,
    )  # fmt: skip
    version = Version.objects.create(
        id=uuid7(now), plan=plan, number=1, sort="initial", label="", begun_at=now
    )
    record(
        (plan.pk, PlanCreated(kind=kind, first_year=first_year, last_year=last_year,
                              agency=organisation_id)),
        (plan.pk, VersionBegun(version=version.pk, number=1, sort="initial", based_on=None)),
        who=who, now=now, organisation=organisation_id,
    )  # fmt: skip
    return plan_card(plan.pk)


@ledger.within_region
def begin_version(
    *,
    plan_id: UUID,
    sort: VersionSort,
    who: directory.Actor | None,
    now: dt.datetime,
    label: str = "",
) -> PlanCard:
    """A draft that begins as a copy of the version in force: a shift (pergeseran), an amendment,
    or a stage of the budget. Raises `Refused("draft_open")` while there is another draft."""
    policy.check_plans(who)
    plan = plan_of(plan_id, lock=True)
    if sort not in get_args(VersionSort):
        raise Refused("plan_kind")
    rows = list(Version.objects.filter(plan=plan).order_by("-number"))
    for one in rows:
        if one.status == "draft":
            raise Refused("draft_open", number=one.number)
    plan.versions += 1
    plan.save(update_fields=["versions"])
    version = Version.objects.create(
        id=uuid7(now), plan=plan, number=plan.versions, sort=sort, label=label.strip()[:200],
        based_on=rows[0], begun_at=now,
    )  # fmt: skip
    _copy(rows[0].pk, version.pk)
    fact = VersionBegun(version=version.pk, number=version.number, sort=sort, based_on=rows[0].pk)
    record((plan.pk, fact), who=who, now=now, organisation=plan.organisation_id)
    return plan_card(plan.pk)


def _copy(old: UUID, new: UUID) -> None:
    """The tree, its indicators, money and contributions; keys stay, so the two can be compared."""
    with connection.cursor() as cursor:
        for table, columns in _COPIED.items():
            cursor.execute(
                f"INSERT INTO {table} (region_code, version_id, {columns})"
                f" SELECT region_code, %s, {columns} FROM {table} WHERE version_id = %s",
                [new, old],
            )
        columns = (
            "key, target_key, giver, giver_key, organisation_id, giver_name, share, amount, note,"
            " example, revision"
        )
        cursor.execute(
            f"INSERT INTO planning_contribution (id, region_code, version_id, {columns})"
            f" SELECT gen_random_uuid(), region_code, %s, {columns}"
            " FROM planning_contribution WHERE version_id = %s",
            [new, old],
        )


@ledger.within_region
def adopt_version(
    *,
    version_id: UUID,
    basis: str,
    on: dt.date,
    revision: int | None,
    who: directory.Actor | None,
    now: dt.datetime,
) -> PlanCard:
    """The draft counts from now on and never changes again.

    basis: the regulation or decree, in words ("Perda 3/2025"); on: its day.
    """
    policy.check_plans(who)
    version = draft_of(version_id)
    check_revision(version.revision, revision)
    if not basis.strip():
        raise Refused("title_missing")
    version.status, version.basis = "adopted", basis.strip()[:200]
    version.adopted_on, version.adopted_at = on, now
    version.save(update_fields=["status", "basis", "adopted_on", "adopted_at"])
    leaves = set(
        Node.objects.filter(version=version, level="subkegiatan").values_list("key", flat=True)
    )
    money = money_of(version.pk, None)
    fact = VersionAdopted(
        version=version.pk,
        number=version.number,
        sort=cast(VersionSort, version.sort),
        on=on,
        nodes=Node.objects.filter(version=version).count(),
        pagu=sum((money[key] for key in leaves & money.keys()), Decimal()),
    )
    record((version.plan_id, fact), who=who, now=now, organisation=version.plan.organisation_id)
    return plan_card(version.plan_id)


@ledger.within_region
def discard_version(
    *, version_id: UUID, revision: int | None, who: directory.Actor | None, now: dt.datetime
) -> PlanCard:
    """Throw a draft away; the version before it counts on. Not the first draft of a plan."""
    policy.check_plans(who)
    version = draft_of(version_id)
    check_revision(version.revision, revision)
    if version.based_on_id is None:
        raise Refused("first_version")
    plan_id, organisation = version.plan_id, version.plan.organisation_id
    fact = VersionDiscarded(version=version.pk, number=version.number)
    version.delete()
    record((plan_id, fact), who=who, now=now, organisation=organisation)
    return plan_card(plan_id)
