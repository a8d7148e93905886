"""Who may do what in the command centre, in pairs: `check_x` raises, `x` answers.

`regent` is the role of the regent and the deputy, `chief` the Sekda's; `duty` may stand piket.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.watch.models import Alarm, Order, Shift
from pendopo.watch.refusals import NotFound, Refused

LEADERS = ("regent", "chief")
WATCHERS = ("regent", "chief", "duty", "supervisor", "administrator")
"""Who sees the wall."""


def held(who: directory.Actor) -> frozenset[UUID]:
    """Positions whose office the actor holds; a delegated power gives no office."""
    return frozenset(one.position_id for one in who.mandates if one.kind != "delegation")


def leading(who: directory.Actor) -> directory.Position | None:
    """The position by which the actor gives orders and keeps the roster."""
    mine = held(who)
    return next(
        (
            one
            for one in who.positions
            if one.id in mine
            and any(role in one.roles and who.may(role, one.organisation_id) for role in LEADERS)
        ),
        None,
    )


def check_leads(who: directory.Actor) -> directory.Position:
    found = leading(who)
    if found is None:
        raise Refused("not_for_you")
    return found


def watches(who: directory.Actor) -> bool:
    """Sees the wall and everything on it that is about no person."""
    return who.kind == "officer" and any(who.may(role) for role in WATCHERS)


def check_watches(who: directory.Actor) -> None:
    if not watches(who):
        raise NotFound("unknown")


def shift_now(now: dt.datetime) -> Shift | None:
    """The shift that has the duty at a moment; one statement."""
    return (
        Shift.objects.filter(starts_at__lte=now, ends_at__gt=now, status__in=("planned", "on"))
        .order_by("starts_at")
        .first()
    )


def stands(shift: Shift | None, who: directory.Actor) -> directory.Position | None:
    """The position by which the actor has this shift: its own, or as substitute."""
    if shift is None:
        return None
    mine = held(who) & {shift.position_id, shift.substitute_id}
    return next((one for one in who.positions if one.id in mine), None)


def check_stands(shift: Shift, who: directory.Actor) -> directory.Position:
    found = stands(shift, who)
    if found is None:
        raise Refused("not_for_you")
    return found


@ledger.within_region
def on_watch(who: directory.Actor, now: dt.datetime) -> directory.Position | None:
    """By which position the actor acts for the command centre now: a leader's, or the duty's."""
    return leading(who) or stands(shift_now(now), who)


def check_on_watch(who: directory.Actor, now: dt.datetime) -> directory.Position:
    found = on_watch(who, now)
    if found is None:
        raise Refused("not_for_you")
    return found


def handles(row: Alarm, who: directory.Actor, now: dt.datetime) -> directory.Position | None:
    """By which position the actor may acknowledge an alarm: its owner, where it was escalated, a
    supervisor of its organisation, a leader, or whoever has the duty."""
    mine = held(who)
    for one in who.positions:
        if one.id not in mine:
            continue
        owns = one.id in (row.owner_id, row.escalated_to)
        leads = one.organisation_id == row.organisation_id and "supervisor" in one.roles
        if owns or leads:
            return one
    return on_watch(who, now)


def check_handles(row: Alarm, who: directory.Actor, now: dt.datetime) -> directory.Position:
    found = handles(row, who, now)
    if found is None:
        raise Refused("not_for_you") if watches(who) else NotFound("unknown")
    return found


def owns(row: Order, who: directory.Actor) -> bool:
    return row.to_id in held(who)


def gave(row: Order, who: directory.Actor) -> bool:
    """The position that gave it."""
    return row.from_id in held(who)


def sees(row: Order, who: directory.Actor) -> bool:
    """Its two sides, leaders, and supervisors of the organisation that it went to."""
    return (
        owns(row, who)
        or gave(row, who)
        or leading(who) is not None
        or who.may("supervisor", row.organisation_id)
    )


def check_sees(row: Order | None, who: directory.Actor) -> Order:
    """Raises `NotFound`, so that nobody learns which orders there are."""
    if row is None or not sees(row, who):
        raise NotFound("unknown")
    return row
