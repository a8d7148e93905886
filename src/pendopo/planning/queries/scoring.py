"""Every indicator of a version with what was realised in a year, and its achievement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning.evaluation import Evaluation, Measured, Refusal, Result, score
from pendopo.planning.evaluation.rows import FIGURES, MONEY
from pendopo.planning.finding import version_of
from pendopo.planning.models import (
    Budget,
    Disbursement,
    Indicator,
    MeasureLink,
    Node,
    Realisation,
    Version,
)
from pendopo.planning.queries.measured import Counted, counted
from pendopo.planning.queries.periods import by_quarter, summed
from pendopo.planning.tables import Figure
from pendopo.planning.values import QUARTERS


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator in a year. `source`: typed, imported or measured (then `measure` is its slug);
    `quarters`: what was reported, in its unit; `outcome`: its achievement, or why there is none;
    `strategy`: the name of the formula; `open`: figures that nobody has verified yet."""

    key: UUID
    node_key: UUID
    name: str
    formula: str
    unit: str
    direction: str
    accumulation: str
    baseline: Decimal | None
    baseline_year: int | None
    benchmark: Decimal | None
    benchmark_of: str
    targets: Mapping[str, Decimal]
    target_text: str
    source: str
    measure: str
    service: str
    quarters: Mapping[str, Decimal]
    outcome: Result | Refusal
    open: int
    note: str
    example: bool
    revision: int
    row: Measured
    counted: Counted | None = None  # what its measure says, when it has one


@dataclass(slots=True)
class Said:
    """What was reported of a year, by node and by indicator."""

    values: dict[UUID, dict[str, Decimal]] = field(default_factory=dict)
    before: dict[UUID, Decimal] = field(default_factory=dict)
    money: dict[UUID, dict[str, Decimal]] = field(default_factory=dict)
    money_before: dict[UUID, Decimal] = field(default_factory=dict)
    physical: dict[UUID, dict[str, Decimal]] = field(default_factory=dict)
    open: dict[UUID, int] = field(default_factory=dict)


@ledger.within_region
def evaluation_of(*, version_id: UUID, year: int, on: dt.date) -> Evaluation:
    """The form "Evaluasi Terhadap Hasil RKPD" of a version and a year: one row an indicator, in
    the order of the tree. on: the day whose formulas hold. Six statements. Raises `NotFound`."""
    found = scored(version_of(version_id), year, on)
    return Evaluation(tuple((one.row, one.outcome) for one in found), on, ())


@ledger.within_region
def scoreboard(*, version_id: UUID, year: int, on: dt.date) -> tuple[Scored, ...]:
    """Indicators of goals, targets and programmes with what the planner has verified: what the
    public sees. Raises `NotFound`."""
    version = version_of(version_id)
    shown = Node.objects.filter(version=version, level__in=("tujuan", "sasaran", "program"))
    keys = list(shown.values_list("key", flat=True))
    return tuple(scored(version, year, on, keys, verified=True))


def scored(
    version: Version,
    year: int,
    on: dt.date,
    nodes: Iterable[UUID] | None = None,
    *,
    verified: bool = False,
) -> list[Scored]:
    """nodes: only theirs; verified: only figures that the planner has accepted."""
    mine = Q(version=version) & (Q() if nodes is None else Q(node_key__in=list(nodes)))
    indicators = list(Indicator.objects.filter(mine).order_by("place", "pk"))
    there = Node.objects.filter(version=version)
    if nodes is not None:
        there = there.filter(key__in={one.node_key for one in indicators})
    known = {one.key: one for one in there}
    links = {
        one.indicator_key: one
        for one in MeasureLink.objects.filter(indicator_key__in=[one.key for one in indicators])
    }
    said = reported(version.plan_id, year, None if nodes is None else list(known), verified)
    pagu = pagu_of(version, None if nodes is None else list(known))
    live = counted(links, year, min(on, dt.date(year, 12, 31)))
    indicators.sort(key=lambda one: (known[one.node_key].code, known[one.node_key].place))
    return [
        _scored(
            one,
            known[one.node_key],
            links.get(one.key),
            live.get(one.key),
            said,
            pagu,
            version,
            year,
            on,
            at,
        )
        for at, one in enumerate(indicators, 1)
    ]


