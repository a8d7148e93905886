"""Site visits: the officer proposes a time, the applicant agrees or wishes for another; the report
of the visit closes it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import completion, models, policy, vault
from pendopo.casework.facts import (
    AppointmentAgreed,
    AppointmentKept,
    AppointmentSet,
    AppointmentWished,
)
from pendopo.casework.refusals import NotFound, Refused, Stale
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

TABLE, FIELD = "casework_appointment", "place_sealed"
PROPOSED, WISHED, AGREED, DONE = "proposed", "wished", "agreed", "done"
LONGEST_PLACE = 300


@ledger.within_region
def set_appointment(
    *, task_id: UUID, who: directory.Actor, at: dt.datetime, place: str, now: dt.datetime
) -> UUID:
    """Set or move the visit of an open task of work `visit`; `at` is aware, in the future and on a
    working day. A time the applicant wished for is agreed at once; the same again changes nothing.
    """
    task, case = completion.lock(task_id, who)
    if task.status != completion.OPEN:
        raise Refused("case_ended")
    if services.version(hash=case.version_hash).tasks[task.element].work != "visit":
        raise Refused("visit_none")
    _check_time(at, now)
    key = directory.load_key(case.key_id)
    words = place.strip()[:LONGEST_PLACE]
    visit = models.Appointment.objects.filter(task=task).first()
    if visit is None:
        visit = models.Appointment(id=uuid7(now), case=case, task=task)
    elif visit.at == at and visit.status != WISHED and place_of(visit, key) == words:
        return visit.id
    else:
        visit.version += 1
    agreed = visit.status == WISHED and visit.wish_at == at
    visit.at, visit.status, visit.wish_at = at, AGREED if agreed else PROPOSED, None
    visit.place_sealed = vault.seal(key, words, table=TABLE, field=FIELD, row=visit.id)
    visit.save()
    found: list[ledger.Fact] = [AppointmentSet(appointment=visit.id, at=at)]
    if agreed:
        found.append(AppointmentAgreed(appointment=visit.id, at=at))
    ledger.append([completion.entry(case, task, who, now, fact) for fact in found], now=now)
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
    visit = _own(appointment_id, who, key, version)
    _check_time(at, now)
    visit.status, visit.wish_at, visit.version = WISHED, at, visit.version + 1
    visit.save(update_fields=["status", "wish_at", "version"])
    _append(visit, AppointmentWished(appointment=visit.id, at=at), who, now)


@ledger.within_region
def agree_appointment(
    *, appointment_id: UUID, who: directory.Actor, key: str = "", version: int, now: dt.datetime
) -> None:
    """The applicant will be there at the proposed time. Agreeing twice changes nothing."""
    visit = _own(appointment_id, who, key, version)
    if visit.status == AGREED:
        return
    visit.status, visit.wish_at, visit.version = AGREED, None, visit.version + 1
    visit.save(update_fields=["status", "wish_at", "version"])
    _append(visit, AppointmentAgreed(appointment=visit.id, at=visit.at), who, now)


def kept(task: models.Task) -> tuple[ledger.Fact, ...]:
    """The visit of a task whose report has just come in is done."""
    visit = models.Appointment.objects.filter(task=task).exclude(status=DONE).first()
    if visit is None:
        return ()
    visit.status, visit.version = DONE, visit.version + 1
    visit.save(update_fields=["status", "version"])
    return (AppointmentKept(appointment=visit.id),)


def place_of(visit: models.Appointment, key: directory.DataKey) -> str:
    return str(vault.unseal(key, visit.place_sealed, table=TABLE, field=FIELD, row=visit.id))


def _own(appointment_id: UUID, who: directory.Actor, key: str, version: int) -> models.Appointment:
    """The applicant's own visit, locked. Raises `NotFound`, or `Stale` when it was moved, its
    report is in, or its task is gone."""
    visit = (
        models.Appointment.objects.select_related("case", "task")
        .select_for_update(of=("self",))
        .filter(id=appointment_id)
        .first()
    )
    if visit is None or not policy.is_applicant(visit.case, who, key):
        raise NotFound("appointment_unknown")
    if visit.version != version or visit.task.status != completion.OPEN:
        raise Stale("task_stale")
    return visit


def _append(
    visit: models.Appointment, fact: ledger.Fact, who: directory.Actor, now: dt.datetime
) -> None:
    entry = ledger.Entry(fact=fact, about=visit.case_id, actor=who.account_id, occurred_at=now)
    ledger.append([entry], now=now)


def _check_time(at: dt.datetime, now: dt.datetime) -> None:
    calendar = directory.calendar()
    if at <= now or not calendar.is_working(calendar.local_date(at)):
        raise Refused("appointment_past")
