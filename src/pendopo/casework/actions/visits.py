"""Site visits: the officer proposes a time, the applicant agrees or wishes for another."""

from __future__ import annotations

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from pendopo.casework import models, policy, vault
from pendopo.casework.facts import AppointmentSet, AppointmentWished
from pendopo.casework.refusals import NotFound, Refused, Stale
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@ledger.within_region
def set_appointment(
    *, task_id: UUID, who: directory.Actor, at: dt.datetime, place: str, now: dt.datetime
) -> UUID:
    """Set or move the visit of an open task. `at` is aware and in the future, on a working day."""
    task = (
        models.Task.objects.select_related("case")
        .select_for_update(of=("self",))
        .filter(id=task_id)
        .first()
    )
    if task is None:
        raise NotFound("task_unknown")
    policy.check_may_do(task, task.case, who)
    if task.status != models.Task.Status.OPEN:
        raise Refused("case_ended")
    _check_time(at, now)
    visit = models.Appointment.objects.filter(task=task).first()
    if visit is None:
        visit = models.Appointment(id=uuid7(now), case=task.case, task=task)
    else:
        visit.version += 1
    visit.at, visit.status, visit.wish_at = at, "proposed", None
    visit.place_sealed = vault.seal(
        directory.load_key(task.case.key_id),
        place.strip()[:300],
        table="casework_appointment",
        field="place_sealed",
        row=visit.id,
    )
    visit.save()
    entry = ledger.Entry(
        fact=AppointmentSet(appointment=visit.id, at=at),
        about=task.case_id,
        actor=who.account_id,
        organisation=task.organisation_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
    return visit.id


@ledger.within_region
def wish_appointment(
    *,
    appointment_id: UUID,
    who: directory.Actor,
    key: str = "",
    at: dt.datetime,
    version: int,
    now: dt.datetime,
) -> None:
    """The applicant asks for another time; the officer decides with `set_appointment`."""
    visit = (
        models.Appointment.objects.select_related("case")
        .select_for_update(of=("self",))
        .filter(id=appointment_id)
        .first()
    )
    if visit is None or not policy.is_applicant(visit.case, who, key):
        raise NotFound("appointment_unknown")
    if visit.version != version or visit.status == "done":
        raise Stale("task_stale")
    _check_time(at, now)
    visit.status, visit.wish_at, visit.version = "wished", at, visit.version + 1
    visit.save(update_fields=["status", "wish_at", "version"])
    entry = ledger.Entry(
        fact=AppointmentWished(appointment=visit.id, at=at),
        about=visit.case_id,
        actor=who.account_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)


def _check_time(at: dt.datetime, now: dt.datetime) -> None:
    calendar = directory.calendar()
    if at <= now or not calendar.is_working(at.astimezone(ZoneInfo(calendar.zone)).date()):
        raise Refused("appointment_past")
