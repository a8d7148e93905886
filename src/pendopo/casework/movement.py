"""From a move of the pure flow to rows and facts: the imperative shell around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from pendopo.casework import facts, models
from pendopo.casework.policy import APPLICANT
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Status = models.Case.Status
FAR = dt.timedelta(days=3650)
PROCESS, DEEMED_NEAR, DEEMED = "process", "deemed_near", "deemed"
_ENDED = {
    "granted": Status.GRANTED,
    "handed_over": Status.GRANTED,
    "closed": Status.GRANTED,
    "refused": Status.REFUSED,
    "withdrawn": Status.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move changes: rows to insert as plain JSON values, and facts to append."""

    state: bytes
    status: str
    stage: str
    due_at: dt.datetime | None
    deemed_at: dt.datetime | None
    task_rows: list[dict[str, Any]]
    timer_rows: list[dict[str, Any]]
    entries: list[ledger.Entry]
    ended: services.flow.Ended | None


def plan(
    move: services.flow.Move, *, compiled: services.Compiled, case_id: UUID, now: dt.datetime
) -> Plan:
    """Turn a move into rows and facts. Pure but for ids."""
    due_at = move.dues.case.at
    deemed_at = _deemed_at(compiled, move, due_at)
    tasks = [_task_row(one, compiled, now) for one in move.opened]
    timers = [
        {"id": str(uuid7(now)), "token": one.token, "kind": PROCESS, "element": one.element,
         "due_at": iso(one.due_at or now + FAR)}
        for one in move.timers
    ]  # fmt: skip
    timers += _alarms(deemed_at, now)
    found: list[ledger.Fact] = [
        facts.ClockMarked(mark=mark.kind, due_at=due_at) for mark in move.marks
    ]
    found += [
        facts.TaskOpened(
            task=UUID(row["id"]), element=row["element"], role=row["role"], due_at=one.due_at
        )
        for row, one in zip(tasks, move.opened, strict=True)
    ]
    found += [
        facts.ServiceCalled(token=call.token, topic=call.topic, element=call.element)
        for call in move.calls
    ]
    return Plan(
        state=move.case.encode(),
        status=_status(move, compiled),
        stage=_stage(move, compiled),
        due_at=due_at,
        deemed_at=deemed_at,
        task_rows=tasks,
        timer_rows=timers,
        entries=[ledger.Entry(fact=fact, about=case_id, occurred_at=now) for fact in found],
        ended=move.ended,
    )


def carry_out(
    case: models.Case,
    move: services.flow.Move,
    *,
    compiled: services.Compiled,
    now: dt.datetime,
    entries: Sequence[ledger.Entry],
) -> Plan:
    """Write a move of an existing case, whose row the caller has locked, with all its facts."""
    made = plan(move, compiled=compiled, case_id=case.id, now=now)
    found = [*entries, *made.entries]
    found += _cancel_tasks(case, move, now)
    _set_timers(case, move, made, now)
    models.Task.objects.bulk_create(
        models.Task(case_id=case.id, region_code=case.region_code, **_parsed(row))
        for row in made.task_rows
    )
    _refresh_dues(case, move)
    case.state, case.status, case.stage = made.state, made.status, made.stage
    case.due_at, case.deemed_at = made.due_at, made.deemed_at
    case.version += 1
    if made.ended:
        found.append(_close(case, made.ended, move, now))
    case.save()
    ledger.append(found, now=now)
    return made


def owner(compiled: services.Compiled) -> directory.Organisation:
    """The agency that answers for the service."""
    return _organisation(compiled.service.agency)


def _task_row(
    one: services.flow.OpenedTask, compiled: services.Compiled, now: dt.datetime
) -> dict[str, Any]:
    if one.organisation == APPLICANT:
        organisation, role, position = None, APPLICANT, None
    else:
        code = compiled.service.agency if one.organisation == "owner" else one.organisation
        organisation = _organisation(code)
        role = one.role or "verifier"
        position = _position(organisation.id, one.item)
    return {
        "id": str(uuid7(now)),
        "token": one.token,
        "element": one.element,
        "lane": one.lane,
        "organisation_id": str(organisation.id) if organisation else None,
        "role": role,
        "position_id": str(position.id) if position else None,
        "item": plain(one.item),
        "opened_at": iso(now),
        "due_at": iso(one.due_at),
    }


def _organisation(code: str) -> directory.Organisation:
    found = directory.chart().by_code.get(code)
    if found is None:
        raise LookupError(f"no organisation {code} in region {ledger.current_region()}")
    return found


def _position(organisation_id: UUID, item: object) -> directory.Position | None:
    """A step of a chain names a position of the organisation by its code."""
    return (
        directory.chart().by_place.get((organisation_id, item)) if isinstance(item, str) else None
    )


def _deemed_at(
    compiled: services.Compiled, move: services.flow.Move, due_at: dt.datetime | None
) -> dt.datetime | None:
    """When the law would grant it (UU 30/2014 Art. 53 as amended): at the end of the limit,
    unless the package cites the article that exempts it. Nothing is signed by that."""
    if compiled.service.deemed_decision.exempt or move.ended:
        return None
    return due_at


