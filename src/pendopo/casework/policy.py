"""Who may do what on a case, in pairs: `check_x` raises, `x` answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.access import is_same_access
from pendopo.casework.refusals import NotFound, Refused
from pendopo.directory import api as directory
from pendopo.services import api as services

APPLICANT = "applicant"
"""Role of a task that is the applicant's to do."""
CASELESS = ("administrator", "planner", "implementer", "duty")
"""Roles that have no work in cases."""
SCANS = ("drafter", "front_office")
"""Who may also bring in the scan of a letter signed by hand, besides its signer."""


def is_applicant(case: models.Case, who: directory.Actor, key: str = "") -> bool:
    """The case's own account or person; without an account, whoever knows its code; and whoever
    acts by a power of attorney while it holds."""
    return belongs(case, who) or is_same_access(case.access_hash, key) or acts(case, who)


def belongs(case: models.Case, who: directory.Actor) -> bool:
    """The case is this person's, or this account sent it, but not by a power, which ends."""
    if who.person_id is not None and case.person_id == who.person_id:
        return True
    sent = who.account_id is not None and case.account_id == who.account_id
    return sent and not (case.for_other and case.power_id)


def acts(case: models.Case | models.Draft, who: directory.Actor) -> bool:
    """The power of attorney of the case lets this account act now."""
    return power(case, who) is not None


def power(case: models.Case | models.Draft, who: directory.Actor) -> directory.Power | None:
    """The power by which `who` acts in the case now. No statement for a case without one."""
    if case.power_id is None or who.account_id is None:
        return None
    return directory.power_of(power_id=case.power_id, who=who)


def _got(power_id: UUID, who: directory.Actor) -> bool:
    """The power was given to this account, whether it still holds or not."""
    return directory.powers(power_ids=[power_id])[power_id].account_id == who.account_id


def is_own(case: models.Case, who: directory.Actor) -> bool:
    """A case in which this account has an interest: its own, its person's, or one that it sent or
    looks after for another. Nobody decides on such a case."""
    if who.account_id and case.account_id == who.account_id:
        return True
    if case.power_id is not None and _got(case.power_id, who):
        return True
    return who.person_id is not None and case.person_id == who.person_id


def workplaces(who: directory.Actor) -> set[UUID]:
    """Organisations in which the officer works on cases; keeping an application running, plans or
    the watch of a night is no reason to read what citizens wrote."""
    return {organisation for organisation, role in who.roles if role not in CASELESS}


def takes_part(case: models.Case, who: directory.Actor) -> bool:
    """An officer of the owning agency, or of an agency that has or had a task in the case."""
    if who.kind != "officer":
        return False
    mine = _open_to(case, workplaces(who))
    if case.organisation_id in mine:
        return True
    at_work = case.tasks.filter(organisation_id__in=mine).exists()
    return at_work or _asked_by_head(case, who, mine) or raised_to(case, who) is not None


def _open_to(case: models.Case, agencies: set[UUID]) -> set[UUID]:
    """Those of the agencies that may take part: all, but in a case that auditors examine."""
    return agencies if case.narrowed_to is None else agencies & set(case.narrowed_to)


def raised_to(case: models.Case, who: directory.Actor, act: str = "") -> directory.Position | None:
    """The position of theirs to which a delay of the case was raised, with this act or any."""
    own = [one for one in who.positions if holds(who, one.id)]
    if not own:
        return None
    rows = case.raised.filter(position_id__in=[one.id for one in own])
    found = set((rows.filter(act=act) if act else rows).values_list("position_id", flat=True))
    return next((one for one in own if one.id in found), None)


def _asked_by_head(case: models.Case, who: directory.Actor, mine: set[UUID]) -> bool:
    """A disposition asks something of a position of theirs."""
    own = [one.id for one in who.positions if one.organisation_id in mine and holds(who, one.id)]
    return case.dispositions.filter(to_position_id__in=own).exclude(status="withdrawn").exists()


