"""Time passes: timers fire, deadlines follow the calendar. Run by the worker, region by region."""

from __future__ import annotations

import datetime as dt
import logging
from uuid import UUID

from pendopo.casework import facts, models, movement
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

log = logging.getLogger(__name__)
BATCH = 200


def fire_due_timers(*, now: dt.datetime) -> int:
    """Fire every timer of the current region that is due, each in its own transaction."""
    fired = 0
    for timer_id in _due(now):
        try:
            fired += fire_timer(timer_id=timer_id, now=now)
        except Exception:
            log.exception("timer %s failed; it stays and is tried again", timer_id)
    return fired


@ledger.within_region
def _due(now: dt.datetime) -> list[UUID]:
    rows = models.Timer.objects.filter(due_at__lte=now, done_at=None, cancelled_at=None)
    return list(rows.order_by("due_at").values_list("id", flat=True)[:BATCH])


@ledger.within_region
def fire_timer(*, timer_id: UUID, now: dt.datetime) -> bool:
    """Fire one timer; False when another worker has it or it is no longer wanted."""
    timer = (
        models.Timer.objects.select_for_update(skip_locked=True)
        .filter(id=timer_id, done_at=None, cancelled_at=None, due_at__lte=now)
        .first()
    )
    if timer is None:
        return False
    case = models.Case.objects.select_for_update().get(id=timer.case_id)
    timer.done_at = now
    timer.save(update_fields=["done_at"])
    fact = facts.TimerFired(kind=timer.kind, element=timer.element or None)
    entries = [ledger.Entry(fact=fact, about=case.id, occurred_at=now)]
    if case.ended_at:
        ledger.append(entries, now=now)
        return True
    if timer.kind != movement.PROCESS:
        _alarm(case, timer, now, entries)
        return True
    compiled = services.version(hash=case.version_hash)
    try:
        move = services.flow.fire(
            compiled,
            services.flow.CaseState.decode(bytes(case.state)),
            token=timer.token,
            now=now,
            calendar=directory.calendar(),
        )
    except services.Refused:
        ledger.append(entries, now=now)  # the process has moved on
        return True
    escalated = facts.CaseEscalated(reason="task_late", element=timer.element or None)
    entries.append(_about(case, escalated, now))
    movement.carry_out(case, move, compiled=compiled, now=now, entries=entries)
    return True


def _alarm(
    case: models.Case, timer: models.Timer, now: dt.datetime, entries: list[ledger.Entry]
) -> None:
    """The deemed decision comes near or has come: said aloud, never signed by itself."""
    near = timer.kind == movement.DEEMED_NEAR
    fact = facts.CaseEscalated(reason="deemed_near" if near else "deemed_passed")
    ledger.append([*entries, _about(case, fact, now)], now=now)


@ledger.within_region
def answer_service(
    *, case_id: UUID, token: int, result: dict[str, object], now: dt.datetime
) -> bool:
    """The automatic work of a service task is done: the process goes on. Idempotent."""
    case = models.Case.objects.select_for_update().get(id=case_id)
    state = services.flow.CaseState.decode(bytes(case.state))
    if case.ended_at or token not in {call.token for call in state.calls}:
        return False
    compiled = services.version(hash=case.version_hash)
    move = services.flow.answered(
        compiled, state, token=token, result=result, now=now, calendar=directory.calendar()
    )
    movement.carry_out(case, move, compiled=compiled, now=now, entries=[])
    return True


@ledger.within_region
def recompute_deadlines(*, now: dt.datetime) -> int:
    """Follow the calendar: a day off decreed today moves every open deadline it touches.

    Deadlines are pure functions; what is stored is a cache and this rebuilds it. Returns how
    many cases moved, each with a fact.
    """
    moved = 0
    open_cases = models.Case.objects.filter(ended_at=None, due_at__gte=now)
    for case in open_cases.select_for_update(skip_locked=True).order_by("due_at")[:5_000]:
        moved += _follow_calendar(case, now)
    return moved


def _follow_calendar(case: models.Case, now: dt.datetime) -> int:
    compiled = services.version(hash=case.version_hash)
    state = services.flow.CaseState.decode(bytes(case.state))
    dues = services.flow.dues(compiled, state, directory.calendar())
    if dues.case.at == case.due_at or dues.case.at is None:
        return 0
    case.due_at = dues.case.at
    case.deemed_at = dues.case.at if case.deemed_at else None
    case.version += 1
    case.save(update_fields=["due_at", "deemed_at", "version"])
    for task in case.tasks.filter(status=models.Task.Status.OPEN):
        due = dues.tasks.get(task.token)
        if due is not None and due.at != task.due_at:
            task.due_at = due.at
            task.save(update_fields=["due_at"])
    movement.reset_timers(case, dues, now)
    ledger.append([_about(case, facts.DeadlineMoved(due_at=dues.case.at), now)], now=now)
    return 1


def _about(case: models.Case, fact: ledger.Fact, now: dt.datetime) -> ledger.Entry:
    return ledger.Entry(
        fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
    )
