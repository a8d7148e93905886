"""What is at work below the nodes of a version right now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Indicator, MeasureLink, Version
from pendopo.planning.queries.thread import ancestry, live_counts


@dataclass(frozen=True, slots=True)
class Work:
    """Cases below a node: open, and late among them. A service counts once in a node, however many
    of its indicators lean on it."""

    services: tuple[str, ...]
    open: int
    late: int


@ledger.within_region
def work_below(*, version_id: UUID, now: dt.datetime) -> Mapping[UUID, Work]:
    """Node -> the work that its measured indicators stand for, its own and those below; nodes
    without any are left out. Five statements, whatever the plan. Raises `NotFound`."""
    return work_of(version_of(version_id), now)


def work_of(version: Version, now: dt.datetime) -> dict[UUID, Work]:
    """The same for a version that is at hand; four statements."""
    links = {
        one.indicator_key: one.service
        for one in MeasureLink.objects.filter(plan=version.plan_id).exclude(service="")
    }
    if not links:
        return {}
    places = Indicator.objects.filter(version=version, key__in=list(links))
    at = list(places.values_list("node_key", "key"))
    parents = {
        key: node.parent_key
        for (_version, key), node in ancestry([version.pk], [node for node, _key in at]).items()
    }
    services: dict[UUID, set[str]] = {}
    for node, indicator in at:
        key: UUID | None = node
        while key in parents:
            services.setdefault(key, set()).add(links[indicator])
            key = parents[key]
    lives = live_counts(set(links.values()), now)
    return {
        key: Work(
            tuple(sorted(some)),
            sum(lives[one].open for one in some if one in lives),
            sum(lives[one].late for one in some if one in lives),
        )
        for key, some in services.items()
    }
