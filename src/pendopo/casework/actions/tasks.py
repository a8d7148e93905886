"""Doing a task: take it, write in it, complete it. One way for officers and applicants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pendopo.casework import completion, facts, hands, ports, vault
from pendopo.casework.actions import letters, visits
from pendopo.casework.plain import plain
from pendopo.casework.refusals import Refused
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Done:
    """What completing a task led to. outcome: the one that counted, which is another than the one
    chosen where the rules of the context above ask for it."""

    case_id: UUID
    number: str
    status: str
    repeated: bool = False
    outcome: str = ""


@ledger.within_region
def complete_task(
    *,
    task_id: UUID,
    who: directory.Actor,
    key: str = "",
    version: int,
    outcome: str,
    answers: Mapping[str, Any],
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> Done:
    """Complete a task with an outcome and the answers of its form.

    Raises `Invalid` for answers that do not hold, `Stale` when somebody else was faster,
    `NotFound`, `Refused`. A task of work `sign` is completed by `sign`.
    """
    task, case = completion.lock(task_id, who, key)
    compiled = services.version(hash=case.version_hash)
    acted = []

    def act() -> dict[str, Any]:
        acted.append(True)
        completion.check_open(task, version)
        completion.check_free(task, who)
        given = ports.Given(case.id, task.id, task.element, outcome, answers)
        if compiled.service.mode == ANSWER:
            given = ports.settled(given, who=who, now=now)
        chosen, told = given.outcome, given.answers
        _check_choice(compiled.tasks[task.element], chosen)
        extra = letters.prepare(
            task, case, compiled, who=who, outcome=chosen, answers=told, now=now
        )
        if compiled.tasks[task.element].work == "visit":
            extra += tuple(completion.entry(case, task, who, now, one) for one in visits.kept(task))
        completion.finish(
            task, case, compiled, who=who, outcome=chosen, answers=told, now=now, extra=extra
        )
        return {"case": str(case.id), "number": case.number, "status": str(case.status),
                "outcome": chosen}  # fmt: skip

    result = ledger.once(command, act)
    return Done(
        UUID(result["case"]),
        result["number"],
        result["status"],
        repeated=not acted,
        outcome=result.get("outcome", outcome),
    )


def _check_choice(definition: services.TaskDef, outcome: str) -> None:
    """A known outcome; and a signature is given by `sign`, with a passphrase."""
    chosen = definition.outcomes.get(outcome)
    if chosen is None:
        raise Refused("outcome_unknown")
    if definition.work == "sign" and chosen.style == "primary":
        raise Refused("sign_here")


@ledger.within_region
def save_task_draft(
    *,
    task_id: UUID,
    who: directory.Actor,
    key: str = "",
    version: int,
    answers: Mapping[str, Any],
    now: dt.datetime,
) -> int:
    """Keep what is written so far, unchecked; survives a reload. Returns the new version."""
    task, case = completion.lock(task_id, who, key)
    completion.check_open(task, version)
    completion.check_free(task, who)
    task.draft_sealed = vault.seal(
        directory.load_key(case.key_id),
        plain(dict(answers)),
        table="casework_task",
        field="draft",
        row=task.id,
    )
    task.version += 1
    task.save(update_fields=["draft_sealed", "version"])
    fact = facts.TaskDrafted(task=task.id, version=task.version)
    ledger.append([completion.entry(case, task, who, now, fact)], now=now)
    return task.version


@ledger.within_region
def take(*, task_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> int:
    """Take an open task for oneself. Returns the new version."""
    return _assign(task_id, who, version, who.account_id, now)


@ledger.within_region
def release(*, task_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> int:
    """Put a task back into its team's inbox; a supervisor may do it for whoever holds it."""
    return _assign(task_id, who, version, None, now)


def _assign(
    task_id: UUID, who: directory.Actor, version: int, to: UUID | None, now: dt.datetime
) -> int:
    task, case = completion.lock_any(task_id)
    (hands.check_release if to is None else hands.check_take)(task, case, who, version)
    task.assignee_id = to
    task.version += 1
    task.save(update_fields=["assignee_id", "version"])
    fact = facts.TaskTaken(task=task.id, assignee=to)
    ledger.append([completion.entry(case, task, who, now, fact)], now=now)
    return task.version


@ledger.within_region
def snooze(
    *,
    task_id: UUID,
    who: directory.Actor,
    version: int,
    until: dt.datetime | None,
    now: dt.datetime,
) -> int:
    """Hide a task from one's list until a moment (None: show it again); its clock goes on."""
    task, case = completion.lock_any(task_id)
    hands.check_snooze(task, case, who, version)
    task.snoozed_until = until
    task.version += 1
    task.save(update_fields=["snoozed_until", "version"])
    fact = facts.TaskSnoozed(task=task.id, until=until)
    ledger.append([completion.entry(case, task, who, now, fact)], now=now)
    return task.version
