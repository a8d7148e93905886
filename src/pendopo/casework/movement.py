"""From a move of the pure flow to rows and facts: the imperative shell around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from pendopo.casework import apart, facts, flow_facts, models, narrowing, subscriptions, timing
from pendopo.casework.plain import iso, parsed, plain
from pendopo.casework.policy import APPLICANT
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

SUPERVISOR = "supervisor"
Status = models.Case.Status
_ENDED = {
    "granted": Status.GRANTED,
    "handed_over": Status.HANDED_OVER,
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
    move: services.flow.Move,
    *,
    compiled: services.Compiled,
    case_id: UUID,
    now: dt.datetime,
    deemed_before: dt.datetime | None = None,
) -> Plan:
    """Turn a move into rows and facts. Pure but for ids.

    `deemed_before`: the moment of the deemed decision so far, whose alarms are set already.
    """
    due_at = move.dues.case.at
    deemed_at = timing.deemed_at(
        compiled, due_at=due_at, ended=move.ended is not None, applied=not move.case.begun
    )
    timers = timing.rows(move, now)
    if deemed_at != deemed_before:
        timers += timing.alarm_rows(deemed_at, now)
    tasks = [task_row(one, compiled, now) for one in move.opened]
    return Plan(
        state=move.case.encode(),
        status=_status(move, compiled),
        stage=_stage(move, compiled),
        due_at=due_at,
        deemed_at=deemed_at,
        task_rows=tasks,
        timer_rows=timers,
        entries=[
            ledger.Entry(fact=fact, about=case_id, occurred_at=now)
            for fact in _facts(move, tasks, due_at, compiled)
        ],
        ended=move.ended,
    )


def carry_out(
    case: models.Case,
    move: services.flow.Move,
    *,
    compiled: services.Compiled,
    now: dt.datetime,
    entries: Sequence[ledger.Entry],
    actor: UUID | None = None,
) -> Plan:
    """Write a move of an existing case, whose row the caller has locked, with all its facts.

    `actor`: the account whose act this is; it stands on the fact that closes the case.
    """
    made = plan(move, compiled=compiled, case_id=case.id, now=now, deemed_before=case.deemed_at)
    open_ones, left = _leave_tasks(case, move, now)
    found = [*entries, *made.entries, *left]
    timing.follow(
        case,
        move.dues,
        now,
        cancelled=move.cancelled,
        calls=[one.token for one in move.case.calls],
        alarms=made.deemed_at != case.deemed_at,
    )
    timing.insert(case, made.timer_rows)
    opened = [
        models.Task(case_id=case.id, region_code=case.region_code, **parsed(row))
        for row in made.task_rows
    ]
    barred = apart.bar(case, compiled, [*open_ones, *opened])
    if changed := [task for task in open_ones if task in barred]:
        models.Task.objects.bulk_update(changed, ["barred", "assignee_id"])
    models.Task.objects.bulk_create(opened)
    case.state, case.status, case.stage = made.state, made.status, made.stage
    case.due_at, case.deemed_at = made.due_at, made.deemed_at
    case.version += 1
    found += narrowing.follow(case, compiled, opened, now)
    subscriptions.follow(case, compiled, move.case, now)
    if made.ended:
        found.append(_close(case, made.ended, move, now, actor))
    case.save()
    ledger.append(found, now=now)
    return made


def refresh_dues(tasks: Sequence[models.Task], dues: services.flow.Dues) -> list[models.Task]:
    """A pause, a resume or a day off moves the deadlines of open tasks; those that moved."""
    moved = []
    for task in tasks:
        due = dues.tasks.get(task.token)
        if due is not None and task.due_at != due.at:
            task.due_at = due.at
            moved.append(task)
    if moved:
        models.Task.objects.bulk_update(moved, ["due_at"])
    return moved


def owner(compiled: services.Compiled) -> directory.Organisation:
    """The agency that answers for the service."""
    return _organisation(compiled.service.agency)


def _facts(
    move: services.flow.Move,
    tasks: Sequence[dict[str, Any]],
    due_at: dt.datetime | None,
    compiled: services.Compiled,
) -> list[ledger.Fact]:
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
        facts.CaseEscalated(reason="nobody", element=row["element"])
        for row, one in zip(tasks, move.opened, strict=True)
        if _goes_to(one, compiled) is None
    ]
    found += [
        flow_facts.MessageSent(token=one.token, kind=one.kind, name=one.name, element=one.element)
        for one in move.sends
    ]
    found += [_raised(one) for one in move.raised]
    found += [
        facts.ServiceCalled(token=call.token, topic=call.topic, element=call.element)
        for call in move.calls
    ]
    return found


def _raised(one: services.flow.Raised) -> ledger.Fact:
    if one.kind == "escalation":
        return facts.CaseEscalated(reason="process", element=one.element)
    return flow_facts.CaseFailed(element=one.element, code=one.code or None, caught=one.caught)


def task_row(
    one: services.flow.OpenedTask, compiled: services.Compiled, now: dt.datetime
) -> dict[str, Any]:
    if one.organisation == APPLICANT:
        organisation, role, position = None, APPLICANT, None
    else:
        found = _goes_to(one, compiled)
        organisation = found or owner(compiled)
        role = (one.role or "verifier") if found else SUPERVISOR
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


def _goes_to(
    one: services.flow.OpenedTask, compiled: services.Compiled
) -> directory.Organisation | None:
    """Whose an officer's task is; None when the directory knows no such agency: then the
    supervisors of the service's own agency have it, and hear why."""
    if one.organisation in (APPLICANT, "owner"):
        return owner(compiled)
    return directory.chart().by_code.get(one.organisation)


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


