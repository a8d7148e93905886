"""Tables of the yearly performance report (LKjIP): what was promised, reached, and spent on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.evaluation import Refusal, Result
from pendopo.planning.evaluation.efficiency import ABSORPTION, EFFICIENCY
from pendopo.planning.finding import version_of
from pendopo.planning.models import Node
from pendopo.planning.queries.outline import Line, outline
from pendopo.planning.queries.scoring import Scored, reported, scored

_AIMS = ("tujuan", "sasaran")
MOST_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier year; `outcome` says why where it could not be scored."""

    year: int
    outcome: Result | Refusal


@dataclass(frozen=True, slots=True)
class Performance:
    """An indicator in the year and before it, and on its way to the end of the plan."""

    indicator: Scored
    before: tuple[Before, ...]

    @property
    def target(self) -> Decimal | None:
        return self.indicator.row.value("target_year")

    @property
    def target_end(self) -> Decimal | None:
        return self.indicator.row.value("target_5yr")


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal, target or programme with its indicators. `pagu` and `spent`: rupiah of the year of
    everything below it, None where the plan or the agencies say nothing; `incomplete`: sentences
    about what is missing, of its indicators and of its money."""

    line: Line
    indicators: tuple[Performance, ...]
    pagu: Decimal | None
    spent: Decimal | None

    @property
    def absorbed(self) -> Decimal | None:
        """Percent; None while pagu or what was spent is missing."""
        if not self.pagu or self.spent is None:
            return None
        return ABSORPTION.reckon(self.spent, self.pagu)

    @property
    def efficiency(self) -> Decimal | None:
        """Percent of the pagu that was left; only where every indicator could be scored, for
        money that was not needed is no thrift while nobody knows what was reached."""
        scored_all = all(isinstance(one.indicator.outcome, Result) for one in self.indicators)
        if not self.pagu or self.spent is None or not self.indicators or not scored_all:
            return None
        return EFFICIENCY.reckon(self.spent, self.pagu)

    @property
    def incomplete(self) -> tuple[tuple[str, str], ...]:
        """(indicator or "", sentence)."""
        found = [] if self.indicators else [("", "Belum ada indikator.")]
        found += [
            (one.indicator.name, one.indicator.outcome.error)
            for one in self.indicators
            if isinstance(one.indicator.outcome, Refusal)
        ]
        if not self.pagu:
            found.append(("", "Belum ada pagu: penyerapan dan efisiensi tidak dihitung."))
        elif self.spent is None:
            found.append(("", "Realisasi keuangan belum dilaporkan."))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Accountability:
    """`years`: the earlier years that have columns, oldest first."""

    title: str
    year: int
    years: tuple[int, ...]
    aims: tuple[Aim, ...]


@ledger.within_region
def accountability(
    *, version_id: UUID, year: int, on: dt.date, agency: UUID | None = None
) -> Accountability:
    """The goals and targets of a version; with `agency` its own goals, targets and programmes.

    on: the day whose formulas hold. A dozen statements and eight for each earlier year of the
    plan, whatever its size. Raises `NotFound`.
    """
    version = version_of(version_id)
    shown = Node.objects.filter(version=version, level__in=_AIMS)
    if agency is not None:
        shown = Node.objects.filter(
            version=version, level__in=(*_AIMS, "program"), organisation_id=agency
        )
    keys = set(shown.values_list("key", flat=True))
    first = max(version.plan.first_year, year - MOST_BEFORE)
    years = tuple(range(first, year))
    now = scored(version, year, on, keys)
    past = {
        one: {each.key: each.outcome for each in scored(version, one, on, keys)} for one in years
    }
    by_node: dict[UUID, list[Performance]] = {}
    for each in now:
        before = tuple(Before(one, past[one][each.key]) for one in years)
        by_node.setdefault(each.node_key, []).append(Performance(each, before))
    lines = outline(version_id=version_id, year=year).lines
    money = reported(version.plan_id, year, None).money
    spent = {key: sum(parts.values(), Decimal()) for key, parts in money.items() if parts}
    aims = tuple(
        Aim(one, tuple(by_node.get(one.key, ())), one.money, _below(lines, at, spent))
        for at, one in enumerate(lines)
        if one.key in keys
    )
    return Accountability(version.plan.title, year, years, aims)


def _below(lines: tuple[Line, ...], at: int, spent: Mapping[UUID, Decimal]) -> Decimal | None:
    """What was spent on the node and everything under it; None when nobody said anything."""
    found = spent.get(lines[at].key)
    for one in lines[at + 1 :]:
        if one.depth <= lines[at].depth:
            break
        if one.key in spent:
            found = (found or Decimal()) + spent[one.key]
    return found
