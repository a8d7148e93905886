"""Dispositions of a case as its officers see them, and the lists of those that wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from pendopo.casework import models, policy, vault
from pendopo.casework.actions.dispositions import OPEN, TABLE, reachable
from pendopo.casework.queries import paging
from pendopo.casework.queries.inbox import count_views
from pendopo.casework.values import DispositionCard, Dispositions, DispositionView
from pendopo.core.clock import Calendar, Limit, Mark, Reading, reading
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Heard = Literal["received", "given"]
_SIDES: Mapping[Heard, str] = {"received": "to_position_id", "given": "from_position_id"}
_ROWS = """
    SELECT d.id, d.case_id, c.number, c.version_hash, c.applicant_masked, d.from_position_id,
           d.to_position_id, d.wanted, d.given_at, d.due_on, d.due_at
    FROM casework_disposition d JOIN casework_case c ON c.id = d.case_id
    WHERE d.status = 'open' AND d.{side} = ANY(%(positions)s::uuid[])
      AND (coalesce(d.due_at, 'infinity'), d.id)
          > (coalesce(%(after_due)s::timestamptz, '-infinity'), %(after_id)s::uuid)
    ORDER BY coalesce(d.due_at, 'infinity'), d.id LIMIT %(limit)s
"""


@ledger.within_region
def dispositions(
    *,
    who: directory.Actor,
    view: Heard = "received",
    cursor: str = "",
    limit: int = 50,
    now: dt.datetime,
) -> Dispositions:
    """Open dispositions to, or from, the officer's positions, soonest due first. Two statements."""
    after_due, after_id = paging.read_cursor(cursor)
    parameters: dict[str, Any] = {
        "positions": policy.held_positions(who),
        "after_due": after_due,
        "after_id": after_id,
        "limit": limit + 1,
    }
    with connection.cursor() as database:
        database.execute(_ROWS.format(side=_SIDES[view]), parameters)
        rows = database.fetchall()
    counts = count_views(who, now)
    calendar = directory.calendar()
    cards = tuple(_card(row, calendar, now) for row in rows[:limit])
    return Dispositions(
        view=view,
        cards=cards,
        counts=counts,
        total=counts[view],
        next_cursor=paging.cursor(cards[-1].due_at, cards[-1].id) if len(rows) > limit else "",
    )


def of_case(
    row: models.Case, key: directory.DataKey, who: directory.Actor, now: dt.datetime
) -> tuple[DispositionView, ...]:
    """Chains that an agency of the viewer's stands in, each line under the one above it."""
    rows = list(row.dispositions.order_by("given_at", "id"))
    chart, mine = directory.chart(), policy.workplaces(who)
    near = {
        one.root_id
        for one in rows
        for position in (one.from_position_id, one.to_position_id)
        if position in chart.positions and chart.positions[position].organisation_id in mine
    }
    calendar = directory.calendar()
    return tuple(
        _view(one, depth, row, key, who, calendar, now)
        for one, depth in _in_order(rows)
        if one.root_id in near
    )


@ledger.within_region
def disposable(*, case_id: UUID, who: directory.Actor) -> tuple[directory.Position, ...]:
    """Positions to which the officer may give a disposition on this case, own agency first."""
    case = policy.check_takes_part(models.Case.objects.filter(id=case_id).first(), who)
    own = policy.held_positions(who)
    passed = case.dispositions.filter(to_position_id__in=own, status=OPEN)
    asked = passed.values_list("to_position_id", flat=True).first()
    chart = directory.chart()
    giver = policy.disposing_position(case, who) or (chart.positions.get(asked) if asked else None)
    if giver is None:
        return ()
    reach = reachable(case, giver)
    found = [
        one
        for one in chart.positions.values()
        if one.organisation_id in reach and one.id not in own and one.roles - {"administrator"}
    ]
    return tuple(
        sorted(found, key=lambda one: (one.organisation_id != giver.organisation_id, one.title))
    )


def clock_of(
    due_on: dt.date | None,
    given_at: dt.datetime,
    closed_at: dt.datetime | None,
    calendar: Calendar,
    now: dt.datetime,
) -> Reading | None:
    """The clock of a disposition: working days from the day it was given to its last day."""
    if due_on is None:
        return None
    days = calendar.working_days_between(calendar.local_date(given_at), due_on)
    start = given_at
    if days == 0:  # due on the day it was given: that day is its first and only one
        days, start = 1, given_at - dt.timedelta(days=1)
        while calendar.working_days_between(calendar.local_date(start), due_on) < 1:
            start -= dt.timedelta(days=1)
    marks = [Mark("start", start)]
    if closed_at is not None:
        marks.append(Mark("stop", closed_at))
    return reading(Limit(days, "working_days"), marks, calendar, now)


def _in_order(rows: Sequence[models.Disposition]) -> list[tuple[models.Disposition, int]]:
    """Each with its depth, children right under their parent."""
    below: dict[UUID | None, list[models.Disposition]] = {}
    for one in rows:
        below.setdefault(one.parent_id, []).append(one)
    found: list[tuple[models.Disposition, int]] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        found.append((one, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(one.id, []))]
    return found


def _view(
    one: models.Disposition,
    depth: int,
    row: models.Case,
    key: directory.DataKey,
    who: directory.Actor,
    calendar: Calendar,
    now: dt.datetime,
) -> DispositionView:
    is_open = one.status == OPEN
    asked = is_open and policy.holds(who, one.to_position_id)
    return DispositionView(
        id=one.id,
        parent_id=one.parent_id,
        depth=depth,
        from_position_id=one.from_position_id,
        to_position_id=one.to_position_id,
        wanted=one.wanted,
        status=one.status,
        given_at=one.given_at,
        due_on=one.due_on,
        clock=clock_of(one.due_on, one.given_at, one.closed_at, calendar, now),
        closed_at=one.closed_at,
        version=one.version,
        instruction=vault.unseal(key, one.sealed, table=TABLE, field="sealed", row=one.id),
        report=vault.unseal(key, one.report_sealed, table=TABLE, field="report_sealed", row=one.id)
        if one.report_sealed
        else "",
        may_report=asked,
        may_pass_on=asked and row.ended_at is None,
        may_withdraw=is_open and policy.holds(who, one.from_position_id),
    )


def _card(row: tuple[Any, ...], calendar: Calendar, now: dt.datetime) -> DispositionCard:
    row_id, case_id, number, version, masked, given_by, to, wanted, given_at, due_on, due_at = row
    return DispositionCard(
        id=row_id,
        case_id=case_id,
        number=number,
        service_title=services.version(hash=version).service.title,
        applicant_masked=masked,
        from_position_id=given_by,
        to_position_id=to,
        wanted=wanted,
        given_at=given_at,
        due_at=due_at,
        clock=clock_of(due_on, given_at, None, calendar, now),
    )
