"""Who may do what with a plan, in pairs: `check_x` raises, `x` answers. `None` is the system."""

from __future__ import annotations

from uuid import UUID

from pendopo.directory import api as directory
from pendopo.planning.refusals import Refused

PLANNER = "planner"
IMPLEMENTER = "implementer"


def plans(who: directory.Actor | None) -> bool:
    """Planners (of Bappeda) keep the plans of the region and verify what agencies report."""
    return who is None or (who.kind == "officer" and who.may(PLANNER))


def check_plans(who: directory.Actor | None) -> None:
    if not plans(who):
        raise Refused("not_for_you")


def implements(who: directory.Actor | None, organisation_id: UUID | None) -> bool:
    """An agency enters what it did itself; the planner may do it for all."""
    if plans(who):
        return True
    assert who is not None
    return (
        who.kind == "officer"
        and organisation_id is not None
        and who.may(IMPLEMENTER, organisation_id)
    )


def reports(who: directory.Actor | None) -> bool:
    """Whoever enters what was done: of an agency, or the planner."""
    return plans(who) or (who is not None and who.kind == "officer" and who.may(IMPLEMENTER))


def check_reports(who: directory.Actor | None) -> None:
    if not reports(who):
        raise Refused("not_for_you")


def check_implements(who: directory.Actor | None, organisation_id: UUID | None) -> None:
    if not implements(who, organisation_id):
        raise Refused("not_for_you")
