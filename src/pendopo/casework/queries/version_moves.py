"""Moves of running cases between versions: what would happen, and what did."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from pendopo.casework import models, movement, policy
from pendopo.casework.refusals import NotFound, Refused, as_ours
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

SHOWN = 200
CHOICES = 12
"""Versions of a service that one chooses from, besides those that have cases."""
Text = services.Text


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """What would become of one case. answer: "automatic", "needs mapping" or "blocked", then with
    the element and the reason."""

    case_id: UUID
    number: str
    stage: str
    answer: str
    element: str
    reason: Text


@dataclass(frozen=True, slots=True)
class ElementVerdict:
    """What becomes of an element at which cases can stand. standing: cases that do now."""

    element: str
    label: str
    answer: str
    target: str
    reason: Text
    standing: int


@dataclass(frozen=True, slots=True)
class MovePlan:
    """A move, dry. counts: cases by answer; cases: the first 200, those that cannot move first."""

    service: str
    title: Text
    old: str
    new: str
    mapping: Mapping[str, str]
    counts: Mapping[str, int]
    total: int
    cases: tuple[CaseVerdict, ...]
    elements: tuple[ElementVerdict, ...]


@dataclass(frozen=True, slots=True)
class VersionCount:
    """A version of a service, and the running cases that it has."""

    service: str
    title: Text
    version: str
    valid_from: dt.datetime
    running: int


@dataclass(frozen=True, slots=True)
class VersionMoveView:
    """A move that was begun. outcomes: cases by what became of them (moved, left, reverted,
    stayed). left: the first 200 that did not move."""

    id: UUID
    service: str
    title: Text
    old: str
    new: str
    mapping: Mapping[str, str]
    status: str  # running | done | reverting | reverted
    cases: int
    outcomes: Mapping[str, int]
    left: tuple[CaseVerdict, ...]
    begun_at: dt.datetime
    ended_at: dt.datetime | None
    version: int


@ledger.within_region
def service_versions(*, who: directory.Actor) -> tuple[VersionCount, ...]:
    """Versions of the services that the viewer may move cases of, oldest first in each service,
    with their running cases: the latest twelve, and all that have cases."""
    rows = models.Case.objects.filter(ended_at=None).values_list("service", "version_hash")
    running = {(slug, key): n for slug, key, n in rows.annotate(n=Count("id"))}
    found: dict[tuple[str, str], VersionCount] = {}
    for slug in sorted({slug for slug, _ in running}):
        known = services.versions_of(slug=slug)
        if not known or not policy.may_migrate(who, _owner(known[-1].hash).id):
            continue
        for one in known:
            count = running.get((slug, one.hash), 0)
            if count or one in known[-CHOICES:]:
                title = services.version(hash=one.hash).service.title
                found[slug, one.hash] = VersionCount(slug, title, one.hash, one.valid_from, count)
    return tuple(found.values())


@ledger.within_region
def plan_migration(
    *, service: str, old: str, new: str, mapping: Mapping[str, str], who: directory.Actor
) -> MovePlan:
    """The dry run: what would become of each running case of version `old`. Changes nothing.

    Raises `Refused`: versions that are none or the same, a mapping that names what is not there,
    or a viewer who neither supervises nor administers the agency. Three statements.
    """
    before, after, plan = planned(service, old, new, mapping, who)
    rows = list(
        models.Case.objects.filter(service=service, version_hash=old, ended_at=None)
        .order_by("submitted_at", "id")
        .values_list("id", "number", "stage", "state")
    )
    elements = elements_of([row[0] for row in rows])
    letters = letters_of([row[0] for row in rows])
    verdicts: list[CaseVerdict] = []
    standing: Counter[str] = Counter()
    for case_id, number, stage, state in rows:
        case = services.flow.CaseState.decode(bytes(state))
        standing.update({token.node for token in case.process.tokens})
        verdict = services.flow.migration_verdict(
            plan, after, case, elements[case_id], letters[case_id]
        )
        verdicts.append(_verdict(case_id, number, stage, verdict))
    verdicts.sort(key=lambda one: one.answer == "automatic")
    return MovePlan(
        service=service,
        title=before.service.title,
        old=old,
        new=new,
        mapping=dict(mapping),
        counts=Counter(one.answer for one in verdicts),
        total=len(verdicts),
        cases=tuple(verdicts[:SHOWN]),
        elements=tuple(
            ElementVerdict(
                element,
                before.graph.nodes[element].label,
                one.answer,
                one.target,
                Text(id=one.message or "-", en=one.english or "-"),
                standing[element],
            )
            for element, one in plan.verdicts.items()
        ),
    )


@ledger.within_region
def version_move(*, move_id: UUID, who: directory.Actor) -> VersionMoveView:
    """One move with its progress. Raises `NotFound`, also for whoever may not migrate there."""
    row = models.VersionMove.objects.filter(id=move_id).first()
    if row is None or not policy.may_migrate(who, row.organisation_id):
        raise NotFound("move_unknown")
    return _view(row, _outcomes([row.id])[row.id], _left(row))


@ledger.within_region
def version_moves(*, who: directory.Actor) -> tuple[VersionMoveView, ...]:
    """The latest moves that the viewer may see, newest first."""
    rows = list(models.VersionMove.objects.order_by("-begun_at")[:50])
    allowed = {one: policy.may_migrate(who, one) for one in {row.organisation_id for row in rows}}
    mine = [row for row in rows if allowed[row.organisation_id]][:20]
    outcomes = _outcomes([row.id for row in mine])
    return tuple(_view(row, outcomes[row.id], ()) for row in mine)


def planned(
    service: str, old: str, new: str, mapping: Mapping[str, str], who: directory.Actor
) -> tuple[services.Compiled, services.Compiled, services.flow.Plan]:
    """Both versions and the plan, if the viewer may move cases of the service."""
    known = {one.hash for one in services.versions_of(slug=service)}
    if not {old, new} <= known:
        raise Refused("version_unknown")
    policy.check_may_migrate(who, _owner(old).id)
    if old == new:
        raise Refused("versions_same")
    before, after = services.version(hash=old), services.version(hash=new)
    try:
        plan = services.flow.migration_plan(before, after, mapping)
    except services.Refused as refused:
        raise as_ours(refused) from refused
    return before, after, plan


def elements_of(case_ids: list[UUID]) -> dict[UUID, set[str]]:
    """The elements of all tasks that cases have ever had."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = models.Task.objects.filter(case_id__in=case_ids).values_list("case_id", "element")
    for case_id, element in rows.distinct():
        found[case_id].add(element)
    return found


