"""Who may do what in the directory: `check_x` raises `Refused`, `x` answers bool."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pendopo.directory.actor import Actor
from pendopo.directory.models import Organisation
from pendopo.directory.refusals import Refused
from pendopo.directory.values import ACTS, Position, Power
from pendopo.ledger import api as ledger

MAX_DEPTH = 8  # organisations above organisations; a loop ends here


@ledger.within_region
def administers(actor: Actor | None, organisation_id: UUID) -> bool:
    """An administrator of the organisation or of one above it; None is the system itself
    (seed, command line), which no face can pass."""
    if actor is None:
        return True
    one: UUID | None = organisation_id
    for _ in range(MAX_DEPTH):
        if one is None:
            return False
        if actor.may("administrator", one):
            return True
        one = Organisation.objects.filter(pk=one).values_list("parent_id", flat=True).first()
    return False


def check_administers(actor: Actor | None, organisation_id: UUID) -> None:
    if not administers(actor, organisation_id):
        raise Refused("not_for_you")


@ledger.within_region
def administers_region(actor: Actor | None) -> bool:
    """An administrator of an organisation that has none above it."""
    if actor is None:
        return True
    held = [organisation for organisation, role in actor.roles if role == "administrator"]
    return Organisation.objects.filter(
        pk__in=held, parent=None, kind__in=("agency", "ministry")
    ).exists()


def check_administers_region(actor: Actor | None) -> None:
    if not administers_region(actor):
        raise Refused("not_for_you")


def corrects(actor: Actor | None, person_id: UUID) -> bool:
    """The person concerned, a front office at their side, or an administrator."""
    if actor is None or actor.person_id == person_id:
        return True
    return actor.may("front_office") or actor.may("administrator")


def check_corrects(actor: Actor | None, person_id: UUID) -> None:
    if not corrects(actor, person_id):
        raise Refused("not_for_you")


def may_unseal(actor: Actor, person_id: UUID) -> bool:
    """Officers and the person concerned; the case at hand is the caller's check. A helper of a
    village is no officer: what a power opens to them is in the case."""
    works = any(role != "helper" for _organisation, role in actor.roles)
    return (actor.kind == "officer" and works) or actor.person_id == person_id


def acting_position(actor: Actor) -> Position | None:
    """The position by which the actor may act for citizens; None for anyone else."""
    return next((one for one in actor.positions if acts_by(actor, one)), None)


def acts_by(actor: Actor, position: Position) -> bool:
    """Whether a mandate of today lets the actor act for citizens by this position."""
    held = any(
        one.position_id == position.id and one.kind != "delegation" for one in actor.mandates
    )
    return held and any(
        role in position.roles and actor.may(role, position.organisation_id) for role in ACTS
    )


def check_acts(actor: Actor) -> Position:
    found = acting_position(actor)
    if found is None:
        raise Refused("not_for_you")
    return found


def ends_as(
    actor: Actor, power: Power, *, by_code: bool
) -> Literal["principal", "agent", "counter"] | None:
    """In which capacity the actor may end a power: its person (also by the code), whoever acts,
    a counter with the person in front of it; None for anyone else."""
    if by_code or (actor.person_id is not None and actor.person_id == power.person_id):
        return "principal"
    if actor.account_id is not None and actor.account_id == power.account_id:
        return "agent"
    return "counter" if actor.may("front_office") else None


def check_unseal(actor: Actor, person_id: UUID) -> None:
    if not may_unseal(actor, person_id):
        raise Refused("not_for_you")
