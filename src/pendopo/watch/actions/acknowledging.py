"""What a person does with an alarm: take it, write about it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.watch import policy, words
from pendopo.watch.facts import AlarmAcknowledged, AlarmNoted
from pendopo.watch.models import Alarm
from pendopo.watch.recording import tell
from pendopo.watch.refusals import NotFound, Refused, Stale


@ledger.within_region
def acknowledge(
    *,
    alarm_id: UUID,
    who: directory.Actor,
    version: int,
    note: str = "",
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """Say that somebody has it; escalation stops. note: what will be done, if worth saying.

    Only its owner, a supervisor there, where it was escalated, a leader, or the duty. Raises
    `NotFound`, `Refused` when it has ended, `Stale` when another was faster.
    """

    row, position = _mine(alarm_id, who, now)

    def act() -> dict[str, str]:
        _check_open(row)
        if row.version != version or row.acknowledged_at is not None:
            raise Stale("stale")
        row.acknowledged_at, row.acknowledged_by, row.escalate_at = now, position.id, None
        row.version += 1
        row.save(update_fields=["acknowledged_at", "acknowledged_by", "escalate_at", "version"])
        fact = AlarmAcknowledged(position=position.id)
        tell(fact, about=row.id, now=now, who=who, organisation=position.organisation_id)
        if note.strip():
            _write(row, position, words.checked(note), who, now)
        return {}

    ledger.once(command, act)


@ledger.within_region
def add_note(
    *,
    alarm_id: UUID,
    who: directory.Actor,
    text: str,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """Write about an open alarm; who may acknowledge it may write. Raises `NotFound`, `Refused`."""

    row, position = _mine(alarm_id, who, now)

    def act() -> dict[str, str]:
        _check_open(row)
        _write(row, position, words.checked(text), who, now)
        return {}

    ledger.once(command, act)


def _mine(
    alarm_id: UUID, who: directory.Actor, now: dt.datetime
) -> tuple[Alarm, directory.Position]:
    row = Alarm.objects.select_for_update().filter(id=alarm_id).first()
    if row is None:
        raise NotFound("unknown")
    return row, policy.check_handles(row, who, now)


def _check_open(row: Alarm) -> None:
    if row.ended_at is not None:
        raise Refused("ended")


def _write(
    row: Alarm, position: directory.Position, text: str, who: directory.Actor, now: dt.datetime
) -> None:
    note = words.write(about=row.id, sort="note", position_id=position.id, text=text, now=now)
    fact = AlarmNoted(note=note, position=position.id)
    tell(fact, about=row.id, now=now, who=who, organisation=position.organisation_id)
