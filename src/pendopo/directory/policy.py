"""Who may do what in the directory: `check_x` raises `Refused`, `x` answers bool."""

from __future__ import annotations

from uuid import UUID

from pendopo.directory.actor import Actor
from pendopo.directory.models import Organisation
from pendopo.directory.refusals import Refused
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
    """Officers and the person concerned; the case at hand is the caller's check."""
    return (actor.kind == "officer" and bool(actor.roles)) or actor.person_id == person_id


def check_unseal(actor: Actor, person_id: UUID) -> None:
    if not may_unseal(actor, person_id):
        raise Refused("not_for_you")