def reported(plan_id: UUID, year: int, nodes: list[UUID] | None, verified: bool = False) -> Said:
    """Figures that were given back do not count. Money: payments (SP2D) where there are any, else
    what the agency entered. Two statements."""
    rows = Realisation.objects.filter(plan_id=plan_id, year=year).exclude(status="returned")
    if verified:
        rows = rows.filter(status="verified")
    paid = Disbursement.objects.filter(plan_id=plan_id, sort="sp2d", day__year=year)
    if nodes is not None:
        rows, paid = rows.filter(node_key__in=nodes), paid.filter(node_key__in=nodes)
    said = Said()
    for one in rows:
        if one.indicator_key is not None:
            if one.status == "entered":
                said.open[one.indicator_key] = said.open.get(one.indicator_key, 0) + 1
            if one.period == "P":
                said.before[one.indicator_key] = one.value
            else:
                said.values.setdefault(one.indicator_key, {})[one.period] = one.value
        elif one.kind == "money" and one.period == "P":
            said.money_before[one.node_key] = one.value
        else:
            kept = said.money if one.kind == "money" else said.physical
            kept.setdefault(one.node_key, {})[one.period] = one.value
    payments: dict[UUID, list[tuple[int, Decimal]]] = {}
    for key, day, amount in paid.values_list("node_key", "day", "amount"):
        payments.setdefault(key, []).append((day.month, amount))
    said.money |= {key: summed(some) for key, some in payments.items()}
    return said


def pagu_of(version: Version, nodes: list[UUID] | None) -> dict[tuple[UUID, int], Decimal]:
    """(node, year) -> rupiah, as written or as the accounts add up."""
    rows = Budget.objects.filter(version=version)
    if nodes is not None:
        rows = rows.filter(node_key__in=nodes)
    whole: dict[tuple[UUID, int], Decimal] = {}
    parts: dict[tuple[UUID, int], Decimal] = {}
    for key, year, account, amount in rows.values_list("node_key", "year", "account", "amount"):
        if account:
            parts[key, year] = parts.get((key, year), Decimal()) + amount
        else:
            whole[key, year] = amount
    return {**parts, **whole}


def _scored(
    one: Indicator,
    node: Node,
    link: MeasureLink | None,
    live: Counted | None,
    said: Said,
    pagu: Mapping[tuple[UUID, int], Decimal],
    version: Version,
    year: int,
    on: dt.date,
    at: int,
) -> Scored:
    added = one.accumulation == "absolut"
    typed = by_quarter(said.values.get(one.key, {}), added=added)
    quarters = live.quarters if live is not None else typed
    targets = {period: Decimal(text) for period, text in one.targets.items()}
    row = _row(one, node, quarters, targets, said, pagu, version, year, at)
    return Scored(
        key=one.key,
        node_key=one.node_key,
        name=one.name,
        formula=one.formula,
        unit=one.unit,
        direction=one.direction,
        accumulation=one.accumulation,
        baseline=one.baseline,
        baseline_year=one.baseline_year,
        benchmark=one.benchmark,
        benchmark_of=one.benchmark_of,
        targets=targets,
        target_text=one.target_text,
        source="measured" if link else one.source,
        measure=link.measure if link else "",
        service=link.service if link else "",
        quarters=quarters,
        outcome=score(row, on=on),
        open=said.open.get(one.key, 0),
        note=one.note,
        example=one.example,
        revision=one.revision,
        row=row,
        counted=live,
    )


def _row(
    one: Indicator,
    node: Node,
    quarters: Mapping[str, Decimal],
    targets: Mapping[str, Decimal],
    said: Said,
    pagu: Mapping[tuple[UUID, int], Decimal],
    version: Version,
    year: int,
    at: int,
) -> Measured:
    years = range(version.plan.first_year, version.plan.last_year + 1)
    paid = by_quarter(said.money.get(node.key, {}), added=True)
    all_pagu = [pagu[node.key, some] for some in years if (node.key, some) in pagu]
    values: dict[str, Decimal | None] = {
        "target_5yr": end_target(one, targets, years),
        "realised_to_previous": said.before.get(one.key, Decimal() if year == years[0] else None),
        "target_year": targets.get(str(year)),
        **{f"q{number}": quarters.get(quarter) for number, quarter in enumerate(QUARTERS, 1)},
        "target_5yr_rp": sum(all_pagu, Decimal()) if all_pagu else None,
        "realised_to_previous_rp": said.money_before.get(
            node.key, Decimal() if year == years[0] else None
        ),
        "target_year_rp": pagu.get((node.key, year)),
        **{f"q{number}_rp": paid.get(quarter) for number, quarter in enumerate(QUARTERS, 1)},
    }
    return Measured(
        row=at,
        code=node.code or node.own_code,
        level=node.level,
        name=node.name,
        agency=directory.chart().name_of(node.organisation_id),
        indicator=one.name,
        unit=one.unit,
        accumulation=one.accumulation,
        direction=one.direction,
        figures={name: Figure(values.get(name)) for name in (*FIGURES, *MONEY)},
        said=dict.fromkeys(FIGURES, ""),
    )


def end_target(one: Indicator, targets: Mapping[str, Decimal], years: range) -> Decimal | None:
    """What the plan promises for its end: all years together where they add up, else the last
    year's target; None while a year that it takes is missing."""
    wanted = [targets.get(str(year)) for year in years]
    if one.accumulation == "absolut":
        there = [value for value in wanted if value is not None]
        return sum(there, Decimal()) if len(there) == len(wanted) else None
    return wanted[-1]
