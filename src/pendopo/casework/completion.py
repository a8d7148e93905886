"""Completing a task, the one way: for buttons, signatures and corrections alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pendopo.casework import attachments, facts, models, movement, policy, vault
from pendopo.casework.plain import plain
from pendopo.casework.refusals import NotFound, Refused, Stale, as_ours
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

OPEN = models.Task.Status.OPEN
Task = models.Task


def lock(task_id: UUID, who: directory.Actor, key: str = "") -> tuple[models.Task, models.Case]:
    """The case and the task, locked in this order, if `who` may do the task."""
    task, case = lock_any(task_id)
    policy.check_may_do(task, case, who, key)
    return task, case


def lock_any(task_id: UUID) -> tuple[models.Task, models.Case]:
    """The case and the task, locked in this order; the caller checks the right."""
    case_id = models.Task.objects.filter(id=task_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound("task_unknown")
    case = models.Case.objects.select_for_update().get(id=case_id)
    return models.Task.objects.select_for_update().get(id=task_id), case


def find(task_id: UUID) -> tuple[models.Task, models.Case]:
    """The task and its case, to read; the caller checks the right."""
    task = models.Task.objects.select_related("case").filter(id=task_id).first()
    if task is None:
        raise NotFound("task_unknown")
    return task, task.case


def check_open(task: models.Task, version: int) -> None:
    """Raises `Stale` when the task was completed or changed since the caller looked at it."""
    if task.status != OPEN:
        raise Stale("task_closed", who=_who_closed(task), when=_when_closed(task))
    if task.version != version:
        raise Stale("task_stale")


def check_free(task: models.Task, who: directory.Actor) -> None:
    """Raises `Refused` while somebody else holds the task; their supervisor may step in."""
    if task.assignee_id not in (None, who.account_id) and not policy.may_assign(task, who):
        raise Refused("task_taken")


def finish(
    task: models.Task,
    case: models.Case,
    compiled: services.Compiled,
    *,
    who: directory.Actor,
    outcome: str,
    answers: Mapping[str, Any],
    now: dt.datetime,
    extra: tuple[ledger.Entry, ...] = (),
) -> movement.Plan:
    """Carry out the completion of a locked, open task; the caller has checked the right."""
    definition = compiled.tasks[task.element]
    chosen = definition.outcomes.get(outcome)
    if chosen is None:
        raise Refused("outcome_unknown")
    key = directory.load_key(case.key_id)
    given = {**application_answers(case, key), **answers} if definition.corrects else answers
    try:
        move = services.flow.complete(
            compiled,
            services.flow.CaseState.decode(bytes(case.state)),
            task=task.token,
            outcome=outcome,
            answers=given,
            now=now,
            calendar=directory.calendar(),
        )
    except services.Refused as refused:
        raise as_ours(refused) from refused
    late = task.due_at is not None and now > task.due_at
    _keep_answers(task, case, definition, move, key, now)
    task.status, task.outcome = models.Task.Status.DONE, outcome
    task.completed_at, task.completed_by = now, who.account_id
    task.draft_sealed = None
    task.version += 1
    task.save()
    done = facts.TaskDone(task=task.id, element=task.element, outcome=outcome, late=late)
    entries = [entry(case, task, who, now, done), *extra]
    if chosen.asks_applicant:
        back = facts.CaseReturned(task=task.id, items=len(move.answers.items))
        entries.append(entry(case, task, who, now, back))
    if definition.corrects:
        entries.append(entry(case, task, who, now, facts.CaseCorrected(task=task.id)))
    return movement.carry_out(
        case, move, compiled=compiled, now=now, entries=entries, actor=who.account_id
    )


def _keep_answers(
    task: models.Task,
    case: models.Case,
    definition: services.TaskDef,
    move: services.flow.Move,
    key: directory.DataKey,
    now: dt.datetime,
) -> None:
    """A correction replaces the application's answers; any other task keeps its own."""
    clear, personal = move.answers.clear, move.answers.personal
    if definition.corrects:
        case.answers = plain(clear)
        case.sealed = vault.seal(
            key, plain(personal), table="casework_case", field="sealed", row=case.id
        )
        form = services.version(hash=case.version_hash).form
        attachments.replace(case, form, {**clear, **personal}, now)
        return
    if definition.form is not None:
        attachments.add(case, task, definition.form, {**clear, **personal}, now)
    task.answers = plain(clear)
    kept = {
        "answers": plain(personal),
        "items": [{"field": item.field, "reason": item.reason} for item in move.answers.items],
    }
    task.sealed = vault.seal(key, kept, table="casework_task", field="sealed", row=task.id)


def application_answers(case: models.Case, key: directory.DataKey) -> dict[str, Any]:
    """All answers of the application, unsealed."""
    personal = vault.unseal(key, case.sealed, table="casework_case", field="sealed", row=case.id)
    return {**case.answers, **personal}


def entry(
    case: models.Case,
    task: models.Task,
    who: directory.Actor,
    now: dt.datetime,
    fact: ledger.Fact,
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact,
        about=case.id,
        actor=who.account_id,
        organisation=task.organisation_id,
        occurred_at=now,
    )


def _who_closed(task: models.Task) -> str:
    if task.role == policy.APPLICANT:
        return "pemohon"
    if task.completed_by is None:
        return "sistem"
    title = directory.officer_title(task.completed_by)
    return title or directory.chart().name_of(task.organisation_id)


def _when_closed(task: models.Task) -> str:
    at = task.completed_at
    return f"{directory.calendar().local(at):%d-%m-%Y %H.%M}" if at else "-"
