"""The red thread: from a case up to the vision, and from any node down to today's cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from pendopo.casework import api as casework
from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Indicator, MeasureLink, Node, Version
from pendopo.planning.queries.outline import Line, outline
from pendopo.planning.values import RANK


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """A node on the way. `plan_id` and `year` say which page shows it."""

    key: UUID
    plan_id: UUID
    level: str
    code: str
    name: str
    organisation_id: UUID | None
    example: bool


@dataclass(frozen=True, slots=True)
class ThreadWay:
    """One way up: the measure that counts the service, the indicator it feeds, and the nodes from
    the one that has the indicator to the top, as the version in force has them."""

    measure: str
    service: str
    indicator_key: UUID
    indicator: str
    unit: str
    plan_title: str
    version_id: UUID
    steps: tuple[ThreadStep, ...]

    @property
    def agencies(self) -> frozenset[UUID]:
        """The organisations that carry a node on it."""
        return frozenset(one.organisation_id for one in self.steps if one.organisation_id)

    @property
    def target(self) -> ThreadStep | None:
        """What is endangered when this work is late: the nearest target, else the nearest goal."""
        for level in ("sasaran", "tujuan"):
            for one in self.steps:
                if one.level == level:
                    return one
        return None


@dataclass(frozen=True, slots=True)
class Thread:
    """Every way up, the longest first; empty when nothing in the plans in force counts this
    work."""

    ways: tuple[ThreadWay, ...]

    def way(self, *, service: str = "", measure: str = "") -> ThreadWay | None:
        """The longest way of one service, or of one measure."""
        for one in self.ways:
            if (service and one.service == service) or (measure and one.measure == measure):
                return one
        return None

    def of_agency(self, organisation_id: UUID, *, service: str = "") -> tuple[ThreadWay, ...]:
        """The longest way to each target through what the agency carries in the plans; where it
        carries nothing that is measured, the ways of the service that no other agency carries."""
        own = [one for one in self.ways if organisation_id in one.agencies]
        chosen = own or [one for one in self.ways if one.service == service and not one.agencies]
        found: dict[UUID | None, ThreadWay] = {}
        for one in chosen:
            found.setdefault(one.target.key if one.target else None, one)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Threat:
    """A target behind which work is late now. late: cases; services: whose."""

    name: str
    key: UUID
    late: int
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Live:
    """Cases of a service right now: open, and late among them."""

    service: str
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """An indicator below a node that is measured, with the work behind it."""

    node_key: UUID
    node_name: str
    indicator_key: UUID
    indicator: str
    measure: str
    live: Live | None


@dataclass(frozen=True, slots=True)
class ThreadTree:
    """Below a node: its lines of the tree, the measured indicators there, and the cases they
    stand for. A service counts once, however many indicators lean on it."""

    lines: tuple[Line, ...]
    links: tuple[ThreadLink, ...]
    open: int
    late: int
    money: Decimal | None


@ledger.within_region
def thread_up(*, service: str = "", measure: str = "", case: UUID | None = None) -> Thread:
    """From a service, a measure or a case (its service) upward, in the plans that are in force.

    A plan that is not adopted yet counts while it has nothing else. Four statements, whatever the
    plans. Nothing personal is read.
    """
    if case is not None:
        service = casework.service_of_case(case_id=case) or ""
    wanted = Q(service=service) if service else Q(measure=measure)
    return _ways(wanted) if service or measure else Thread(())


@ledger.within_region
def threads_up(
    *,
    services: Iterable[str] = (),
    measures: Iterable[str] = (),
    organisations: Iterable[UUID] = (),
) -> Thread:
    """From many services, measures and agencies upward at once; each way says whose it is. Four
    statements for all of them, none for none."""
    served, counted = {one for one in services if one}, {one for one in measures if one}
    agencies = set(organisations)
    if agencies:
        found = _ways(Q())
        return Thread(
            tuple(
                one
                for one in found.ways
                if one.service in served or one.measure in counted or one.agencies & agencies
            )
        )
    if not (served or counted):
        return Thread(())
    return _ways(Q(service__in=sorted(served)) | Q(measure__in=sorted(counted)))


@ledger.within_region
def threats(*, now: dt.datetime) -> tuple[Threat, ...]:
    """The targets behind which cases are late now, the most first. Five statements."""
    behind: dict[UUID, tuple[ThreadStep, set[str]]] = {}
    for one in _ways(~Q(service="")).ways:
        if one.target:
            behind.setdefault(one.target.key, (one.target, set()))[1].add(one.service)
    lives = live_counts({slug for _step, slugs in behind.values() for slug in slugs}, now)
    found = [
        Threat(
            step.name,
            key,
            sum(lives[one].late for one in slugs if one in lives),
            tuple(sorted(slugs)),
        )
        for key, (step, slugs) in behind.items()
    ]
    return tuple(sorted((one for one in found if one.late), key=lambda one: (-one.late, one.name)))


def _ways(wanted: Q) -> Thread:
    links = list(MeasureLink.objects.filter(wanted).order_by("measure", "service", "pk"))
    if not links:
        return Thread(())
    versions = in_force({one.plan_id for one in links})
    found = {
        (one.version_id, one.key): one
        for one in Indicator.objects.filter(
            version__in=[one.pk for one in versions.values()],
            key__in=[one.indicator_key for one in links],
        )
    }
    nodes = ancestry(
        [versions[one.plan_id].pk for one in links if one.plan_id in versions],
        [one.node_key for one in found.values()],
    )
    ways = []
    for link in links:
        version = versions.get(link.plan_id)
        row = found.get((version.pk, link.indicator_key)) if version else None
        if version is None or row is None:
            continue
        ways.append(
            ThreadWay(
                link.measure, link.service, row.key, row.name, row.unit, version.plan.title,
                version.pk, _steps(version, row.node_key, nodes),
            )
        )  # fmt: skip
    ways.sort(key=lambda one: -len(one.steps))
    return Thread(tuple(ways))


def in_force(plan_ids: Iterable[UUID]) -> dict[UUID, Version]:
    """Plan -> the version that counts. One statement."""
    found: dict[UUID, Version] = {}
    rows = Version.objects.select_related("plan").filter(plan__in=list(plan_ids))
    for one in rows:
        best = found.get(one.plan_id)
        if best is None or _weight(one) > _weight(best):
            found[one.plan_id] = one
    return found


def _weight(one: Version) -> tuple[bool, int]:
    return one.status == "adopted", one.number


def ancestry(versions: list[UUID], keys: list[UUID]) -> dict[tuple[UUID, UUID], Node]:
    """The nodes and everything above them, by version and key. One statement."""
    rows = Node.objects.raw(
        "WITH RECURSIVE up AS ("
        " SELECT n.* FROM planning_node n WHERE n.version_id = ANY(%s) AND n.key = ANY(%s)"
        " UNION SELECT p.* FROM planning_node p JOIN up"
        " ON p.version_id = up.version_id AND p.key = up.parent_key"
        ") SELECT id, region_code, version_id, key, parent_key, level, code, own_code, name,"
        " skpd_code, organisation_id, position_id, place, source, example, revision FROM up",
        [versions, keys],
    )
    return {(one.version_id, one.key): one for one in rows}


def _steps(
    version: Version, key: UUID, nodes: Mapping[tuple[UUID, UUID], Node]
) -> tuple[ThreadStep, ...]:
    found: list[ThreadStep] = []
    at = nodes.get((version.pk, key))
    while at is not None:
        found.append(
            ThreadStep(at.key, version.plan_id, at.level, at.code or at.own_code, at.name,
                       at.organisation_id, at.example)
        )  # fmt: skip
        at = nodes.get((version.pk, at.parent_key)) if at.parent_key else None
    return tuple(sorted(found, key=lambda one: -RANK[one.level]))


@ledger.within_region
def thread_down(
    *, version_id: UUID, node: UUID, now: dt.datetime, year: int | None = None
) -> ThreadTree:
    """From a node down to the cases that are open now. Raises `NotFound`."""
    version = version_of(version_id)
    tree = outline(version_id=version_id, year=year, root=node)
    keys = {one.key: one for one in tree.lines}
    indicators = list(Indicator.objects.filter(version=version, node_key__in=list(keys)))
    known = {one.key: one for one in indicators}
    links = list(MeasureLink.objects.filter(indicator_key__in=list(known)).order_by("pk"))
    lives = live_counts({one.service for one in links if one.service}, now)
    return ThreadTree(
        lines=tree.lines,
        links=tuple(
            ThreadLink(
                known[one.indicator_key].node_key,
                keys[known[one.indicator_key].node_key].name,
                one.indicator_key,
                known[one.indicator_key].name,
                one.measure,
                lives.get(one.service),
            )
            for one in links
        ),
        open=sum(one.open for one in lives.values()),
        late=sum(one.late for one in lives.values()),
        money=tree.lines[0].money if tree.lines else None,
    )


def live_counts(services: set[str], now: dt.datetime) -> dict[str, Live]:
    """One statement for all of them."""
    if not services:
        return {}
    counted = casework.open_cases_of(services=sorted(services), now=now)
    return {one.service: Live(one.service, one.open, one.late) for one in counted}
