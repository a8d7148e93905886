"""Who may do what on a case, in pairs: `check_x` raises, `x` answers."""

from __future__ import annotations

from pendopo.casework import models
from pendopo.casework.access import is_same_access
from pendopo.casework.refusals import NotFound, Refused
from pendopo.directory import api as directory

APPLICANT = "applicant"
"""Role of a task that is the applicant's to do."""


def is_applicant(case: models.Case, who: directory.Actor, key: str = "") -> bool:
    """The case's own account or person; without an account, whoever knows its code."""
    if who.account_id and case.account_id == who.account_id:
        return True
    if who.person_id and who.kind == "citizen" and case.person_id == who.person_id:
        return True
    return is_same_access(case.access_hash, key)


def takes_part(case: models.Case, who: directory.Actor) -> bool:
    """An officer of the owning agency, or of an agency that has or had a task in the case."""
    if who.kind != "officer" or not who.roles:
        return False
    mine = {organisation for organisation, _ in who.roles}
    if case.organisation_id in mine:
        return True
    return case.tasks.filter(organisation_id__in=mine).exists()


def check_takes_part(case: models.Case | None, who: directory.Actor) -> models.Case:
    """Raises `NotFound`, so that nobody learns which cases exist elsewhere."""
    if case is None or not takes_part(case, who):
        raise NotFound("case_unknown")
    return case


def check_applicant(case: models.Case | None, who: directory.Actor, key: str = "") -> models.Case:
    if case is None or not is_applicant(case, who, key):
        raise NotFound("case_unknown")
    return case


def may_do(task: models.Task, case: models.Case, who: directory.Actor, key: str = "") -> bool:
    """The applicant's tasks are the applicant's; an officer's need the role there, and where
    the task names a position (a paraf), that position."""
    if task.role == APPLICANT:
        return is_applicant(case, who, key)
    if task.organisation_id is None or not who.may(task.role, task.organisation_id):
        return False
    if task.position_id is None:
        return True
    return any(position.id == task.position_id for position in who.positions)


def check_may_do(task: models.Task, case: models.Case, who: directory.Actor, key: str = "") -> None:
    if may_do(task, case, who, key):
        return
    if is_applicant(case, who, key) or takes_part(case, who):
        raise Refused("not_for_you")
    raise NotFound("task_unknown")


def may_assign(task: models.Task, who: directory.Actor) -> bool:
    """A supervisor of the organisation hands its tasks out."""
    return task.organisation_id is not None and who.may("supervisor", task.organisation_id)
