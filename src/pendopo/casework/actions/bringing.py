"""Cases whose past lies in another system come in with it, in bulk: their steps, dates and answers,
where each stands now, and nothing that would alarm or notify anybody of what happened long ago.

The number of statements does not grow with the cases.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from pendopo.casework import models, movement, subscriptions, vault
from pendopo.casework.access import access_hash
from pendopo.casework.facts import TaskOpened
from pendopo.casework.name_words import hashes
from pendopo.casework.open_facts import CaseBrought
from pendopo.casework.plain import parsed, plain
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Task = models.Task


@dataclass(frozen=True, slots=True)
class Coming:
    """A case on its way in. case_id: chosen by the caller, whose own row may point to it; key:
    seals its answers; name: of the applicant, only to be found by it."""

    case_id: UUID
    past: services.flow.Past
    person_id: UUID
    key: directory.DataKey
    applicant_masked: str = ""
    name: str = field(default="", repr=False)


@ledger.within_region
def bring_cases(
    *,
    version: str,
    cases: Sequence[Coming],
    channel: str,
    language: str,
    actor: UUID | None,
    now: dt.datetime,
) -> tuple[str, ...]:
    """Open, or open and end, cases of one version of a service that answers reports; their new
    numbers, in order. Nobody has a code for them. Each is one fact, when it was received there, and
    one for each task that waits here."""
    compiled = services.version(hash=version)
    owner = movement.owner(compiled).id
    made, tasks, timers, names, waiting = [], [], [], [], []
    entries: list[ledger.Entry] = []
    for one in cases:
        plan, opened = _plan(one, compiled, now)
        case = _case(one, compiled, plan, owner, channel, language)
        made.append(case)
        tasks += _done(one, compiled) + opened
        timers += [models.Timer(case=case, **parsed(row)) for row in plan.timer_rows]
        names += [
            models.CaseName(id=uuid7(now), case=case, word_hash=word) for word in hashes(one.name)
        ]
        if not one.past.ended_at and services.flow.listens(compiled):
            waiting += subscriptions.rows(case, compiled, one.past.move.case, now)
        entries += _told(case, one, plan, actor)
    ledger.insert_many(made)
    ledger.insert_many(tasks)
    ledger.insert_many(timers)
    ledger.insert_many(names)
    ledger.insert_many(waiting)
    ledger.append(entries, now=now)
    return tuple(case.number for case in made)


def _plan(
    one: Coming, compiled: services.Compiled, now: dt.datetime
) -> tuple[movement.Plan, list[Task]]:
    """The rows for what is open now, each since its own moment."""
    move = one.past.move
    timers = tuple(
        services.flow.SetTimer(timer.token, timer.element, move.dues.timers[timer.token])
        for timer in move.case.timers
    )
    standing = replace(
        move, opened=tuple(task for task, _at in one.past.opened), timers=timers, marks=()
    )
    plan = movement.plan(standing, compiled=compiled, case_id=one.case_id, now=now)
    opened = [
        Task(case_id=one.case_id, **parsed(row) | {"opened_at": at})
        for row, (_task, at) in zip(plan.task_rows, one.past.opened, strict=True)
    ]
    return plan, opened


def _done(one: Coming, compiled: services.Compiled) -> list[Task]:
    """The steps that were taken there; nobody of ours took them."""
    found = []
    for step in one.past.steps:
        row = parsed(movement.task_row(step.task, compiled, step.opened_at))
        passed = step.outcome == services.flow.SILENCE
        sealed = None
        if step.personal:
            kept = {"answers": plain(step.personal), "items": []}
            sealed = vault.seal(one.key, kept, table="casework_task", field="sealed", row=row["id"])
        found.append(
            Task(
                case_id=one.case_id,
                status=Task.Status.CANCELLED if passed else Task.Status.DONE,
                outcome=step.outcome,
                completed_at=step.at,
                answers=plain(step.clear),
                sealed=sealed,
                **row,
            )
        )
    return found


def _case(
    one: Coming,
    compiled: services.Compiled,
    plan: movement.Plan,
    owner: UUID,
    channel: str,
    language: str,
) -> models.Case:
    sealed = vault.seal(
        one.key, plain(one.past.personal), table="casework_case", field="sealed", row=one.case_id
    )
    return models.Case(
        id=one.case_id,
        number=references.new_reference(),
        service=compiled.slug,
        version_hash=compiled.hash,
        organisation_id=owner,
        person_id=one.person_id,
        applicant_masked=one.applicant_masked[:120],
        key_id=one.key.id,
        access_hash=access_hash(secrets.token_hex(20)),  # nobody has this code
        channel=channel,
        language=language,
        status=plan.status,
        stage=plan.stage,
        outcome=one.past.move.case.ended,
        state=plan.state,
        answers=plain(one.past.clear),
        sealed=sealed,
        submitted_at=one.past.move.case.submitted_at,
        due_at=plan.due_at,
        deemed_at=plan.deemed_at,
        ended_at=one.past.ended_at,
        on_time=one.past.on_time,
    )


def _told(
    case: models.Case, one: Coming, plan: movement.Plan, actor: UUID | None
) -> list[ledger.Entry]:
    fact = CaseBrought(
        service=case.service,
        version=case.version_hash,
        number=case.number,
        channel=case.channel,
        status=case.status,
        outcome=case.outcome or None,
        ended=case.ended_at,
        on_time=case.on_time,
    )
    told = ledger.Entry(
        fact=fact,
        about=case.id,
        actor=actor,
        organisation=case.organisation_id,
        occurred_at=case.submitted_at,
    )
    since = [at for _task, at in one.past.opened]
    opened = [entry for entry in plan.entries if isinstance(entry.fact, TaskOpened)]
    return [
        told,
        *(replace(entry, occurred_at=at) for entry, at in zip(opened, since, strict=True)),
    ]
