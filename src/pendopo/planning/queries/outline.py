"""The tree of a version with its money added up, in three statements whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import connection

from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Node
from pendopo.planning.queries.plans import plan_card, version_card
from pendopo.planning.values import RANK, PlanCard, VersionCard

Money = Mapping[UUID, Decimal]
Row = tuple[UUID, UUID | None, str, str, str, str, UUID | None, bool, int]
_MONEY = """
    SELECT node_key, sum(pagu) FROM (
        SELECT node_key, year,
               coalesce(max(amount) FILTER (WHERE account = ''),
                        sum(amount) FILTER (WHERE account <> '')) AS pagu
        FROM planning_budget
        WHERE version_id = %(version)s AND (%(year)s::integer IS NULL OR year = %(year)s)
        GROUP BY node_key, year
    ) AS years GROUP BY node_key
"""
_INDICATORS = """
    SELECT i.node_key, count(*), count(l.indicator_key)
    FROM planning_indicator i
    LEFT JOIN planning_measurelink l ON l.indicator_key = i.key
    WHERE i.version_id = %s GROUP BY i.node_key
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A node in the order of reading. `depth` from 0; `stated`: pagu as it is written, `rolled`:
    what the nodes below add up to (its own where none below has money), rupiah, None without
    money; `measured`: how many of its indicators have a measure."""

    key: UUID
    parent_key: UUID | None
    level: str
    code: str
    name: str
    organisation_id: UUID | None
    example: bool
    depth: int
    children: int
    stated: Decimal | None
    rolled: Decimal | None
    indicators: int
    measured: int

    @property
    def money(self) -> Decimal | None:
        return self.stated if self.stated is not None else self.rolled

    @property
    def off(self) -> Decimal:
        """How much more is written than the nodes below add up to; 0 when it fits."""
        if self.stated is None or self.rolled is None:
            return Decimal()
        return self.stated - self.rolled


@dataclass(frozen=True, slots=True)
class Outline:
    """`lines` in reading order; `total` what the top adds up to; `counts` nodes by level."""

    plan: PlanCard
    version: VersionCard
    year: int | None
    lines: tuple[Line, ...]
    total: Decimal
    counts: Mapping[str, int]


@ledger.within_region
def outline(*, version_id: UUID, year: int | None = None, root: UUID | None = None) -> Outline:
    """The tree of a version, or of the part below `root`. year None: all years together.

    Raises `NotFound`.
    """
    version = version_of(version_id)
    rows = Node.objects.filter(version=version).values_list(
        "key", "parent_key", "level", "code", "own_code", "name", "organisation_id", "example",
        "place",
    )  # fmt: skip
    tree = Tree(rows)
    money = money_of(version_id, year)
    with connection.cursor() as cursor:
        cursor.execute(_INDICATORS, [version_id])
        counted = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    rolled = tree.rolled(money)
    lines = tuple(_lines(tree, root, money, rolled, counted))
    counts: dict[str, int] = {}
    for one in tree.rows.values():
        counts[one[2]] = counts.get(one[2], 0) + 1
    tops = tree.below.get(None, ()) if root is None else (root,)
    total = sum((_money_at(key, money, rolled) for key in tops), Decimal())
    return Outline(plan_card(version.plan_id), version_card(version), year, lines, total, counts)


def money_of(version_id: UUID, year: int | None) -> Money:
    """Pagu by node, as written: the whole, or the sum of its accounts. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_MONEY, {"version": version_id, "year": year})
        return dict(cursor.fetchall())


class Tree:
    """Rows (key, parent, level, code, own code, name, agency, example, place) by parent. A node
    whose parent is not there stands at the top, so that nothing is lost from sight."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: dict[UUID, Row] = {row[0]: row for row in rows}
        self.below: dict[UUID | None, list[UUID]] = {}
        for key, row in self.rows.items():
            parent = row[1] if row[1] in self.rows else None
            self.below.setdefault(parent, []).append(key)
        for keys in self.below.values():
            keys.sort(key=self._order)

    def _order(self, key: UUID) -> tuple[int, str, int]:
        row = self.rows[key]
        return RANK.get(row[2], 99), row[3] or row[4] or "", row[8]

    def walk(self, root: UUID | None) -> Iterator[tuple[UUID, int]]:
        """(key, depth) in reading order; without recursion, as deep as a plan may be."""
        tops = self.below.get(None, []) if root is None else [root]
        stack = [(key, 0) for key in reversed(tops)]
        while stack:
            key, depth = stack.pop()
            yield key, depth
            stack += [(child, depth + 1) for child in reversed(self.below.get(key, ()))]

    def rolled(self, money: Money) -> dict[UUID, Decimal]:
        """What the nodes below add up to, to the rupiah; a node without money below it has its
        own."""
        found: dict[UUID, Decimal] = {}
        for key, _depth in reversed(list(self.walk(None))):
            parts = [
                value for child in self.below.get(key, ())
                if (value := found.get(child, money.get(child))) is not None
            ]  # fmt: skip
            if parts:
                found[key] = sum(parts, Decimal())
            elif key in money:
                found[key] = money[key]
        return found


def _money_at(key: UUID, money: Money, rolled: Mapping[UUID, Decimal]) -> Decimal:
    return money.get(key, rolled.get(key, Decimal()))


def _lines(
    tree: Tree,
    root: UUID | None,
    money: Money,
    rolled: Mapping[UUID, Decimal],
    counted: Mapping[UUID, tuple[int, int]],
) -> Iterator[Line]:
    nothing = (0, 0)
    for key, depth in tree.walk(root if root in tree.rows else None):
        _key, parent, level, code, own, name, agency, example, _place = tree.rows[key]
        indicators, measured = counted.get(key, nothing)
        yield Line(
            key, parent, level, code or own, name, agency, example, depth,
            len(tree.below.get(key, ())), money.get(key), rolled.get(key), indicators, measured,
        )  # fmt: skip
