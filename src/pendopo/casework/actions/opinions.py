"""Opinions of several agencies: one more is asked, or one counts by its silence."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from pendopo.casework import facts, models, movement, policy
from pendopo.casework.refusals import NotFound, Refused, as_ours
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services


@ledger.within_region
def ask_agency(
    *,
    case_id: UUID,
    element: str,
    organisation_id: UUID,
    who: directory.Actor,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> UUID:
    """One more agency gives its opinion at the step `element`, and it counts like the others.
    Returns the id of its task.

    Raises `NotFound`, or `Refused` when the package or the role does not allow it, the opinions
    are no longer open, or nobody in that agency can answer.
    """
    case = policy.check_takes_part(
        models.Case.objects.select_for_update().filter(id=case_id).first(), who
    )

    def act() -> dict[str, Any]:
        compiled = services.version(hash=case.version_hash)
        state = services.flow.CaseState.decode(bytes(case.state))
        policy.check_may_ask(case, services.flow.may_ask_more(compiled, state, element), who)
        agency = _able(organisation_id, compiled.tasks[element].role)
        try:
            move = services.flow.ask(
                compiled,
                state,
                element=element,
                organisation=agency.code,
                now=now,
                calendar=directory.calendar(),
            )
        except services.Refused as refused:
            raise as_ours(refused) from refused
        fact = facts.AgencyAsked(element=element, agency=agency.id)
        made = movement.carry_out(
            case,
            move,
            compiled=compiled,
            now=now,
            entries=[
                ledger.Entry(
                    fact=fact,
                    about=case.id,
                    actor=who.account_id,
                    organisation=case.organisation_id,
                    occurred_at=now,
                )
            ],
            actor=who.account_id,
        )
        return {"task": made.task_rows[0]["id"]}

    return UUID(str(ledger.once(command, act)["task"]))


def _able(organisation_id: UUID, role: str | None) -> directory.Organisation:
    """The agency, if it has a position that can give an opinion."""
    chart = directory.chart()
    found = chart.organisations.get(organisation_id)
    if found is None:
        raise NotFound("agency_unknown")
    if not any(
        one.organisation_id == found.id and role in one.roles for one in chart.positions.values()
    ):
        raise Refused("agency_unable", agency=found.name)
    return found


def count_silence(
    case: models.Case, compiled: services.Compiled, timer: models.Timer, now: dt.datetime
) -> list[ledger.Entry]:
    """The task of an agency that stayed silent ends with the outcome that its article gives to
    silence; nobody has signed or said anything."""
    join = compiled.tasks[timer.element].spec.join
    assert join is not None and join.silence is not None  # nothing else sets such a timer
    task = case.tasks.select_for_update().get(token=timer.token or 0)
    task.status, task.outcome = models.Task.Status.DONE, join.silence.counts_as
    task.completed_at, task.draft_sealed = now, None
    task.version += 1
    task.save()
    fact = facts.SilenceCounted(task=task.id, element=task.element, outcome=task.outcome)
    return [
        ledger.Entry(fact=fact, about=case.id, organisation=task.organisation_id, occurred_at=now)
    ]