def organisation_in(case: models.Case, who: directory.Actor) -> UUID | None:
    """For which of their agencies an officer acts in a case: its owner, else one at work in it."""
    mine = workplaces(who)
    if case.organisation_id in mine:
        return case.organisation_id
    at_work = case.tasks.filter(organisation_id__in=mine).order_by("-opened_at")
    found = at_work.values_list("organisation_id", flat=True).first()
    return found or next((one.organisation_id for one in who.positions), None)


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
    the task names a position (a paraf), a mandate for that very position.

    Nobody decides on an application of their own (UU 30/2014 Art. 42: conflict of interest), nor
    does a step that the package keeps apart from one that they did.
    """
    if task.role == APPLICANT:
        return is_applicant(case, who, key)
    if task.organisation_id is None or is_own(case, who) or is_barred(task, who):
        return False
    if not who.may(task.role, task.organisation_id) and not signs_by_delegation(task, case, who):
        return False
    return task.position_id is None or holds(who, task.position_id)


def is_barred(task: models.Task, who: directory.Actor) -> bool:
    """Did another step of the case from which the package keeps this one apart (four eyes)."""
    return who.account_id is not None and who.account_id in task.barred


def holds(who: directory.Actor, position_id: UUID) -> bool:
    """Holds the position itself; a delegated power (a.n.) reaches signatures only."""
    return any(
        mandate.position_id == position_id and mandate.kind != "delegation"
        for mandate in who.mandates
    )


def delegated_by(
    task: models.Task, case: models.Case, who: directory.Actor
) -> directory.Position | None:
    """The office for which the officer may sign this letter "a.n.", whatever the package says."""
    if task.role != "signer" or task.organisation_id is None:
        return None
    if not who.may(f"signer:{case.service}", task.organisation_id):
        return None
    given = {
        one.position_id
        for one in who.mandates
        if one.kind == "delegation" and case.service in one.powers
    }
    return next(
        (
            one
            for one in who.positions
            if one.id in given
            and one.organisation_id == task.organisation_id
            and "signer" in one.roles
        ),
        None,
    )


def signs_by_delegation(task: models.Task, case: models.Case, who: directory.Actor) -> bool:
    """A mandate of delegation names the service, and its package lets the signature be
    delegated."""
    return delegated_by(task, case, who) is not None and is_delegable(task, case)


def is_delegable(task: models.Task, case: models.Case) -> bool:
    return services.version(hash=case.version_hash).tasks[task.element].spec.delegable


def held_positions(who: directory.Actor) -> list[UUID]:
    """The positions an officer holds; what was delegated to them is not theirs to read."""
    return [mandate.position_id for mandate in who.mandates if mandate.kind != "delegation"]


def check_may_do(task: models.Task, case: models.Case, who: directory.Actor, key: str = "") -> None:
    if may_do(task, case, who, key):
        return
    if task.role != APPLICANT and is_own(case, who) and who.kind == "officer":
        raise Refused("own_case")
    if task.role != APPLICANT and is_barred(task, who) and takes_part(case, who):
        raise Refused("apart")
    if delegated_by(task, case, who) is not None and not is_delegable(task, case):
        raise Refused("not_delegable")
    if is_applicant(case, who, key) or takes_part(case, who):
        raise Refused("not_for_you")
    raise NotFound("task_unknown")


def may_ask(case: models.Case, more: services.More | None, who: directory.Actor) -> bool:
    """Asks one more agency: a role of the service's own agency, as the package says; `more` is
    None while the opinions are not open, or when nobody may."""
    if more is None or is_own(case, who):
        return False
    return any(who.may(role, case.organisation_id) for role in more.by)


def check_may_ask(case: models.Case, more: services.More | None, who: directory.Actor) -> None:
    """Raises `Refused`."""
    if more is None:
        raise Refused("asking_closed")
    if not may_ask(case, more, who):
        raise Refused("own_case" if is_own(case, who) else "not_for_you")


def may_migrate(who: directory.Actor, organisation_id: UUID) -> bool:
    """Supervises the agency that answers for the service, or administers it."""
    return who.may("supervisor", organisation_id) or directory.administers(who, organisation_id)


def check_may_migrate(who: directory.Actor, organisation_id: UUID) -> None:
    if not may_migrate(who, organisation_id):
        raise Refused("not_for_you")


def sender_of(
    case: models.Case,
    senders: Collection[str] | None,
    who: directory.Actor,
    key: str = "",
    *,
    context: bool = False,
) -> Literal["applicant", "officer", "context"] | None:
    """As whom somebody may send a message into a case, None for nobody. senders: as the package
    says, None when it knows no such message. context: a part of the platform above casework has
    checked the right itself."""
    if not senders:
        return None
    if context:
        return "context" if "context" in senders else None
    if "applicant" in senders and is_applicant(case, who, key):
        return "applicant"
    if is_own(case, who):
        return None
    officer = any(who.may(role, case.organisation_id) for role in senders)
    return "officer" if officer else None


def check_may_send(
    case: models.Case,
    senders: Collection[str] | None,
    who: directory.Actor,
    key: str = "",
    *,
    context: bool = False,
) -> Literal["applicant", "officer", "context"]:
    """Raises `NotFound` for strangers, else `Refused`."""
    found = sender_of(case, senders, who, key, context=context)
    if found is not None:
        return found
    if context or is_applicant(case, who, key) or takes_part(case, who):
        raise Refused("not_for_you")
    raise NotFound("case_unknown")


def check_may_start(
    organisation_id: UUID,
    senders: Collection[str],
    who: directory.Actor,
    *,
    context: bool = False,
) -> Literal["officer", "context"]:
    """As whom somebody opens a case of this agency by a message. Raises `Refused`."""
    if context and "context" in senders:
        return "context"
    if not context and any(who.may(role, organisation_id) for role in senders):
        return "officer"
    raise Refused("not_for_you")


def may_see_file(
    compiled: services.Compiled, attachment: models.Attachment, who: directory.Actor
) -> bool:
    """An officer of an agency that the package lets see a document of the application; what a
    task asked for, everyone sees who takes part."""
    return attachment.task_id is not None or may_see(compiled, attachment.question, who)


def may_see(compiled: services.Compiled, question: str, who: directory.Actor) -> bool:
    """Whether documents that answer this question of the application are open to the officer."""
    if question not in compiled.visible_to:
        return True
    known = directory.chart().organisations
    return compiled.may_see(question, {known[one].code for one in workplaces(who) if one in known})


def may_scan(task: models.Task, case: models.Case, who: directory.Actor) -> bool:
    """Brings in the scan of a letter that its signer has signed by hand."""
    organisation = task.organisation_id
    if organisation is None or is_own(case, who):
        return False
    return may_do(task, case, who) or any(who.may(role, organisation) for role in SCANS)


def check_may_scan(task: models.Task, case: models.Case, who: directory.Actor) -> None:
    if not may_scan(task, case, who):
        check_takes_part(case, who)
        raise Refused("not_for_you")


def check_may_assign(task: models.Task, case: models.Case, who: directory.Actor) -> None:
    if not may_assign(task, who):
        check_takes_part(case, who)
        raise Refused("not_for_you")


def may_assign(task: models.Task, who: directory.Actor) -> bool:
    """A supervisor of the organisation hands its tasks out."""
    return task.organisation_id is not None and who.may("supervisor", task.organisation_id)


def keeps(row: models.Licence, who: directory.Actor) -> bool:
    """An officer of the agency whose register holds the licence."""
    return who.kind == "officer" and row.organisation_id in workplaces(who)


def check_keeps(row: models.Licence | None, who: directory.Actor) -> models.Licence:
    """Raises `NotFound`, so that nobody learns which licences exist elsewhere."""
    if row is None or not keeps(row, who):
        raise NotFound("licence_unknown")
    return row


def decides(row: models.Licence, who: directory.Actor) -> bool:
    """Who signs for the agency decides what becomes of its licences; never of one's own."""
    own = who.person_id is not None and row.person_id == who.person_id
    own = own or (row.case is not None and is_own(row.case, who))
    return not own and who.may("signer", row.organisation_id)


