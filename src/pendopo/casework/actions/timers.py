"""Time passes: timers fire, alarms sound, automatic work is answered or started again. Run by the
worker, region by region."""

from __future__ import annotations

import datetime as dt
import logging
from uuid import UUID

from django.db.models import Q

from pendopo.casework import facts, late_facts, models, movement, timing
from pendopo.casework.actions import opinions
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

log = logging.getLogger(__name__)
BATCH = 200
_WAITING = Q(done_at=None, cancelled_at=None)


def fire_due_timers(*, now: dt.datetime) -> int:
    """Fire every timer of the current region that is due, each in its own transaction.

    One that fails stays and is tried again next time; it never keeps the others waiting.
    """
    fired, after = 0, (dt.datetime.min.replace(tzinfo=dt.UTC), UUID(int=0))
    while due := _due(now, after):
        for due_at, timer_id in due:
            after = due_at, timer_id
            try:
                fired += fire_timer(timer_id=timer_id, now=now)
            except Exception:
                log.exception("timer %s failed; it stays and is tried again", timer_id)
    return fired


@ledger.within_region
def _due(now: dt.datetime, after: tuple[dt.datetime, UUID]) -> list[tuple[dt.datetime, UUID]]:
    """The next batch of due timers after one, in their order."""
    later = Q(due_at__gt=after[0]) | Q(due_at=after[0], id__gt=after[1])
    rows = models.Timer.objects.filter(_WAITING, later, due_at__lte=now).order_by("due_at", "id")
    return list(rows.values_list("due_at", "id")[:BATCH])


@ledger.within_region
def fire_timer(*, timer_id: UUID, now: dt.datetime) -> bool:
    """Fire one timer; False when its case is busy, or the timer is no longer wanted.

    The case is locked before its timer, as every verb does, so that none waits in a circle.
    """
    free = models.Case.objects.select_for_update(of=("self",), skip_locked=True)
    case = free.filter(timers__id=timer_id).first()
    if case is None:
        return False
    timer = case.timers.select_for_update().filter(_WAITING, id=timer_id, due_at__lte=now).first()
    if timer is None:
        return False
    timer.done_at = now
    timer.save(update_fields=["done_at"])
    fired = facts.TimerFired(kind=timer.kind, element=timer.element or None)
    entries = [_about(case, fired, now)]
    if case.ended_at is None:
        if timer.kind == timing.PROCESS and _advance(case, timer, entries, now):
            return True
        entries += _sound(case, timer, now)
    ledger.append(entries, now=now)
    return True


def _advance(
    case: models.Case, timer: models.Timer, entries: list[ledger.Entry], now: dt.datetime
) -> bool:
    """Let a timer of the process move the case; False when the process has gone past it."""
    compiled = services.version(hash=case.version_hash)
    state = services.flow.CaseState.decode(bytes(case.state))
    if timer.token not in {one.token for one in state.timers}:
        return False
    move = services.flow.fire(
        compiled, state, token=timer.token, now=now, calendar=directory.calendar()
    )
    if timer.element in compiled.tasks:
        entries = [*entries, *opinions.count_silence(case, compiled, timer, now)]
    elif _delays(compiled, timer.element):
        escalated = facts.CaseEscalated(reason="task_late", element=timer.element or None)
        entries = [*entries, _about(case, escalated, now)]
    movement.carry_out(case, move, compiled=compiled, now=now, entries=entries)
    return True


def _delays(compiled: services.Compiled, element: str) -> bool:
    """Somebody is late: a limit beside a step passed. One in the way, or one that ends the wait
    for somebody's word, is nobody's delay."""
    node = compiled.graph.nodes[element]
    return node.kind == "boundary" and not node.interrupting


def _sound(case: models.Case, timer: models.Timer, now: dt.datetime) -> list[ledger.Entry]:
    """The deemed decision comes near or has come: said aloud, never signed by itself. Or a call
    that nobody answered is made again; or what was asked until today was not reported back."""
    if timer.kind == timing.DEEMED_NEAR:
        return [_about(case, facts.CaseEscalated(reason="deemed_near"), now)]
    if timer.kind == timing.DEEMED:
        return [_about(case, facts.CaseEscalated(reason="deemed_passed"), now)]
    if timer.kind == timing.DISPOSITION:
        due = case.dispositions.filter(status="open", due_at=timer.due_at - timing.A_MOMENT)
        late = due.order_by("given_at").values_list("id", flat=True)
        return [_about(case, facts.DispositionLate(disposition=one), now) for one in late]
    if timer.kind == timing.LATE:
        waiting = case.tasks.filter(token=timer.token or 0, status=models.Task.Status.OPEN)
        days = timer.days or 0
        return [
            _about(case, late_facts.LateAgain(task=one, element=timer.element, days=days), now)
            for one in waiting.values_list("id", flat=True)
        ]
    if timer.kind == timing.CALL:
        state = services.flow.CaseState.decode(bytes(case.state))
        call = next((one for one in state.calls if one.token == timer.token), None)
        if call is not None:
            timing.watch_again(case, timer, now)
            again = facts.ServiceCalled(token=call.token, topic=call.topic, element=call.element)
            return [_about(case, again, now)]
    return []


@ledger.within_region
def answer_service(
    *, case_id: UUID, token: int, result: dict[str, object], now: dt.datetime
) -> bool:
    """The automatic work of a service task is done: the process goes on. Idempotent."""
    case = models.Case.objects.select_for_update().get(id=case_id)
    state = services.flow.CaseState.decode(bytes(case.state))
    call = next((one for one in state.calls if one.token == token), None)
    if case.ended_at or call is None:
        return False
    compiled = services.version(hash=case.version_hash)
    move = services.flow.answered(
        compiled, state, token=token, result=result, now=now, calendar=directory.calendar()
    )
    done = facts.ServiceAnswered(token=token, topic=call.topic)
    movement.carry_out(case, move, compiled=compiled, now=now, entries=[_about(case, done, now)])
    return True


def _about(case: models.Case, fact: ledger.Fact, now: dt.datetime) -> ledger.Entry:
    return ledger.Entry(
        fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
    )
