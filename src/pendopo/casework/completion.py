"""Completing a task, the one way: for buttons, signatures and corrections alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pendopo.casework import facts, models, movement, policy, vault
from pendopo.casework.refusals import NotFound, Refused, Stale, as_ours
from pendopo.core.forms import files_in
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

OPEN = models.Task.Status.OPEN


def lock(task_id: UUID, who: directory.Actor, key: str = "") -> tuple[models.Task, models.Case]:
    """The case and the task, locked in this order, if `who` may do the task."""
    case_id = models.Task.objects.filter(id=task_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound("task_unknown")
    case = models.Case.objects.select_for_update().get(id=case_id)
    task = models.Task.objects.select_for_update().get(id=task_id)
    policy.check_may_do(task, case, who, key)
    return task, case


def check_open(task: models.Task, version: int) -> None:
    if task.status != OPEN:
        raise Stale("task_closed", who=_who_closed(task), when=_when_closed(task))
    if task.version != version:
        raise Stale("task_stale")


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
    data_key = directory.load_key(case.key_id)
    given = _application_answers(case, data_key, answers) if definition.corrects else answers
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
    _keep_answers(task, case, definition, move, data_key, now)
    task.status, task.outcome = models.Task.Status.DONE, outcome
    task.completed_at, task.completed_by = now, who.account_id
    task.draft_sealed = None
    task.version += 1
    task.save()
    entries = [
        entry(
            case, task, who, now,
            facts.TaskDone(task=task.id, element=task.element, outcome=outcome, late=late),
        ),
        *extra,
    ]  # fmt: skip
    if move.answers.items:
        entries.append(
            entry(case, task, who, now,
                   facts.CaseReturned(task=task.id, items=len(move.answers.items)))
        )  # fmt: skip
    if definition.corrects:
        entries.append(entry(case, task, who, now, facts.CaseCorrected(task=task.id)))
    return movement.carry_out(case, move, compiled=compiled, now=now, entries=entries)


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
        case.answers = movement.plain(clear)
        case.sealed = vault.seal(
            key, movement.plain(personal), table="casework_case", field="sealed", row=case.id
        )
        _replace_files(case, services.version(hash=case.version_hash), {**clear, **personal}, now)
        return
    task.answers = movement.plain(clear)
    kept = {
        "answers": movement.plain(personal),
        "items": [{"field": item.field, "reason": item.reason} for item in move.answers.items],
    }
    task.sealed = vault.seal(key, kept, table="casework_task", field="sealed", row=task.id)


def _replace_files(
    case: models.Case, compiled: services.Compiled, answers: Mapping[str, Any], now: dt.datetime
) -> None:
    wanted = set(files_in(compiled.form, answers))
    known = {
        (one.question, str(one.file_id)): one
        for one in models.Attachment.objects.filter(case=case, withdrawn_at=None)
    }
    new = wanted - set(known)
    ids = [UUID(file_id) for _, file_id in new]
    if ids and not documents.all_complete(file_ids=ids, owner_id=case.id):
        raise Refused("files_unknown")
    for place, attachment in known.items():
        if place not in wanted:
            attachment.withdrawn_at = now
            attachment.save(update_fields=["withdrawn_at"])
    models.Attachment.objects.bulk_create(
        models.Attachment(
            id=uuid7(now), case=case, question=question, file_id=UUID(file_id), added_at=now
        )
        for question, file_id in new
    )


def _application_answers(
    case: models.Case, key: directory.DataKey, changes: Mapping[str, Any]
) -> dict[str, Any]:
    return {**application_answers(case, key), **changes}


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
    return directory.officer_title(task.completed_by) if task.completed_by else "sistem"


def _when_closed(task: models.Task) -> str:
    return (
        f"{directory.calendar().local(task.completed_at):%d-%m-%Y %H.%M}"
        if task.completed_at
        else "-"
    )
