"""Who may do what with contracts, in pairs: `check_x` raises, `x` answers."""

from __future__ import annotations

from uuid import UUID

from pendopo.directory import api as directory
from pendopo.planning import policy
from pendopo.planning.contracts.models import Contract, Progress
from pendopo.planning.refusals import Refused

OVERSEERS = ("auditor", "regent", "chief")
"""Besides the agency and the planner they see photos of the work."""


def keeps_contracts(who: directory.Actor | None, organisation_id: UUID) -> bool:
    """The agency whose contract it is, and the planner for all."""
    return policy.implements(who, organisation_id)


def check_keeps(who: directory.Actor | None, row: Contract) -> None:
    policy.check_implements(who, row.organisation_id)
    if row.status != "open":
        raise Refused("contract_closed")


def check_judges(who: directory.Actor | None, row: Progress) -> None:
    """Of the planning office, and never who reported it."""
    policy.check_plans(who)
    if who is not None and who.account_id == row.reported_by:
        raise Refused("own_report")


def sees_photos(*, who: directory.Actor | None, organisation_id: UUID) -> bool:
    """Photos of a work are for those who answer for it and those who oversee it."""
    if keeps_contracts(who, organisation_id):
        return True
    assert who is not None
    return who.kind == "officer" and any(who.may(role) for role in OVERSEERS)