def check_decides(row: models.Licence, who: directory.Actor) -> None:
    if decides(row, who):
        return
    if who.may("signer", row.organisation_id):
        raise Refused("own_case")
    raise Refused("not_for_you")


HEADS = ("signer", "supervisor")
"""Who may take a register out of the house with full names, and bring an old one in."""


def heads(who: directory.Actor) -> set[UUID]:
    """Organisations in which the officer signs or supervises."""
    return {organisation for organisation, role in who.roles if role in HEADS}


def check_heads(who: directory.Actor, organisation_id: UUID) -> None:
    if organisation_id not in heads(who):
        raise Refused("not_for_you")


def disposing_position(case: models.Case, who: directory.Actor) -> directory.Position | None:
    """The position from which an officer may begin a disposition: a supervisor's, of an agency
    that owns the case or has had a task in it, or one to which a delay was raised to act on it;
    None for anyone else."""
    if is_own(case, who):
        return None
    own = [
        one
        for one in who.positions
        if "supervisor" in one.roles
        and who.may("supervisor", one.organisation_id)
        and holds(who, one.id)
    ]
    mine = next((one for one in own if one.organisation_id == case.organisation_id), None)
    if mine is not None or not own:
        return mine
    worked = case.tasks.values_list("organisation_id", flat=True)
    at_work = _open_to(case, {one for one in worked if one})
    mine = next((one for one in own if one.organisation_id in at_work), None)
    return mine or raised_to(case, who, act="handle")
