"""The moments at which the worker must act on a case: timers of its process, alarms of the law,
and automatic work that nobody has answered yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pendopo.casework import models
from pendopo.casework.plain import iso, parsed
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.services import api as services

FAR = dt.timedelta(days=3650)
PROCESS, DEEMED_NEAR, DEEMED, CALL = "process", "deemed_near", "deemed", "call"
ALARMS = (DEEMED_NEAR, DEEMED)
DISPOSITION = "disposition"
LATE = "late"
A_MOMENT = dt.timedelta(minutes=1)
"""After its last moment a disposition is late."""
CALL_AGAIN = dt.timedelta(minutes=1)
CALL_LATER = dt.timedelta(minutes=10)
"""How long automatic work may take before it is started again (its worker may have died): the
first time, and from then on."""

Row = dict[str, Any]


def deemed_at(
    compiled: services.Compiled,
    *,
    due_at: dt.datetime | None,
    ended: bool,
    applied: bool = True,
) -> dt.datetime | None:
    """When the law would grant it (UU 30/2014 Art. 53 as amended): at the end of the limit,
    unless the package cites the article that exempts it, another system decides, or nobody applied
    (`applied`). Nothing is signed by that."""
    if (
        ended
        or not applied
        or compiled.service.mode != "issue"
        or compiled.service.deemed_decision.exempt
    ):
        return None
    return due_at


def rows(move: services.flow.Move, now: dt.datetime) -> list[Row]:
    """Timers that a move sets, and a watch over each call it makes."""
    timers = [_row(PROCESS, one.due_at or now + FAR, now, one) for one in move.timers]
    return timers + [_row(CALL, now + CALL_AGAIN, now, one) for one in move.calls]


def alarm_rows(at: dt.datetime | None, now: dt.datetime) -> list[Row]:
    """Alarms for a deemed decision at `at`: one a working day before (half of what is left, when
    less is left), one at the moment itself."""
    if at is None:
        return []
    near = _working_day_before(at)
    if near <= now < at:
        near = now + (at - now) / 2
    return [_row(kind, due, now) for kind, due in ((DEEMED_NEAR, near), (DEEMED, at)) if due > now]


def watch_disposition(case: models.Case, due_at: dt.datetime, now: dt.datetime) -> None:
    """Look whether what was asked until then has been reported back; one watch for all of a day."""
    at = due_at + A_MOMENT
    waiting = case.timers.filter(kind=DISPOSITION, due_at=at, done_at=None, cancelled_at=None)
    if not waiting.exists():
        insert(case, [_row(DISPOSITION, at, now)])


def late_at(due_at: dt.datetime, days: int) -> dt.datetime:
    """The end of that many working days after a limit; the limit's own moment for none."""
    if not days:
        return due_at
    calendar = directory.calendar()
    return calendar.end_of(calendar.add_working_days(calendar.local_date(due_at), days))


def late_rows(
    token: int, element: str, due_at: dt.datetime, days: Sequence[int], now: dt.datetime
) -> list[Row]:
    """One look at a late task for each number of working days after its limit."""
    return [
        _row(LATE, late_at(due_at, one), now) | {"token": token, "element": element, "days": one}
        for one in days
    ]


def due_of(timer: models.Timer, dues: services.flow.Dues) -> dt.datetime | None:
    """When a live timer of the process, or a look at a late task, is due as its clock runs now;
    None while that stands still."""
    if timer.kind == LATE:
        limit = dues.tasks.get(timer.token or 0)
        return late_at(limit.at, timer.days or 0) if limit and limit.at else None
    return dues.timers.get(timer.token or 0)


def watch_again(case: models.Case, timer: models.Timer, now: dt.datetime) -> None:
    """Look after a call once more: it was started again, and may fail again."""
    again = _row(CALL, now + CALL_LATER, now) | {"token": timer.token, "element": timer.element}
    insert(case, [again])


def follow(
    case: models.Case,
    dues: services.flow.Dues,
    now: dt.datetime,
    *,
    cancelled: Iterable[int] = (),
    calls: Iterable[int] | None = None,
    alarms: bool = False,
) -> None:
    """Bring the live timers of a case to where its deadlines are now.

    `cancelled`: tokens of process timers no longer set; `calls`: tokens of calls not yet answered
    (None: as before); `alarms`: the moment of the deemed decision has moved, its alarms go.
    """
    gone, moved = [], []
    for timer in case.timers.filter(done_at=None, cancelled_at=None):
        if _is_gone(timer, dues, set(cancelled), calls, alarms):
            gone.append(timer.id)
        elif timer.kind == LATE or (timer.kind == PROCESS and timer.token in dues.timers):
            # A clock that stands still has no due moment: far away until it runs again.
            at = due_of(timer, dues)
            if at is None and timer.due_at < now + FAR / 2:
                at = now + FAR
            if at is not None and timer.due_at != at:
                timer.due_at = at
                moved.append(timer)
    if gone:
        models.Timer.objects.filter(id__in=gone).update(cancelled_at=now)
    if moved:
        models.Timer.objects.bulk_update(moved, ["due_at"])


def insert(case: models.Case, found: Sequence[Row]) -> None:
    models.Timer.objects.bulk_create(
        models.Timer(case_id=case.id, region_code=case.region_code, **parsed(row)) for row in found
    )


def _is_gone(
    timer: models.Timer,
    dues: services.flow.Dues,
    cancelled: set[int],
    calls: Iterable[int] | None,
    alarms: bool,
) -> bool:
    if timer.kind in ALARMS:
        return alarms
    if timer.kind == LATE:
        return timer.token not in dues.tasks
    if timer.kind == CALL:
        return calls is not None and timer.token not in set(calls)
    return timer.token in cancelled


def _row(kind: str, at: dt.datetime, now: dt.datetime, about: Any = None) -> Row:
    return {
        "id": str(uuid7(now)),
        "token": about.token if about else None,
        "kind": kind,
        "element": about.element if about else "",
        "due_at": iso(at),
    }


def _working_day_before(at: dt.datetime) -> dt.datetime:
    calendar = directory.calendar()
    day = calendar.local_date(at) - dt.timedelta(days=1)
    while not calendar.is_working(day):
        day -= dt.timedelta(days=1)
    return at - (calendar.local_date(at) - day)
