"""May a task change hands, in the version that was seen: what the verbs ask, and a dry run too."""

from __future__ import annotations

from pendopo.casework import completion, models, policy
from pendopo.casework.refusals import Refused
from pendopo.directory import api as directory


def check_take(task: models.Task, case: models.Case, who: directory.Actor, version: int) -> None:
    """Raises `Refused`, `Stale`, `NotFound`, like all below."""
    policy.check_may_do(task, case, who)
    completion.check_open(task, version)
    completion.check_free(task, who)


def check_release(task: models.Task, case: models.Case, who: directory.Actor, version: int) -> None:
    """A supervisor may do it for whoever holds it."""
    if not policy.may_assign(task, who):
        policy.check_may_do(task, case, who)
    completion.check_open(task, version)
    completion.check_free(task, who)


def check_snooze(task: models.Task, case: models.Case, who: directory.Actor, version: int) -> None:
    policy.check_may_do(task, case, who)
    completion.check_open(task, version)


def check_assign(
    task: models.Task,
    case: models.Case,
    who: directory.Actor,
    version: int,
    officer: directory.Actor,
) -> None:
    """`officer` is who shall have it. A signature and an initial go with their office."""
    policy.check_may_assign(task, case, who)
    completion.check_open(task, version)
    fit = not is_of_an_office(task) and policy.may_do(task, case, officer)
    if officer.account_id is None or not fit:
        raise Refused("assignee_unfit")


def is_of_an_office(task: models.Task) -> bool:
    return task.role == "signer" or task.position_id is not None
