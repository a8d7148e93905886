"""The programmes of one agency: their money, what was paid of it, and what they promised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from pendopo.ledger import api as ledger
from pendopo.planning.models import Disbursement, Node, Version
from pendopo.planning.queries.outline import Line, outline
from pendopo.planning.queries.plans import plans
from pendopo.planning.queries.scoring import Scored, scored
from pendopo.planning.values import PlanCard

LEVEL = "program"
ORDER = ("apbd", "renja", "rkpd", "renstra", "rpjmd", "rpjpd")
"""The plan nearest to the money says best what an agency does this year."""


@dataclass(frozen=True, slots=True)
class UnitProgramme:
    """line: its row of the tree, with money of the year; paid: SP2D of the year, with all below."""

    line: Line
    paid: Decimal
    indicators: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class UnitProgrammes:
    """plan: the one that was looked at. pagu, paid: rupiah of the year, all programmes together."""

    plan: PlanCard
    programmes: tuple[UnitProgramme, ...]

    @property
    def pagu(self) -> Decimal:
        return sum((one.line.money or Decimal() for one in self.programmes), Decimal())

    @property
    def paid(self) -> Decimal:
        return sum((one.paid for one in self.programmes), Decimal())


@ledger.within_region
def unit_programmes(*, organisation_id: UUID, year: int, on: dt.date) -> UnitProgrammes | None:
    """Programmes of an agency in the adopted plan nearest to the money that has any in this year;
    None without one. on: the day whose formulas hold. Sixteen statements at most."""
    found = _plan(organisation_id, year)
    if found is None:
        return None
    tree = outline(version_id=found.current.id, year=year)
    mine = [
        one for one in tree.lines if one.level == LEVEL and one.organisation_id == organisation_id
    ]
    of = _programme_of(tree.lines)
    paid: dict[UUID, Decimal] = {}
    rows = Disbursement.objects.filter(plan_id=found.id, sort="sp2d", day__year=year)
    for key, amount in rows.values_list("node_key").annotate(Sum("amount")):
        top = of.get(key)
        if top is not None:
            paid[top] = paid.get(top, Decimal()) + amount
    version = Version.objects.select_related("plan").get(pk=found.current.id)
    said: dict[UUID, list[Scored]] = {}
    for one in scored(version, year, on, [line.key for line in mine]):
        said.setdefault(one.node_key, []).append(one)
    return UnitProgrammes(
        found,
        tuple(
            UnitProgramme(line, paid.get(line.key, Decimal()), tuple(said.get(line.key, ())))
            for line in mine
        ),
    )


def _plan(organisation_id: UUID, year: int) -> PlanCard | None:
    running = [one for one in plans() if year in one.years and one.current.status == "adopted"]
    having = set(
        Node.objects.filter(
            version__in=[one.current.id for one in running],
            organisation_id=organisation_id,
            level=LEVEL,
        ).values_list("version_id", flat=True)
    )
    mine = [one for one in running if one.current.id in having]
    return min(mine, key=lambda one: (ORDER.index(one.kind), -one.first_year), default=None)


def _programme_of(lines: tuple[Line, ...]) -> dict[UUID, UUID]:
    """Each node at or below a programme, and that programme."""
    found: dict[UUID, UUID] = {}
    top: Line | None = None
    for one in lines:
        if top is not None and one.depth <= top.depth:
            top = None
        if one.level == LEVEL:
            top = one
        if top is not None:
            found[one.key] = top.key
    return found
