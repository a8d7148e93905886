"""A superior gives a task to one of the officers who may do it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import completion, facts, hands, policy
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@ledger.within_region
def assign(*, task_id: UUID, who: directory.Actor, to: UUID, version: int, now: dt.datetime) -> int:
    """Put an open task into the hands of the account `to`, whoever held it before; `release` takes
    it back. Only a supervisor of the task's organisation. Returns the new version.

    A signature and an initial go with their office and are never handed out. Raises
    `Refused("assignee_unfit")` for someone who may not do it: without the role there, or whose own
    application it is; `Stale` when the task changed since it was looked at.
    """
    task, case = completion.lock_any(task_id)
    hands.check_assign(task, case, who, version, directory.actor_of(account_id=to, now=now))
    before, task.assignee_id = task.assignee_id, to
    task.version += 1
    task.save(update_fields=["assignee_id", "version"])
    fact = facts.TaskAssigned(task=task.id, assignee=to, before=before)
    ledger.append([completion.entry(case, task, who, now, fact)], now=now)
    return task.version


@ledger.within_region
def assignees(
    *, task_id: UUID, who: directory.Actor, now: dt.datetime
) -> tuple[directory.Officer, ...]:
    """Officers to whom the viewer may give this task, by name; none for who may not."""
    task, case = completion.find(task_id)
    policy.check_takes_part(case, who)
    if (
        task.status != completion.OPEN
        or not policy.may_assign(task, who)
        or hands.is_of_an_office(task)
    ):
        return ()
    found = directory.officers(now=now, organisation_id=task.organisation_id)
    needed = (task.organisation_id, task.role)
    return tuple(
        one
        for one in found
        if one.account_id and needed in one.roles and one.account_id not in task.barred
    )
