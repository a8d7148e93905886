"""The roster (piket): planned by leaders, begun and handed over by whoever has the duty."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.watch import policy, words
from pendopo.watch.facts import (
    ShiftBegun,
    ShiftCancelled,
    ShiftHandedOver,
    ShiftLogged,
    ShiftPlanned,
    ShiftSubstituted,
)
from pendopo.watch.models import Alarm, Order, Shift
from pendopo.watch.recording import tell
from pendopo.watch.refusals import NotFound, Refused, Stale

LONGEST = dt.timedelta(hours=24)
EARLY = dt.timedelta(minutes=30)
"""How long before its hour a duty may be begun."""
LIVE = ("planned", "on")


@ledger.within_region
def plan_shift(
    *,
    position_id: UUID,
    substitute_id: UUID | None = None,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    who: directory.Actor | None,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> UUID:
    """Put a position on duty from `starts_at` until `ends_at`; returns the shift's id.

    who: None is the system itself (seed). One shift at a time; a position needs the role `duty`,
    or one that sees the wall. Raises `Refused`.
    """
    if who is not None:
        policy.check_leads(who)
    _check_stander(position_id)
    if substitute_id is not None:
        _check_stander(substitute_id)
    if not dt.timedelta(0) < ends_at - starts_at <= LONGEST or substitute_id == position_id:
        raise Refused("shift_times")

    def act() -> dict[str, str]:
        _alone()
        if Shift.objects.filter(
            status__in=LIVE, starts_at__lt=ends_at, ends_at__gt=starts_at
        ).exists():
            raise Refused("shift_overlaps")
        row = Shift.objects.create(
            id=uuid7(now),
            position_id=position_id,
            substitute_id=substitute_id,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        fact = ShiftPlanned(
            position=position_id, substitute=substitute_id, starts_at=starts_at, ends_at=ends_at
        )
        tell(fact, about=row.id, now=now, who=who)
        return {"shift": str(row.id)}

    return UUID(ledger.once(command, act)["shift"])


@ledger.within_region
def substitute_shift(
    *,
    shift_id: UUID,
    substitute_id: UUID | None,
    who: directory.Actor,
    version: int,
    now: dt.datetime,
) -> None:
    """Name who stands in, or nobody (None): a leader, or whoever has the shift."""
    row = _locked(shift_id, version)
    if policy.leading(who) is None:
        policy.check_stands(row, who)
    if substitute_id is not None:
        _check_stander(substitute_id)
    if row.status not in LIVE or row.ends_at <= now:
        raise Refused("shift_over")
    if substitute_id == row.position_id:
        raise Refused("position_unknown")
    row.substitute_id, row.version = substitute_id, row.version + 1
    row.save(update_fields=["substitute_id", "version"])
    tell(ShiftSubstituted(substitute=substitute_id), about=row.id, now=now, who=who)


@ledger.within_region
def cancel_shift(*, shift_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> None:
    """Take a planned shift off the roster. Raises `Refused` once it was begun."""
    policy.check_leads(who)
    row = _locked(shift_id, version)
    if row.status != "planned":
        raise Refused("shift_over")
    row.status, row.version = "cancelled", row.version + 1
    row.save(update_fields=["status", "version"])
    tell(ShiftCancelled(), about=row.id, now=now, who=who)


@ledger.within_region
def begin_shift(*, shift_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> None:
    """Come on duty; half an hour early at most."""
    row = _locked(shift_id, version)
    position = policy.check_stands(row, who)
    if row.status != "planned" or row.ends_at <= now:
        raise Refused("shift_over")
    if now < row.starts_at - EARLY:
        at = directory.calendar().local(row.starts_at)
        raise Refused("shift_early", at=at.strftime("%d.%m.%Y %H.%M"))
    row.status, row.begun_at, row.begun_by = "on", now, position.id
    row.version += 1
    row.save(update_fields=["status", "begun_at", "begun_by", "version"])
    tell(ShiftBegun(position=position.id), about=row.id, now=now, who=who)


@ledger.within_region
def write_log(
    *,
    shift_id: UUID,
    who: directory.Actor,
    text: str,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """A line in the log of a shift that is on: whoever has it, or a leader."""

    row = _locked(shift_id, None)
    position = policy.stands(row, who) or policy.check_leads(who)

    def act() -> dict[str, str]:
        if row.status != "on":
            raise Refused("shift_not_begun" if row.status == "planned" else "shift_over")
        note = words.write(
            about=row.id,
            sort="log",
            position_id=position.id,
            text=words.checked(text),
            now=now,
        )
        tell(ShiftLogged(note=note, position=position.id), about=row.id, now=now, who=who)
        return {}

    ledger.once(command, act)


@ledger.within_region
def hand_over(
    *,
    shift_id: UUID,
    who: directory.Actor,
    version: int,
    text: str,
    now: dt.datetime,
) -> None:
    """End the duty with words for the next; what is open at that moment stands in the fact."""
    row = _locked(shift_id, version)
    position = policy.check_stands(row, who)
    if row.status != "on":
        raise Refused("shift_not_begun" if row.status == "planned" else "shift_over")
    note = words.write(
        about=row.id,
        sort="handover",
        position_id=position.id,
        text=words.checked(text),
        now=now,
    )
    row.status, row.handed_at, row.version = "ended", now, row.version + 1
    row.save(update_fields=["status", "handed_at", "version"])
    alarms = Alarm.objects.filter(ended_at=None)
    orders = Order.objects.filter(closed_at=None)
    fact = ShiftHandedOver(
        note=note,
        alarms=alarms.count(),
        unacknowledged=alarms.filter(acknowledged_at=None).count(),
        orders=orders.count(),
        late_orders=orders.filter(status__in=("given", "accepted"), due_at__lt=now).count(),
    )
    tell(fact, about=row.id, now=now, who=who)


def _alone() -> None:
    """Two who plan at the same time do so one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('roster:' || %s, 0))",
            [ledger.current_region()],
        )


def _locked(shift_id: UUID, version: int | None) -> Shift:
    row = Shift.objects.select_for_update().filter(id=shift_id).first()
    if row is None:
        raise NotFound("unknown")
    if version is not None and row.version != version:
        raise Stale("stale")
    return row


def _check_stander(position_id: UUID) -> None:
    found = directory.chart().positions.get(position_id)
    if found is None or not found.roles & set(policy.WATCHERS):
        raise Refused("position_unknown")
