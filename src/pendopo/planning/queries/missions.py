"""Missions with their goals and targets, and what is known of each now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Max, OuterRef

from pendopo.ledger import api as ledger
from pendopo.planning.models import Node, Realisation, Version
from pendopo.planning.queries.below import Work, work_of
from pendopo.planning.queries.outline import Tree
from pendopo.planning.queries.scoring import Scored, scored

ORDER = ("rpjmd", "rkpd", "rpjpd", "apbd", "renstra", "renja")
"""The plan of a term says its missions best; without it the plan of the year, then the long one."""
SHOWN = ("misi", "tujuan", "sasaran")
NOTHING = Work((), 0, 0)


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator as it stands. at: for a measured one the moment up to which facts are counted,
    else when its newest figure was entered; None when nobody has entered any."""

    scored: Scored
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal or target of a mission (or the mission itself), with the work below it."""

    key: UUID
    level: str
    code: str
    name: str
    example: bool
    promises: tuple[Promise, ...]
    work: Work


@dataclass(frozen=True, slots=True)
class Mission:
    """`aims`: its goals and targets in the order of the plan; `own`: the mission itself."""

    own: Aim
    aims: tuple[Aim, ...]


@dataclass(frozen=True, slots=True)
class Missions:
    """`plan_id` None: no plan of the region has missions for this year."""

    plan_id: UUID | None
    title: str
    adopted: bool
    year: int
    missions: tuple[Mission, ...]


@ledger.within_region
def missions(*, year: int, now: dt.datetime, on: dt.date) -> Missions:
    """The missions of the region's plan for a year; on: the day (of the region) whose formulas
    hold. Fifteen statements, however many missions, targets and indicators there are."""
    version = _version(year)
    if version is None:
        return Missions(None, "", False, year, ())
    rows = Node.objects.filter(version=version, level__in=("visi", *SHOWN, "strategi"))
    tree = Tree(
        rows.values_list(
            "key", "parent_key", "level", "code", "own_code", "name", "organisation_id", "example",
            "place",
        )
    )  # fmt: skip
    shown = [key for key, row in tree.rows.items() if row[2] in SHOWN]
    promises = _promises(version, year, on, shown)
    work = work_of(version, now)

    def aim(key: UUID) -> Aim:
        _key, _parent, level, code, own, name, _agency, example, _place = tree.rows[key]
        said = tuple(promises.get(key, ()))
        return Aim(key, level, code or own, name, example, said, work.get(key, NOTHING))

    found = [key for key, _depth in tree.walk(None) if tree.rows[key][2] == "misi"]
    return Missions(
        plan_id=version.plan_id,
        title=version.plan.title,
        adopted=version.status == "adopted",
        year=year,
        missions=tuple(
            Mission(
                aim(key),
                tuple(
                    aim(below) for below, _depth in tree.walk(key)
                    if tree.rows[below][2] in ("tujuan", "sasaran")
                ),
            )
            for key in found
        ),
    )  # fmt: skip


def _version(year: int) -> Version | None:
    """The version in force that says the missions of a year."""
    rows: Iterable[Version] = Version.objects.select_related("plan").filter(
        Exists(Node.objects.filter(version=OuterRef("pk"), level="misi")),
        plan__organisation_id=None,
        plan__first_year__lte=year,
        plan__last_year__gte=year,
    )
    return max(
        rows,
        key=lambda one: (
            one.status == "adopted", -ORDER.index(one.plan.kind), one.plan.created_at, one.number,
        ),
        default=None,
    )  # fmt: skip


def _promises(
    version: Version, year: int, on: dt.date, nodes: list[UUID]
) -> Mapping[UUID, list[Promise]]:
    found = scored(version, year, on, nodes)
    entered = dict(
        Realisation.objects.filter(
            plan_id=version.plan_id, year=year, indicator_key__in=[one.key for one in found]
        )
        .exclude(status="returned")
        .values_list("indicator_key")
        .annotate(Max("entered_at"))
    )
    said: dict[UUID, list[Promise]] = {}
    for one in found:
        at = one.counted.fresh_at if one.counted else entered.get(one.key)
        said.setdefault(one.node_key, []).append(Promise(one, at))
    return said
