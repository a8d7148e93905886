"""Where the thread is torn: nobody answers "how", nothing answers "why", sums do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Contribution, Indicator
from pendopo.planning.queries.outline import Line, outline
from pendopo.planning.values import RANK

GAPS: Final = (
    "no_programme", "no_target", "no_money", "rollup", "no_owner", "no_indicator",
    "no_unit", "no_direction", "no_yearly_target",
)  # fmt: skip
_PROGRAMME: Final = RANK["program"]


@dataclass(frozen=True, slots=True)
class Gap:
    """`rule` one of `GAPS`; `expected` and `found`: rupiah for sums, else None."""

    rule: str
    line: Line
    indicator: str
    expected: Decimal | None
    found: Decimal | None


@ledger.within_region
def gaps(*, version_id: UUID, year: int) -> tuple[Gap, ...]:
    """Everything that is torn in a version, by rule and in the order of the tree.

    no_programme: a target that no programme serves, neither below it nor as a contribution;
    no_target: a programme, so money, that serves no target; no_money: a sub-activity without
    pagu in the year; rollup: written pagu and what is below it differ. Raises `NotFound`.
    """
    version = version_of(version_id)
    tree = outline(version_id=version_id, year=year)
    given = Contribution.objects.filter(version=version, giver="programme")
    served = set(given.values_list("target_key", flat=True))
    giving = set(given.values_list("giver_key", flat=True))
    indicators: dict[UUID, list[Indicator]] = {}
    for row in Indicator.objects.filter(version=version):
        indicators.setdefault(row.node_key, []).append(row)
    has_programme = _with_programmes(tree.lines)
    has_target = _below_target(tree.lines)
    found: list[Gap] = []
    for one in tree.lines:
        found += _torn(one, one.key in has_programme or one.key in served,
                       one.key in has_target or one.key in giving)  # fmt: skip
        found += _unsaid(one, indicators.get(one.key, []), year)
    order = {rule: at for at, rule in enumerate(GAPS)}
    return tuple(sorted(found, key=lambda one: order[one.rule]))


def _with_programmes(lines: tuple[Line, ...]) -> set[UUID]:
    """Nodes with a programme somewhere below."""
    parent = {one.key: one.parent_key for one in lines}
    found: set[UUID] = set()
    for one in lines:
        if one.level != "program":
            continue
        at = one.parent_key
        while at is not None and at not in found:
            found.add(at)
            at = parent.get(at)
    return found


def _below_target(lines: tuple[Line, ...]) -> set[UUID]:
    """Programmes with a target somewhere above."""
    rows = {one.key: one for one in lines}
    found: set[UUID] = set()
    for one in lines:
        at = rows.get(one.parent_key) if one.parent_key else None
        while at is not None:
            if at.level == "sasaran":
                found.add(one.key)
                break
            at = rows.get(at.parent_key) if at.parent_key else None
    return found


def _torn(one: Line, served: bool, serves: bool) -> Iterator[Gap]:
    if one.level == "sasaran" and not served:
        yield Gap("no_programme", one, "", None, None)
    if one.level == "program" and not serves:
        yield Gap("no_target", one, "", None, one.money)
    if one.level == "subkegiatan" and one.money is None:
        yield Gap("no_money", one, "", None, None)
    if one.off:
        yield Gap("rollup", one, "", one.rolled, one.stated)
    if RANK[one.level] >= _PROGRAMME and one.organisation_id is None:
        yield Gap("no_owner", one, "", None, None)


def _unsaid(one: Line, indicators: list[Indicator], year: int) -> Iterator[Gap]:
    if one.level in ("sasaran", "program", "subkegiatan") and not indicators:
        yield Gap("no_indicator", one, "", None, None)
    for row in indicators:
        if not row.unit:
            yield Gap("no_unit", one, row.name, None, None)
        if not row.direction or not row.accumulation:
            yield Gap("no_direction", one, row.name, None, None)
        if str(year) not in row.targets:
            yield Gap("no_yearly_target", one, row.name, None, None)
