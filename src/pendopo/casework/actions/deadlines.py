"""Deadlines follow the calendar: they are pure functions, and what is stored is a cache."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import facts, models, movement, timing
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

BATCH = 500


def recompute_deadlines(*, now: dt.datetime) -> int:
    """Follow a day off that was decreed or taken back: every open deadline it touches moves, each
    case with a fact. Returns how many moved.

    Looks at all open cases without holding them; only a case that moves is locked, by itself.
    """
    moved, after = 0, UUID(int=0)
    while batch := _open_cases(after):
        after = batch[-1].id
        for case in batch:
            if _differs(case):
                moved += _follow(case.id, now)
    return moved


@ledger.within_region
def _open_cases(after: UUID) -> list[models.Case]:
    """The next open cases after one, each with its open tasks and live process timers."""
    rows = models.Case.objects.filter(ended_at=None, id__gt=after).order_by("id")
    return list(rows.prefetch_related("tasks", "timers")[:BATCH])


def _differs(case: models.Case) -> bool:
    """Whether anything cached is not what the calendar says now."""
    dues = _dues(case)
    open_tasks = (one for one in case.tasks.all() if one.status == models.Task.Status.OPEN)
    return (
        dues.case.at != case.due_at
        or any(one.due_at != dues.tasks[one.token].at for one in open_tasks)
        or any(
            at is not None and one.due_at != at
            for one in case.timers.all()
            if one.kind in (timing.PROCESS, timing.LATE)
            and one.done_at is None
            and one.cancelled_at is None
            for at in [timing.due_of(one, dues)]
        )
    )


@ledger.within_region
def _follow(case_id: UUID, now: dt.datetime) -> int:
    case = models.Case.objects.select_for_update().get(id=case_id)
    if case.ended_at:
        return 0
    compiled, dues = services.version(hash=case.version_hash), _dues(case)
    begun = services.flow.CaseState.decode(bytes(case.state)).begun
    deemed_at = timing.deemed_at(compiled, due_at=dues.case.at, ended=False, applied=not begun)
    timing.follow(case, dues, now, alarms=deemed_at != case.deemed_at)
    if deemed_at != case.deemed_at:
        timing.insert(case, timing.alarm_rows(deemed_at, now))
    tasks = movement.refresh_dues(list(case.tasks.filter(status=models.Task.Status.OPEN)), dues)
    found: list[ledger.Fact] = [
        facts.TaskDeadlineMoved(task=one.id, due_at=one.due_at) for one in tasks
    ]
    if dues.case.at != case.due_at:
        found.append(facts.DeadlineMoved(due_at=dues.case.at))
    case.due_at, case.deemed_at = dues.case.at, deemed_at
    case.version += 1
    case.save(update_fields=["due_at", "deemed_at", "version"])
    ledger.append(
        [
            ledger.Entry(
                fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
            )
            for fact in found
        ],
        now=now,
    )
    return 1


def _dues(case: models.Case) -> services.flow.Dues:
    return services.flow.dues(
        services.version(hash=case.version_hash),
        services.flow.CaseState.decode(bytes(case.state)),
        directory.calendar(),
    )
