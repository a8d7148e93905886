"""What cuts across the tree, and how it is doing: nodes of a tag, their indicators, their money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.evaluation import Result
from pendopo.planning.finding import version_of
from pendopo.planning.models import Node
from pendopo.planning.queries.outline import Line, Outline, outline
from pendopo.planning.queries.scoring import Scored, reported, scored


@dataclass(frozen=True, slots=True)
class TagCard:
    """`nodes` that bear it; of their `indicators`, `scored` could be; `bands`: how many in each
    predicate; `pagu` and `spent` rupiah of the year of all that stands below them, each once."""

    tag: str
    nodes: int
    indicators: int
    scored: int
    bands: Mapping[str, int]
    pagu: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class TagPage:
    """`lines`: its nodes with their indicators, in the order of the tree."""

    card: TagCard
    lines: tuple[tuple[Line, tuple[Scored, ...]], ...]


@ledger.within_region
def tags(*, version_id: UUID, year: int, on: dt.date) -> tuple[TagPage, ...]:
    """Every tag of a version in a year, in order; on: the day whose formulas hold. Twelve
    statements, whatever the size of the plan. Raises `NotFound`."""
    version = version_of(version_id)
    rows = Node.objects.filter(version=version).exclude(tags=[]).values_list("key", "tags")
    bearers: dict[str, list[UUID]] = {}
    for key, names in rows:
        for name in names:
            bearers.setdefault(name, []).append(key)
    if not bearers:
        return ()
    tree = outline(version_id=version_id, year=year)
    found: dict[UUID, list[Scored]] = {}
    for one in scored(version, year, on, {key for keys in bearers.values() for key in keys}):
        found.setdefault(one.node_key, []).append(one)
    money = reported(version.plan_id, year, None).money
    spent = {key: sum(parts.values(), Decimal()) for key, parts in money.items()}
    return tuple(
        _page(tag, set(bearers[tag]), tree, found, spent) for tag in sorted(bearers, key=_in_order)
    )


def _in_order(tag: str) -> tuple[str, int, str]:
    kind, _, rest = tag.partition(":")
    return kind, int(rest) if rest.isdigit() else 0, rest


def _page(
    tag: str,
    keys: set[UUID],
    tree: Outline,
    found: Mapping[UUID, list[Scored]],
    spent: Mapping[UUID, Decimal],
) -> TagPage:
    lines = [(one, tuple(found.get(one.key, ()))) for one in tree.lines if one.key in keys]
    pagu, paid = _money(keys, tree, spent)
    indicators = [one for _line, some in lines for one in some]
    bands: dict[str, int] = {}
    for one in indicators:
        if isinstance(one.outcome, Result):
            bands[one.outcome.predicate_year] = bands.get(one.outcome.predicate_year, 0) + 1
    card = TagCard(tag, len(lines), len(indicators), sum(bands.values()), bands, pagu, paid)
    return TagPage(card, tuple(lines))


def _money(
    keys: set[UUID], tree: Outline, spent: Mapping[UUID, Decimal]
) -> tuple[Decimal, Decimal]:
    """Of the uppermost bearers and everything below them: a bearer below a bearer counts once."""
    pagu = paid = Decimal()
    under: int | None = None
    for one in tree.lines:
        if under is not None and one.depth <= under:
            under = None
        if under is None and one.key in keys:
            under = one.depth
            pagu += one.money or Decimal()
        if under is not None:
            paid += spent.get(one.key, Decimal())
    return pagu, paid
