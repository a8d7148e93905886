"""Who answers for what: positions of an agency with their part of its indicators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Node, PositionTarget, Version
from pendopo.planning.queries.scoring import Scored, scored


@dataclass(frozen=True, slots=True)
class Carried:
    """What a position answers for. `scored`: the agency's indicator in the year, None when the
    version has it no longer; `share`: percent of the agency's target where parts add up."""

    id: UUID
    position_id: UUID
    from_position_id: UUID | None
    indicator_key: UUID
    node_key: UUID
    level: str
    node: str
    target: Decimal
    share: Decimal | None
    scored: Scored | None
    revision: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A position with what it carries. `depth`: 0 for those that take from the agency's own
    targets, one more for each that hands on to them; `head`: of the agency."""

    position: directory.Position
    head: bool
    depth: int
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """`holders`: every position, the head first; `indicators`: the agency's own in the year;
    `nodes`: level and name of its parts of the plan."""

    organisation: directory.Organisation
    year: int
    holders: tuple[Holder, ...]
    indicators: tuple[Scored, ...]
    nodes: dict[UUID, tuple[str, str]]


@ledger.within_region
def units(*, version_id: UUID, year: int) -> tuple[tuple[directory.Organisation, int, int], ...]:
    """Agencies that own a part of the version: (agency, parts, targets that positions carry)."""
    version = version_of(version_id)
    parts = dict(
        Node.objects.filter(version=version, organisation_id__isnull=False)
        .values_list("organisation_id")
        .annotate(number=Count("pk"))
        .order_by()
    )
    carried = dict(
        PositionTarget.objects.filter(plan_id=version.plan_id, year=year)
        .values_list("organisation_id")
        .annotate(number=Count("pk"))
        .order_by()
    )
    there = directory.chart().organisations
    found = [(there[key], number, carried.get(key, 0)) for key, number in parts.items()
             if key in there]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one[0].name))


@ledger.within_region
def cascade(*, version_id: UUID, organisation_id: UUID, year: int, on: dt.date) -> Cascade | None:
    """The positions of an agency with their targets; None when there is no such agency. on: the
    day whose formulas hold. Ten statements, whatever the number of positions."""
    version = version_of(version_id)
    chart = directory.chart()
    agency = chart.organisations.get(organisation_id)
    if agency is None:
        return None
    nodes = {
        key: (level, name)
        for key, level, name in Node.objects.filter(
            version=version, organisation_id=organisation_id
        ).values_list("key", "level", "name")
    }
    rows = PositionTarget.objects.filter(
        plan_id=version.plan_id, year=year, organisation_id=organisation_id
    )
    by_position = _carried(version, year, on, rows, nodes)
    mine = {one.key: one for one in by_position[1]}
    holders = [
        Holder(one, one.id == agency.head_position_id, _depth(one.id, by_position[0]),
               tuple(by_position[0].get(one.id, ())))
        for one in chart.positions.values()
        if one.organisation_id == organisation_id
    ]  # fmt: skip
    holders.sort(key=lambda one: (not one.head, one.depth, not one.carried, one.position.title))
    return Cascade(agency, year, tuple(holders), tuple(mine.values()), nodes)


def _carried(
    version: Version,
    year: int,
    on: dt.date,
    rows: Iterable[PositionTarget],
    nodes: dict[UUID, tuple[str, str]],
) -> tuple[dict[UUID, list[Carried]], list[Scored]]:
    found = scored(version, year, on, nodes)
    known = {one.key: one for one in found}
    by_position: dict[UUID, list[Carried]] = {}
    for row in rows:
        level, name = nodes.get(row.node_key, ("", ""))
        one = known.get(row.indicator_key)
        by_position.setdefault(row.position_id, []).append(
            Carried(row.pk, row.position_id, row.from_position_id, row.indicator_key,
                    row.node_key, level, name, row.target, _share(row.target, one, year), one,
                    row.revision)
        )  # fmt: skip
    return by_position, found


def _share(target: Decimal, one: Scored | None, year: int) -> Decimal | None:
    whole = one.targets.get(str(year)) if one else None
    if one is None or one.accumulation != "absolut" or not whole:
        return None
    return 100 * target / whole


def _depth(
    position: UUID, carried: dict[UUID, list[Carried]], seen: frozenset[UUID] = frozenset()
) -> int:
    """How many hand on before this one gets its part, at most. Two positions may hand different
    indicators to each other."""
    above = {one.from_position_id for one in carried.get(position, ()) if one.from_position_id}
    way = seen | {position}
    return max((1 + _depth(one, carried, way) for one in above - way), default=0)


@ledger.within_region
def carriers(*, version_id: UUID, node_key: UUID, year: int) -> tuple[Carried, ...]:
    """Who answers for the indicators of one node. Two statements."""
    version = version_of(version_id)
    rows = PositionTarget.objects.filter(plan_id=version.plan_id, year=year, node_key=node_key)
    return tuple(
        Carried(row.pk, row.position_id, row.from_position_id, row.indicator_key, row.node_key,
                "", "", row.target, None, None, row.revision)
        for row in rows.order_by("set_at", "pk")
    )  # fmt: skip
