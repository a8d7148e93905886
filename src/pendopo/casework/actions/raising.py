"""A delay climbs: it is told again while it lasts, and positions above come to take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pendopo.casework import late_facts, models, timing
from pendopo.casework.refusals import NotFound
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

Act = Literal["handle", "watch"]


@dataclass(frozen=True, slots=True)
class Lateness:
    """An open task whose limit has passed. organisation_id: whose it is; token: of the process,
    another one each time the task opens."""

    task_id: UUID
    token: int
    element: str
    organisation_id: UUID | None
    due_at: dt.datetime


@ledger.within_region
def late_task(*, case_id: UUID, element: str, now: dt.datetime) -> Lateness | None:
    """For readers of facts; nobody's right is checked. None when nothing there is late."""
    rows = models.Task.objects.filter(case_id=case_id, element=element, status="open")
    row = rows.filter(due_at__lte=now).order_by("token").first()
    return _lateness(row) if row else None


@ledger.within_region
def watch_lateness(*, task_id: UUID, days: Sequence[int], now: dt.datetime) -> None:
    """Tell again that an open task is late (`case.late_again`), so many working days after its
    limit. The looks follow the task's clock, and end with the task. Twice is once."""
    case = models.Case.objects.select_for_update().filter(tasks__id=task_id).first()
    row = models.Task.objects.filter(id=task_id, status="open").first()
    if case is None or row is None or row.due_at is None:
        return
    there = case.timers.filter(kind=timing.LATE, token=row.token).values_list("days", flat=True)
    wanted = sorted(set(days) - set(there))
    if not wanted:
        return
    timing.insert(case, timing.late_rows(row.token, row.element, row.due_at, wanted, now))
    fact = late_facts.LatenessWatched(task=row.id, element=row.element, days=tuple(wanted))
    _tell(case, fact, now)


@ledger.within_region
def raise_case(*, case_id: UUID, positions: Sequence[UUID], act: Act, now: dt.datetime) -> None:
    """Let these positions take part in a case: to act on its delay, or to watch over it. A position
    that acts already keeps doing so."""
    case = models.Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise NotFound("case_unknown")
    chart = directory.chart()
    there = {one.position_id: one for one in case.raised.filter(position_id__in=positions)}
    new = [one for one in positions if one in chart.positions and one not in there]
    models.Raised.objects.bulk_create(
        models.Raised(
            id=uuid7(now),
            case=case,
            position_id=one,
            organisation_id=chart.positions[one].organisation_id,
            act=act,
            at=now,
        )
        for one in new
    )
    more = [one for one in there.values() if act == "handle" and one.act != act]
    for one in more:
        one.act = act
        one.save(update_fields=["act"])
    if new or more:
        told = (*new, *(one.position_id for one in more))
        _tell(case, late_facts.CaseRaised(positions=told, act=act), now)


def _lateness(row: models.Task) -> Lateness | None:
    if row.due_at is None:
        return None
    return Lateness(row.id, row.token, row.element, row.organisation_id, row.due_at)


def _tell(case: models.Case, fact: ledger.Fact, now: dt.datetime) -> None:
    entry = ledger.Entry(
        fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
    )
    ledger.append([entry], now=now)