def _status(move: services.flow.Move, compiled: services.Compiled) -> str:
    if move.ended:
        return _ENDED[move.ended.result]
    if move.status == "waiting":
        return Status.RETURNED
    if compiled.service.mode == "handover" and any(mark.kind == "stop" for mark in move.case.marks):
        return Status.HANDED_OVER  # ours to track, no longer to decide
    started = any(mark.kind == "start" for mark in move.case.marks)
    return Status.RUNNING if started else Status.CHECKING


def _stage(move: services.flow.Move, compiled: services.Compiled) -> str:
    if move.ended:
        return move.ended.element or "withdrawn"
    if move.case.tasks:
        return move.case.tasks[0].element
    if move.case.calls:
        return move.case.calls[0].element
    awaited = services.flow.awaited(compiled, move.case, directory.calendar())
    return awaited[0].element if awaited else ""


def _leave_tasks(
    case: models.Case, move: services.flow.Move, now: dt.datetime
) -> tuple[list[models.Task], list[ledger.Entry]]:
    """Cancel the tasks the move closed that nobody completed; the others follow their clocks and
    are given back, with the facts."""
    open_ones = list(case.tasks.filter(status=models.Task.Status.OPEN))
    gone = [task for task in open_ones if task.token in move.closed]
    for task in gone:
        task.status, task.completed_at = models.Task.Status.CANCELLED, now
        task.version += 1
    if gone:
        models.Task.objects.bulk_update(gone, ["status", "completed_at", "version"])
    staying = [task for task in open_ones if task not in gone]
    refresh_dues(staying, move.dues)
    return staying, [
        ledger.Entry(
            fact=facts.TaskCancelled(task=task.id, element=task.element),
            about=case.id,
            organisation=task.organisation_id,
            occurred_at=now,
        )
        for task in gone
    ]


def _close(
    case: models.Case,
    ended: services.flow.Ended,
    move: services.flow.Move,
    now: dt.datetime,
    actor: UUID | None,
) -> ledger.Entry:
    case.ended_at, case.outcome = now, ended.element or "withdrawn"
    # The clock stops with the signature; what the process does after that is not held against it.
    compiled = services.version(hash=case.version_hash)
    clock = services.flow.case_reading(compiled, move.case, directory.calendar(), now)
    case.on_time = clock.late_by == 0
    status = cast(facts.Ending, str(case.status))  # what `_ENDED` has just set
    fact = facts.CaseClosed(outcome=case.outcome, status=status, on_time=case.on_time)
    return ledger.Entry(
        fact=fact, about=case.id, actor=actor, organisation=case.organisation_id, occurred_at=now
    )
