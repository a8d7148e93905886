"""Targets go down the positions of an agency: each answers for its part (SKP)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.facts import TargetCarried, TargetLetGo
from pendopo.planning.finding import check_revision, current_version, node_in, plan_of
from pendopo.planning.models import Indicator, Plan, PositionTarget
from pendopo.planning.reading import number
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused

Value = str | Decimal | int


@ledger.within_region
def carry_target(
    *,
    plan_id: UUID,
    indicator_key: UUID,
    year: int,
    position_id: UUID,
    target: Value,
    who: directory.Actor | None,
    now: dt.datetime,
    from_position_id: UUID | None = None,
    revision: int | None = None,
) -> UUID:
    """A position of the agency answers for this much of an indicator in a year (SKP of
    PermenPANRB 6/2022: results are shared out from the head downwards), or for another amount than
    before.

    from_position_id: whose target it is a part of, who must carry the indicator; None: the
    agency's own. Where quarters add up (absolut) the parts may not exceed what they are parts of.
    The agency does it itself, the planner for all. Raises `Refused`, `Stale`.
    """
    plan = plan_of(plan_id, lock=True)  # parts of one target come one after the other
    version = current_version(plan_id)
    indicator = Indicator.objects.filter(version=version, key=indicator_key).first()
    if indicator is None:
        raise NotFound("indicator_unknown")
    node = node_in(version.pk, indicator.node_key)
    policy.check_implements(who, node.organisation_id)
    if not plan.first_year <= year <= plan.last_year:
        raise Refused("year_outside", year=year)
    position = directory.chart().positions.get(position_id)
    if position is None or position.organisation_id != node.organisation_id:
        raise Refused("position_elsewhere")
    value = number(target)
    if value is None or value < 0:
        raise Refused("number_wrong", value=str(target)[:40])
    row = _row(plan, indicator, year, position, revision, now)
    others = list(
        PositionTarget.objects.filter(plan=plan, year=year, indicator_key=indicator_key).exclude(
            pk=row.pk
        )
    )
    _check_way(others, position_id, from_position_id)
    if indicator.accumulation == "absolut":
        _check_parts(indicator, others, row, from_position_id, value)
    row.from_position_id, row.target, row.set_at = from_position_id, value, now
    row.save()
    fact = TargetCarried(
        indicator=indicator_key, position=position_id, given_by=from_position_id, year=year,
        target=value, revision=row.revision,
    )  # fmt: skip
    record((node.key, fact), who=who, now=now, organisation=node.organisation_id)
    return row.pk


def _row(
    plan: Plan,
    indicator: Indicator,
    year: int,
    position: directory.Position,
    revision: int | None,
    now: dt.datetime,
) -> PositionTarget:
    mine = {"plan": plan, "year": year, "indicator_key": indicator.key,
            "position_id": position.id}  # fmt: skip
    row = PositionTarget.objects.filter(**mine).first()
    if row is None:
        return PositionTarget(
            id=uuid7(now), node_key=indicator.node_key, organisation_id=position.organisation_id,
            **mine,
        )  # fmt: skip
    check_revision(row.revision, revision or 0)
    row.revision += 1
    return row


def _check_way(others: list[PositionTarget], position: UUID, above: UUID | None) -> None:
    """From the position up to the agency, without a circle."""
    carried = {one.position_id: one.from_position_id for one in others}
    at = above
    while at is not None:
        if at == position:
            raise Refused("carried_circle")
        if at not in carried:
            raise Refused("carried_by_nobody")
        at = carried[at]


def _check_parts(
    indicator: Indicator,
    others: list[PositionTarget],
    row: PositionTarget,
    above: UUID | None,
    value: Decimal,
) -> None:
    """Parts of one target add up to it at most, above this position and below it."""
    text = indicator.targets.get(str(row.year))
    whole = Decimal(text) if text is not None else None
    if above is not None:
        whole = next(one.target for one in others if one.position_id == above)
    beside = sum((one.target for one in others if one.from_position_id == above), Decimal())
    below = sum(
        (one.target for one in others if one.from_position_id == row.position_id), Decimal()
    )
    if whole is not None and beside + value > whole:
        raise Refused("parts_over", total=f"{beside + value:f}", whole=f"{whole:f}")
    if below > value:
        raise Refused("parts_over", total=f"{below.normalize():f}", whole=f"{value:f}")


@ledger.within_region
def let_target_go(
    *, target_id: UUID, revision: int | None, who: directory.Actor | None, now: dt.datetime
) -> None:
    """The position does not answer for it any more; refused while others carry a part of it."""
    row = PositionTarget.objects.select_for_update().filter(pk=target_id).first()
    if row is None:
        raise NotFound("carried_unknown")
    policy.check_implements(who, row.organisation_id)
    check_revision(row.revision, revision or 0)
    mine = {"plan_id": row.plan_id, "year": row.year, "indicator_key": row.indicator_key}
    if PositionTarget.objects.filter(from_position_id=row.position_id, **mine).exists():
        raise Refused("carried_below")
    fact = TargetLetGo(indicator=row.indicator_key, position=row.position_id, year=row.year)
    node, organisation = row.node_key, row.organisation_id
    row.delete()
    record((node, fact), who=who, now=now, organisation=organisation)
