"""Running cases move to another version of their package, and back: one transaction each."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from django.db import InterfaceError, OperationalError

from pendopo.casework import flow_facts, models, movement, policy
from pendopo.casework.queries.version_moves import elements_of, letters_of, plan_migration
from pendopo.casework.refusals import NotFound, Refused, Stale, as_ours
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

log = logging.getLogger(__name__)
BATCH = 50
Reason = Literal["needs_mapping", "blocked", "moved_on"]
_BUSY = ("running", "reverting")


@ledger.within_region
def migrate(
    *,
    service: str,
    old: str,
    new: str,
    mapping: Mapping[str, str],
    who: directory.Actor,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> UUID:
    """Begin to move the running cases of version `old` to version `new`; a job moves them, each on
    its own, and leaves those whose verdict is not automatic. Returns the id of the move.

    Raises `Refused` as `plan_migration` does, when nothing could move, or while another move of
    the service is under way.
    """
    made = plan_migration(service=service, old=old, new=new, mapping=mapping, who=who)
    owner = movement.owner(services.version(hash=old))

    def act() -> dict[str, object]:
        if models.VersionMove.objects.filter(service=service, status__in=_BUSY).exists():
            raise Refused("move_running")
        if not made.counts.get("automatic"):
            raise Refused("nothing_to_move")
        row = models.VersionMove.objects.create(
            id=uuid7(now), service=service, organisation_id=owner.id, account_id=who.account_id,
            from_hash=old, to_hash=new, mapping=dict(mapping), status="running",
            cases=made.total, begun_at=now,
        )  # fmt: skip
        begun = flow_facts.VersionMoveBegun(service=service, old=old, new=new, cases=made.total)
        _append(row, begun, who.account_id, now)
        return {"move": str(row.id)}

    return UUID(str(ledger.once(command, act)["move"]))


@ledger.within_region
def revert_migration(
    *, move_id: UUID, who: directory.Actor, version: int, now: dt.datetime
) -> None:
    """Begin to bring the cases of a finished move back to the version they came from; those that
    have moved on since stay. Raises `NotFound`, `Stale`, `Refused`."""
    row = models.VersionMove.objects.select_for_update().filter(id=move_id).first()
    if row is None or not policy.may_migrate(who, row.organisation_id):
        raise NotFound("move_unknown")
    if row.version != version or row.status != "done":
        raise Stale("move_stale")
    if models.VersionMove.objects.filter(service=row.service, status__in=_BUSY).exists():
        raise Refused("move_running")
    row.status, row.ended_at, row.version = "reverting", None, row.version + 1
    row.save(update_fields=["status", "ended_at", "version"])
    moved = models.MovedCase.objects.filter(move=row, outcome="moved").count()
    begun = flow_facts.VersionMoveBegun(
        service=row.service, old=row.to_hash, new=row.from_hash, cases=moved, back=True
    )
    _append(row, begun, who.account_id, now)


def move_cases(*, move_id: UUID, now: dt.datetime) -> bool:
    """Move, or bring back, the next cases of a move; False when it is over. Started again, it goes
    on where it was."""
    waiting, back = _waiting(move_id)
    for case_id in waiting:
        try:
            (_bring_back if back else _move)(move_id, case_id, now)
        except (OperationalError, InterfaceError):
            raise  # the database's own trouble: the job is tried again
        except Exception:
            log.exception("case %s cannot move between versions; it stays", case_id)
            _give_up(move_id, case_id, now)
    return bool(waiting) or not _close(move_id, now)


@ledger.within_region
def _waiting(move_id: UUID) -> tuple[list[UUID], bool]:
    row = models.VersionMove.objects.get(id=move_id)
    if row.status == "reverting":
        moved = models.MovedCase.objects.filter(move=row, outcome="moved").order_by("id")
        return list(moved.values_list("case_id", flat=True)[:BATCH]), True
    if row.status != "running":
        return [], False
    seen = models.MovedCase.objects.filter(move=row).values("case_id")
    cases = models.Case.objects.filter(
        service=row.service,
        version_hash=row.from_hash,
        ended_at=None,
        submitted_at__lte=row.begun_at,
    ).exclude(id__in=seen)
    return list(cases.order_by("submitted_at", "id").values_list("id", flat=True)[:BATCH]), False


@ledger.within_region
def _move(move_id: UUID, case_id: UUID, now: dt.datetime) -> None:
    case = models.Case.objects.select_for_update().get(id=case_id)
    row = models.VersionMove.objects.get(id=move_id)
    done = models.MovedCase.objects.filter(move=row, case=case).exists()
    if done or case.version_hash != row.from_hash or case.ended_at is not None:
        return
    old, new = services.version(hash=row.from_hash), services.version(hash=row.to_hash)
    plan = _plan(old, new, row.mapping)
    state = services.flow.CaseState.decode(bytes(case.state))
    verdict = services.flow.migration_verdict(
        plan, new, state, elements_of([case.id])[case.id], letters_of([case.id])[case.id]
    )
    kept = models.MovedCase(id=uuid7(now), move=row, case=case, outcome="moved", at=now)
    if verdict.answer != "automatic":
        kept.outcome, kept.answer, kept.element = "left", verdict.answer, verdict.element[:64]
        reason: Reason = "blocked" if verdict.answer == "blocked" else "needs_mapping"
        _left(case, row, reason, verdict.element, now)
    else:
        _carry_out(case, row, plan, new, state, now, back=False)
        kept.case_version = case.version
    kept.save(force_insert=True)


@ledger.within_region
def _give_up(move_id: UUID, case_id: UUID, now: dt.datetime) -> None:
    """A case that could not be carried over never keeps the others waiting."""
    case = models.Case.objects.select_for_update().get(id=case_id)
    row = models.VersionMove.objects.get(id=move_id)
    kept = models.MovedCase.objects.filter(move=row, case=case).first()
    if kept is None:
        kept = models.MovedCase(id=uuid7(now), move=row, case=case)
    kept.outcome = "stayed" if row.status == "reverting" else "left"
    kept.answer, kept.at = "blocked", now
    kept.save()
    _left(case, row, "blocked", "", now)


@ledger.within_region
def _bring_back(move_id: UUID, case_id: UUID, now: dt.datetime) -> None:
    case = models.Case.objects.select_for_update().get(id=case_id)
    row = models.VersionMove.objects.get(id=move_id)
    kept = models.MovedCase.objects.filter(move=row, case=case, outcome="moved").first()
    if kept is None:
        return
    old, new = services.version(hash=row.from_hash), services.version(hash=row.to_hash)
    plan = _plan(old, new, row.mapping).back()
    state = services.flow.CaseState.decode(bytes(case.state))
    still = case.version == kept.case_version and case.ended_at is None
    if still and plan.verdict(state.process).answer == "automatic":
        _carry_out(case, row, plan, old, state, now, back=True)
        kept.outcome = "reverted"
    else:
        kept.outcome, kept.answer = "stayed", "moved_on"
        _left(case, row, "moved_on", "", now)
    kept.at = now
    kept.save(update_fields=["outcome", "answer", "at"])


def _carry_out(
    case: models.Case,
    row: models.VersionMove,
    plan: services.flow.Plan,
    to: services.Compiled,
    state: services.flow.CaseState,
    now: dt.datetime,
    *,
    back: bool,
) -> None:
    """The state, the tasks and the timers of a locked case under their names in the other
    version; nothing is opened or cancelled."""
    move = services.flow.migrated(plan, to, state, now=now, calendar=directory.calendar())
    tasks, timers = list(case.tasks.all()), list(case.timers.all())
    for task in tasks:
        task.element = plan.names.get(task.element, task.element)
    for timer in timers:
        timer.element = plan.names.get(timer.element, timer.element)
    models.Task.objects.bulk_update(tasks, ["element"])
    models.Timer.objects.bulk_update(timers, ["element"])
    before, case.version_hash = case.version_hash, to.hash
    fact = flow_facts.CaseMigrated(move=row.id, old=before, new=to.hash, back=back)
    movement.carry_out(case, move, compiled=to, now=now, entries=[_about(case, row, fact, now)])


def _plan(
    old: services.Compiled, new: services.Compiled, mapping: Mapping[str, str]
) -> services.flow.Plan:
    try:
        return services.flow.migration_plan(old, new, mapping)
    except services.Refused as refused:
        raise as_ours(refused) from refused


def _left(
    case: models.Case, row: models.VersionMove, reason: Reason, element: str, now: dt.datetime
) -> None:
    fact = flow_facts.CaseLeftBehind(move=row.id, reason=reason, element=element or None)
    ledger.append([_about(case, row, fact, now)], now=now)


@ledger.within_region
def _close(move_id: UUID, now: dt.datetime) -> bool:
    """The move is over when no case waits any more."""
    row = models.VersionMove.objects.select_for_update().get(id=move_id)
    if row.status not in _BUSY:
        return True
    back = row.status == "reverting"
    row.status, row.ended_at = ("reverted" if back else "done"), now
    row.version += 1
    row.save(update_fields=["status", "ended_at", "version"])
    found = models.MovedCase.objects.filter(move=row)
    moved = found.filter(outcome="reverted" if back else "moved").count()
    left = found.filter(outcome="stayed" if back else "left").count()
    _append(
        row, flow_facts.VersionMoveEnded(moved=moved, left=left, back=back), row.account_id, now
    )
    return True


def _about(
    case: models.Case, row: models.VersionMove, fact: ledger.Fact, now: dt.datetime
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact,
        about=case.id,
        actor=row.account_id,
        organisation=case.organisation_id,
        occurred_at=now,
    )


def _append(
    row: models.VersionMove, fact: ledger.Fact, actor: UUID | None, now: dt.datetime
) -> None:
    entry = ledger.Entry(
        fact=fact,
        about=row.id,
        actor=actor,
        organisation=row.organisation_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
