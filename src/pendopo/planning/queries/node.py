"""One node of a version: where it stands, what it costs, what it promised and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.finding import node_in, version_of
from pendopo.planning.models import Budget, Contribution, Disbursement, Node, Realisation
from pendopo.planning.queries.outline import Line, Outline, outline
from pendopo.planning.queries.periods import by_quarter
from pendopo.planning.queries.scoring import Scored, reported, scored


@dataclass(frozen=True, slots=True)
class NodeValue:
    """`source`: where its words come from; `example`: constructed."""

    key: UUID
    parent_key: UUID | None
    level: str
    code: str
    own_code: str
    name: str
    organisation_id: UUID | None
    position_id: UUID | None
    tags: tuple[str, ...]
    source: str
    example: bool
    revision: int


@dataclass(frozen=True, slots=True)
class AccountLine:
    """Rupiah of a year; `account` "" is the pagu as a whole."""

    year: int
    account: str
    name: str
    amount: Decimal
    example: bool = False


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """Somebody adds to this target; `name`: the programme, or who it is."""

    key: UUID
    giver: str
    giver_key: UUID | None
    name: str
    organisation_id: UUID | None
    share: Decimal | None
    amount: Decimal | None
    note: str
    example: bool
    revision: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that an agency entered, and what the planner said of it."""

    id: UUID
    kind: str
    indicator_key: UUID | None
    year: int
    period: str
    value: Decimal
    source: str
    status: str
    note: str
    evidence: str
    remark: str
    example: bool
    entered_at: dt.datetime
    revision: int


@dataclass(frozen=True, slots=True)
class NodePage:
    """`path`: from the top down to its parent; `line`: its own row of the tree, with money;
    `below`: its children. `paid` and `released`: SP2D and SPD of the year; `entered`: money by
    quarter, all three with everything below it; `physical`: percent of the work by quarter.
    `given`: targets elsewhere that it adds to."""

    node: NodeValue
    line: Line
    path: tuple[Line, ...]
    below: tuple[Line, ...]
    accounts: tuple[AccountLine, ...]
    indicators: tuple[Scored, ...]
    contributions: tuple[ContributionLine, ...]
    given: tuple[ContributionLine, ...]
    figures: tuple[Figure, ...]
    released: Decimal
    paid: Decimal
    entered: Mapping[str, Decimal]
    physical: Mapping[str, Decimal]


@ledger.within_region
def node_page(*, version_id: UUID, key: UUID, year: int, on: dt.date) -> NodePage:
    """Everything of one node in a year; on: the day whose formulas hold. Raises `NotFound`."""
    version = version_of(version_id)
    row = node_in(version_id, key)
    tree = outline(version_id=version_id, year=year)
    by_key = {one.key: one for one in tree.lines}
    part = _below(tree, key)
    said = reported(version.plan_id, year, part)
    contributions = Contribution.objects.filter(version=version)
    spent = Disbursement.objects.filter(plan_id=version.plan_id, node_key__in=part, day__year=year)
    totals = {"spd": Decimal(), "sp2d": Decimal()}
    for sort, amount in spent.values_list("sort", "amount"):
        totals[sort] += amount
    return NodePage(
        node=node_value(row),
        line=by_key[key],
        path=path_to(tree, key),
        below=tuple(one for one in tree.lines if one.parent_key == key),
        accounts=tuple(
            AccountLine(one.year, one.account, one.account_name, one.amount, one.example)
            for one in Budget.objects.filter(version=version, node_key=key).order_by(
                "year", "account"
            )
        ),
        indicators=tuple(scored(version, year, on, [key])),
        contributions=tuple(
            _contribution(one, by_key)
            for one in contributions.filter(target_key=key).order_by("pk")
        ),
        given=tuple(
            _contribution(one, by_key, given=True)
            for one in contributions.filter(giver_key=key).order_by("pk")
        ),
        figures=tuple(
            _figure(one)
            for one in Realisation.objects.filter(
                plan_id=version.plan_id, node_key=key, year=year
            ).order_by("kind", "indicator_key", "period")
        ),
        released=totals["spd"],
        paid=totals["sp2d"],
        entered=_together(said.money, part),
        physical=by_quarter(said.physical.get(key, {}), added=False),
    )


def _below(tree: Outline, key: UUID) -> list[UUID]:
    """The node and everything below it."""
    found: list[UUID] = []
    depth: int | None = None
    for one in tree.lines:
        if depth is not None and one.depth <= depth:
            break
        if one.key == key:
            depth = one.depth
        if depth is not None:
            found.append(one.key)
    return found


def _together(money: Mapping[UUID, Mapping[str, Decimal]], keys: list[UUID]) -> dict[str, Decimal]:
    """Money of all of them by quarter."""
    found: dict[str, Decimal] = {}
    for key in keys:
        for quarter, amount in by_quarter(money.get(key, {}), added=True).items():
            found[quarter] = found.get(quarter, Decimal()) + amount
    return found


def path_to(tree: Outline, key: UUID) -> tuple[Line, ...]:
    """From the top down to the node's parent."""
    by_key = {one.key: one for one in tree.lines}
    found: list[Line] = []
    at = by_key.get(key)
    while at is not None and at.parent_key in by_key:
        at = by_key[at.parent_key]
        found.append(at)
    return tuple(reversed(found))


def node_value(row: Node) -> NodeValue:
    return NodeValue(
        row.key, row.parent_key, row.level, row.code, row.own_code, row.name, row.organisation_id,
        row.position_id, tuple(row.tags), row.source, row.example, row.revision,
    )  # fmt: skip


def _contribution(
    row: Contribution, by_key: Mapping[UUID, Line], *, given: bool = False
) -> ContributionLine:
    other = by_key.get(row.target_key if given else row.giver_key or row.target_key)
    named = other if given or row.giver_key else None
    return ContributionLine(
        key=row.key,
        giver=row.giver,
        giver_key=row.target_key if given else row.giver_key,
        name=named.name if named else row.giver_name,
        organisation_id=row.organisation_id or (named.organisation_id if named else None),
        share=row.share,
        amount=row.amount,
        note=row.note,
        example=row.example,
        revision=row.revision,
    )


def _figure(one: Realisation) -> Figure:
    return Figure(
        one.pk, one.kind, one.indicator_key, one.year, one.period, one.value, one.source,
        one.status, one.note, one.evidence, one.remark, one.example, one.entered_at, one.revision,
    )  # fmt: skip
