"""One act on many tasks, done by a job: each task in a transaction of its own, told one by one."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction

from pendopo.casework import models
from pendopo.casework.actions.assigning import assign
from pendopo.casework.actions.tasks import release, snooze, take
from pendopo.casework.orders import facts
from pendopo.casework.orders.trial import Act, TaskResult, Ticked, sentence
from pendopo.casework.refusals import NotFound, Refused, Stale
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

log = logging.getLogger(__name__)
TASKS_AT_ONCE = 50
"""Tasks that are done while their officer waits; `begin_batch` takes more."""
MOST_TASKS = 500
UNDO = dt.timedelta(minutes=2)
"""How long a batch may be taken back after it ended: longer than the ten seconds of a short one,
because nobody need be looking when the job ends."""
OPPOSITE: dict[Act, Act] = {
    "take": "release", "release": "take", "snooze": "wake", "assign": "release",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """How far a batch is. `results` in the order of the tasks, also those still waiting;
    `undone_by`: the batch that took it back; `undo_until`: None when it cannot be."""

    id: UUID
    act: Act
    tasks: int
    done: int
    refused: int
    results: tuple[TaskResult, ...]
    begun_at: dt.datetime
    ended_at: dt.datetime | None
    undoes: UUID | None
    undone_by: UUID | None
    undo_until: dt.datetime | None


@ledger.within_region
def begin_batch(
    *,
    act: Act,
    tasks: Sequence[Ticked],
    who: directory.Actor,
    now: dt.datetime,
    to: UUID | None = None,
    until: dt.datetime | None = None,
    command: ledger.Command | None = None,
) -> UUID:
    """Ask for an act on up to 500 tasks; a job does it. `to` is whom they are assigned to, `until`
    when a snooze ends. Four statements. Raises `Refused` for none, or too many."""
    if who.account_id is None or not 0 < len(tasks) <= MOST_TASKS:
        raise Refused("batch_size", most=MOST_TASKS)
    once = list({one.task: one for one in tasks}.values())

    def begin() -> dict[str, object]:
        batch = models.TaskBatch(act=act, to_id=to if act == "assign" else None, until=until)
        return {"batch": str(_begin(batch, once, who, now))}

    return UUID(str(ledger.once(command, begin)["batch"]))


@ledger.within_region
def undo_batch(*, batch_id: UUID, who: directory.Actor, now: dt.datetime) -> UUID:
    """Take a batch back, within two minutes of its end: a batch of its own, of what was done and
    nobody touched since. Asked twice: the same. Raises `NotFound`, `Stale` when it is too late."""
    row = _own(batch_id, who, lock=True)
    again = models.TaskBatch.objects.filter(undoes=row).first()
    if again is not None:
        return again.id
    if not _undoable(row) or row.ended_at is None or now > row.ended_at + UNDO:
        raise Stale("batch_late")
    done = row.items.filter(state="done").order_by("at")
    tasks = [Ticked(one.task_id, one.after or 0, one.number) for one in done]
    if not tasks:
        raise Stale("batch_late")
    return _begin(models.TaskBatch(act=OPPOSITE[cast(Act, row.act)], undoes=row), tasks, who, now)


def _begin(
    row: models.TaskBatch, tasks: Sequence[Ticked], who: directory.Actor, now: dt.datetime
) -> UUID:
    assert who.account_id is not None  # an officer has one
    row.id, row.account_id, row.tasks, row.begun_at = uuid7(now), who.account_id, len(tasks), now
    row.save(force_insert=True)
    models.BatchTask.objects.bulk_create(
        models.BatchTask(
            id=uuid7(now), batch=row, at=at, task_id=one.task, number=one.number[:24],
            version=one.version,
        )
        for at, one in enumerate(tasks)
    )  # fmt: skip
    undone = row.undoes.id if row.undoes else None
    begun = facts.TaskBatchBegun(act=cast(Act, row.act), tasks=row.tasks, undoes=undone)
    _append(row, begun, now)
    return row.id


def do_next(*, batch_id: UUID, now: dt.datetime) -> bool:
    """The next task of a batch; False when it is over. Started again it goes on where it was: the
    act and its line in the report are one transaction."""
    try:
        return _do_next(batch_id, now)
    except (OperationalError, InterfaceError):
        raise  # the database's own trouble: the job is tried again
    except Exception:
        log.exception("a task of batch %s failed; the others go on", batch_id)
        return _give_up(batch_id, now)


@ledger.within_region
def _do_next(batch_id: UUID, now: dt.datetime) -> bool:
    row = models.TaskBatch.objects.select_for_update().get(id=batch_id)
    if row.ended_at is not None:
        return False
    item = row.items.filter(state="waiting").order_by("at").first()
    if item is None:
        return _end(row, now)
    who = directory.actor_of(account_id=row.account_id, now=now)  # with the rights of this moment
    try:
        with transaction.atomic():
            item.after = _act(row, item, who, now)
        item.state = "done"
    except Refused as refused:
        item.state, item.reason = "refused", refused.code[:40]
    item.save(update_fields=["state", "reason", "after"])
    return True


def _act(
    row: models.TaskBatch, item: models.BatchTask, who: directory.Actor, now: dt.datetime
) -> int:
    task_id, version = item.task_id, item.version
    match row.act:
        case "take":
            return take(task_id=task_id, who=who, version=version, now=now)
        case "release":
            return release(task_id=task_id, who=who, version=version, now=now)
        case "assign":
            to = row.to_id or UUID(int=0)
            return assign(task_id=task_id, who=who, to=to, version=version, now=now)
    until = row.until if row.act == "snooze" else None
    return snooze(task_id=task_id, who=who, version=version, until=until, now=now)


@ledger.within_region
def _give_up(batch_id: UUID, now: dt.datetime) -> bool:
    """The task that raised is refused, so that it does not stop the others."""
    row = models.TaskBatch.objects.select_for_update().get(id=batch_id)
    item = row.items.filter(state="waiting").order_by("at").first()
    if item is None:
        return _end(row, now)
    item.state, item.reason = "refused", "batch_failed"
    item.save(update_fields=["state", "reason"])
    return True


def _end(row: models.TaskBatch, now: dt.datetime) -> bool:
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    done = row.items.filter(state="done").count()
    _append(row, facts.TaskBatchEnded(done=done, refused=row.tasks - done), now)
    return False


@ledger.within_region
def task_batch(*, batch_id: UUID, who: directory.Actor) -> Batch:
    """One batch with its report, for whoever asked for it; `NotFound` for everybody else. Three
    statements."""
    row = _own(batch_id, who)
    items = list(row.items.order_by("at"))
    undone = models.TaskBatch.objects.filter(undoes=row).values_list("id", flat=True).first()
    done = sum(one.state == "done" for one in items)
    open_ = undone is None and row.ended_at is not None and done > 0 and _undoable(row)
    return Batch(
        id=row.id,
        act=cast(Act, row.act),
        tasks=row.tasks,
        done=done,
        refused=sum(one.state == "refused" for one in items),
        results=tuple(_result(one) for one in items),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        undoes=row.undoes_id,
        undone_by=undone,
        undo_until=row.ended_at + UNDO if open_ and row.ended_at else None,
    )


def _result(one: models.BatchTask) -> TaskResult:
    refusal = sentence(one.reason) if one.state == "refused" else None
    return TaskResult(one.task_id, one.number, one.after, refusal)


def _undoable(row: models.TaskBatch) -> bool:
    return row.undoes_id is None and row.act in OPPOSITE


def _own(batch_id: UUID, who: directory.Actor, *, lock: bool = False) -> models.TaskBatch:
    rows = models.TaskBatch.objects.select_for_update() if lock else models.TaskBatch.objects.all()
    row = rows.filter(id=batch_id).first()
    if row is None or row.account_id != who.account_id:
        raise NotFound("batch_unknown")
    return row


def _append(row: models.TaskBatch, fact: ledger.Fact, now: dt.datetime) -> None:
    entry = ledger.Entry(fact=fact, about=row.id, actor=row.account_id, occurred_at=now)
    ledger.append([entry], now=now)
