"""The applicant takes the application back."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import models, movement, policy
from pendopo.casework.actions.letters import take_back_numbers
from pendopo.casework.refusals import Refused
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services


@ledger.within_region
def withdraw(
    *,
    case_id: UUID,
    who: directory.Actor,
    key: str = "",
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> str:
    """The applicant takes the application back, as long as nothing is decided. New status."""
    case = policy.check_applicant(
        models.Case.objects.select_for_update().filter(id=case_id).first(), who, key
    )

    def act() -> dict[str, object]:
        if case.ended_at:
            raise Refused("case_ended")
        compiled = services.version(hash=case.version_hash)
        state = services.flow.CaseState.decode(bytes(case.state))
        if not services.flow.may_withdraw(compiled, state):
            raise Refused("too_late_to_withdraw")
        take_back_numbers(case, reason="withdrawn", now=now, actor=who.account_id)
        move = services.flow.withdraw(compiled, state, now=now, calendar=directory.calendar())
        movement.carry_out(case, move, compiled=compiled, now=now, entries=[], actor=who.account_id)
        return {"status": str(case.status)}

    return str(ledger.once(command, act)["status"])