def _alarms(deemed_at: dt.datetime | None, now: dt.datetime) -> list[dict[str, Any]]:
    if deemed_at is None:
        return []
    near = _working_day_before(deemed_at)
    return [
        {"id": str(uuid7(now)), "token": None, "kind": kind, "element": "", "due_at": iso(at)}
        for kind, at in ((DEEMED_NEAR, near), (DEEMED, deemed_at))
        if at > now
    ]


def _working_day_before(at: dt.datetime) -> dt.datetime:
    calendar = directory.calendar()
    day = calendar.local_date(at) - dt.timedelta(days=1)
    while not calendar.is_working(day):
        day -= dt.timedelta(days=1)
    return at - (calendar.local_date(at) - day)


def _status(move: services.flow.Move, compiled: services.Compiled) -> str:
    if move.ended:
        return _ENDED[move.ended.result]
    waiting = [compiled.tasks[one.element] for one in move.case.tasks]
    if waiting and all(task.by_applicant for task in waiting):
        return Status.RETURNED
    return Status.RUNNING if move.case.marks else Status.CHECKING


def _stage(move: services.flow.Move, compiled: services.Compiled) -> str:
    if move.ended:
        return move.ended.element or "withdrawn"
    if move.case.tasks:
        return move.case.tasks[0].element
    return move.case.calls[0].element if move.case.calls else ""


def _cancel_tasks(
    case: models.Case, move: services.flow.Move, now: dt.datetime
) -> list[ledger.Entry]:
    """Tasks the move closed that nobody completed."""
    open_ones = list(case.tasks.filter(token__in=move.closed, status=models.Task.Status.OPEN))
    for task in open_ones:
        task.status, task.completed_at = models.Task.Status.CANCELLED, now
        task.version += 1
    models.Task.objects.bulk_update(open_ones, ["status", "completed_at", "version"])
    return [
        ledger.Entry(
            fact=facts.TaskCancelled(task=task.id, element=task.element),
            about=case.id,
            occurred_at=now,
        )
        for task in open_ones
    ]


def _set_timers(case: models.Case, move: services.flow.Move, made: Plan, now: dt.datetime) -> None:
    _live(case).filter(kind=PROCESS, token__in=move.cancelled).update(cancelled_at=now)
    _follow(case, move.dues, now)
    _insert_timers(case, made.timer_rows)


def reset_timers(case: models.Case, dues: services.flow.Dues, now: dt.datetime) -> None:
    """Move the timers of a case to where its deadlines are now."""
    _follow(case, dues, now)
    _insert_timers(case, _alarms(case.deemed_at, now))


def _follow(case: models.Case, dues: services.flow.Dues, now: dt.datetime) -> None:
    _live(case).exclude(kind=PROCESS).update(cancelled_at=now)  # alarms are set anew
    for timer in _live(case).filter(kind=PROCESS, token__in=list(dues.timers)):
        # A clock that stands still has no due moment: far away until it runs again.
        at = dues.timers[timer.token] or now + FAR
        if timer.due_at != at:
            timer.due_at = at
            timer.save(update_fields=["due_at"])


def _live(case: models.Case) -> Any:
    return case.timers.filter(done_at=None, cancelled_at=None)


def _insert_timers(case: models.Case, rows: Sequence[Mapping[str, Any]]) -> None:
    models.Timer.objects.bulk_create(
        models.Timer(case_id=case.id, region_code=case.region_code, **_parsed(row)) for row in rows
    )


def _refresh_dues(case: models.Case, move: services.flow.Move) -> None:
    """A pause or a resume moves the deadlines of tasks that stay open."""
    moved = []
    for task in case.tasks.filter(status=models.Task.Status.OPEN):
        due = move.dues.tasks.get(task.token)
        if due is not None and task.due_at != due.at:
            task.due_at = due.at
            moved.append(task)
    models.Task.objects.bulk_update(moved, ["due_at"])


def _close(
    case: models.Case, ended: services.flow.Ended, move: services.flow.Move, now: dt.datetime
) -> ledger.Entry:
    case.ended_at, case.outcome = now, ended.element or "withdrawn"
    on_time = move.dues.case.at is None or now <= move.dues.case.at
    fact = facts.CaseClosed(outcome=case.outcome, status=case.status, on_time=on_time)  # type: ignore[arg-type]
    return ledger.Entry(
        fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
    )


def _parsed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A plain row as model values."""
    ids = ("id", "organisation_id", "position_id")
    return {
        name: UUID(value)
        if name in ids and value
        else dt.datetime.fromisoformat(value)
        if name.endswith("_at") and value
        else value
        for name, value in row.items()
    }


def iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def plain(value: Any) -> Any:
    """JSON values only: a Decimal becomes its exact text, a date its ISO form."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, dt.date | dt.datetime | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value