def letters_of(case_ids: list[UUID]) -> dict[UUID, set[str]]:
    """The letters that were made for cases, by their names in the package."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = models.CaseLetter.objects.filter(case_id__in=case_ids)
    for case_id, template in rows.values_list("case_id", "template"):
        found[case_id].add(template)
    return found


def _owner(version: str) -> directory.Organisation:
    return movement.owner(services.version(hash=version))


def _verdict(case_id: UUID, number: str, stage: str, found: services.flow.Verdict) -> CaseVerdict:
    reason = Text(id=found.message or "-", en=found.english or "-")
    return CaseVerdict(case_id, number, stage, found.answer, found.element, reason)


def _outcomes(moves: list[UUID]) -> dict[UUID, dict[str, int]]:
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = models.MovedCase.objects.filter(move_id__in=moves).values_list("move_id", "outcome")
    for move, outcome, count in rows.annotate(n=Count("id")):
        found[move][outcome] = count
    return found


def _left(row: models.VersionMove) -> tuple[CaseVerdict, ...]:
    rows = models.MovedCase.objects.filter(move=row, outcome__in=("left", "stayed"))
    return tuple(
        CaseVerdict(one.case_id, one.case.number, one.case.stage, one.answer, one.element,
                    _WHY[one.answer])
        for one in rows.select_related("case").order_by("case__submitted_at")[:SHOWN]
    )  # fmt: skip


_WHY: Mapping[str, Text] = {
    "needs mapping": Text(id="Perlu padanan unsur.", en="Needs a mapping."),
    "blocked": Text(id="Tidak dapat dipindahkan.", en="Cannot be moved."),
    "moved_on": Text(
        id="Sudah berjalan lagi sesudah dipindahkan.", en="Has moved on since it was moved."
    ),
}


def _view(
    row: models.VersionMove, outcomes: Mapping[str, int], left: tuple[CaseVerdict, ...]
) -> VersionMoveView:
    return VersionMoveView(
        id=row.id,
        service=row.service,
        title=services.version(hash=row.from_hash).service.title,
        old=row.from_hash,
        new=row.to_hash,
        mapping=row.mapping,
        status=row.status,
        cases=row.cases,
        outcomes=outcomes,
        left=left,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        version=row.version,
    )
