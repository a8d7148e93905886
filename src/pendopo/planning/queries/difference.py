"""Two versions side by side: what came, what went, what changed, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Indicator, Node
from pendopo.planning.queries.outline import money_of
from pendopo.planning.queries.plans import version_card
from pendopo.planning.values import RANK, VersionCard


@dataclass(frozen=True, slots=True)
class Change:
    """`what`: node, name, parent, owner, code, pagu, indicator or target; `before` and `after` as
    they stood: text, or rupiah for pagu; None on the side where there is nothing."""

    key: UUID
    level: str
    code: str
    name: str
    what: str
    detail: str
    before: str | Decimal | None
    after: str | Decimal | None


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` and `after`: pagu of all sub-activities, or of what has no parts, in rupiah."""

    old: VersionCard
    new: VersionCard
    changes: tuple[Change, ...]
    before: Decimal
    after: Decimal


@ledger.within_region
def difference(*, old_id: UUID, new_id: UUID) -> Difference:
    """What `new` changed against `old`, in the order of the new tree. Eight statements.

    Raises `NotFound`, also when they are versions of two plans.
    """
    old, new = version_of(old_id), version_of(new_id)
    rows = [
        {one.key: one for one in Node.objects.filter(version=version)} for version in (old, new)
    ]
    money = [money_of(version.pk, None) for version in (old, new)]
    words = [
        {one.key: one for one in Indicator.objects.filter(version=version)}
        for version in (old, new)
    ]
    changes = [*_nodes(rows[0], rows[1], money[0], money[1]), *_indicators(rows, words)]
    place = {key: at for at, key in enumerate([*rows[1], *rows[0]])}
    order = {**rows[0], **rows[1]}
    changes.sort(key=lambda one: (order[one.key].code or "~", RANK[one.level], place[one.key]))
    return Difference(
        version_card(old), version_card(new), tuple(changes),
        _total(rows[0], money[0]), _total(rows[1], money[1]),
    )  # fmt: skip


def _total(rows: Mapping[UUID, Node], money: Mapping[UUID, Decimal]) -> Decimal:
    parents = {one.parent_key for one in rows.values()}
    leaves = [key for key in rows if key not in parents]
    return sum((money[key] for key in leaves if key in money), Decimal())


def _nodes(
    old: Mapping[UUID, Node],
    new: Mapping[UUID, Node],
    before: Mapping[UUID, Decimal],
    after: Mapping[UUID, Decimal],
) -> Iterator[Change]:
    for key in old.keys() | new.keys():
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            there = now or was
            assert there is not None
            money = [
                table.get(key, Decimal()) if row is not None else None
                for row, table in ((was, before), (now, after))
            ]
            yield _change(there, "node", "", money[0], money[1])
            continue
        if was.name != now.name:
            yield _change(now, "name", "", was.name, now.name)
        if was.code != now.code:
            yield _change(now, "code", "", was.code, now.code)
        if was.parent_key != now.parent_key:
            yield _change(now, "parent", "", _name(old, was.parent_key), _name(new, now.parent_key))
        if before.get(key) != after.get(key):
            yield _change(now, "pagu", "", before.get(key), after.get(key))


def _name(rows: Mapping[UUID, Node], key: UUID | None) -> str | None:
    return rows[key].name if key is not None and key in rows else None


def _indicators(
    rows: list[dict[UUID, Node]], words: list[dict[UUID, Indicator]]
) -> Iterator[Change]:
    for key in words[0].keys() | words[1].keys():
        was, now = words[0].get(key), words[1].get(key)
        there = now or was
        assert there is not None
        node = rows[1].get(there.node_key) or rows[0].get(there.node_key)
        if node is None:
            continue
        if was is None or now is None:
            yield _change(
                node, "indicator", "", was.name if was else None, now.name if now else None
            )
            continue
        if was.name != now.name:
            yield _change(node, "indicator", "", was.name, now.name)
        for period in sorted(was.targets.keys() | now.targets.keys()):
            one, two = was.targets.get(period), now.targets.get(period)
            if one != two:
                yield _change(node, "target", f"{now.name}, {period}", one, two)


def _change(
    node: Node, what: str, detail: str, before: str | Decimal | None, after: str | Decimal | None
) -> Change:
    code = node.code or node.own_code
    return Change(node.key, node.level, code, node.name, what, detail, before, after)
