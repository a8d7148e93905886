"""The officer's inbox: two statements whatever its size, names masked."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.db import connection

from pendopo.casework import policy
from pendopo.casework.queries import paging
from pendopo.casework.values import Inbox, TaskCard
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

View = Literal["mine", "soon", "late", "waiting", "team", "sign"]
VIEWS: tuple[View, ...] = ("mine", "soon", "late", "sign", "waiting", "team")

# Whose hands a task is in: my roles (by organisation), my positions where one is named.
_MINE = """
    EXISTS (SELECT FROM unnest(%(organisations)s::uuid[], %(roles)s::text[], %(only)s::text[])
                        AS m(org, role, service)
            WHERE t.organisation_id = m.org AND t.role = m.role
              AND (m.service = '' OR m.service = c.service))
    AND (t.position_id IS NULL OR t.position_id = ANY(%(positions)s::uuid[]))
    AND (t.assignee_id IS NULL OR t.assignee_id = %(me)s::uuid)
    AND %(me)s::uuid <> ALL(t.barred)
    AND (t.snoozed_until IS NULL OR t.snoozed_until <= %(now)s::timestamptz)
"""
_TEAM = "t.organisation_id = ANY(%(organisations)s::uuid[])"
_CONDITIONS: dict[View, str] = {
    "mine": _MINE,
    "soon": f"{_MINE} AND t.due_at > %(now)s::timestamptz AND t.due_at <= %(soon)s::timestamptz",
    "late": f"{_MINE} AND t.due_at <= %(now)s::timestamptz",
    "sign": f"{_MINE} AND t.role = 'signer'",
    "waiting": "t.role = 'applicant' AND c.organisation_id = ANY(%(organisations)s::uuid[])",
    "team": _TEAM,
}
_ROWS = """
    SELECT t.id, t.case_id, c.number, c.service, c.version_hash, t.element, c.applicant_masked,
           t.organisation_id, t.role, t.assignee_id, t.opened_at, t.due_at, c.state, c.status,
           t.version, t.token
    FROM casework_task t JOIN casework_case c ON c.id = t.case_id
    WHERE t.status = 'open' AND ({condition})
      AND (coalesce(t.due_at, 'infinity'), t.id)
          > (coalesce(%(after_due)s::timestamptz, '-infinity'), %(after_id)s::uuid)
    ORDER BY coalesce(t.due_at, 'infinity'), t.id
    LIMIT %(limit)s
"""
_COUNTS = """
    SELECT {counts},
        (SELECT count(*) FROM casework_disposition
         WHERE status = 'open' AND to_position_id = ANY(%(positions)s::uuid[])),
        (SELECT count(*) FROM casework_disposition
         WHERE status = 'open' AND from_position_id = ANY(%(positions)s::uuid[]))
    FROM casework_task t JOIN casework_case c ON c.id = t.case_id
    WHERE t.status = 'open' AND (t.organisation_id = ANY(%(organisations)s::uuid[])
                                 OR (t.role = 'applicant'
                                     AND c.organisation_id = ANY(%(organisations)s::uuid[])))
"""


@ledger.within_region
def inbox(
    *,
    who: directory.Actor,
    view: View = "mine",
    cursor: str = "",
    limit: int = 50,
    now: dt.datetime,
) -> Inbox:
    """One page of a view, soonest due first, with the counts of all views. Two statements."""
    after_due, after_id = paging.read_cursor(cursor)
    parameters = _parameters(who, now) | {
        "after_due": after_due,
        "after_id": after_id,
        "limit": limit + 1,
    }
    with connection.cursor() as database:
        database.execute(_ROWS.format(condition=_CONDITIONS[view]), parameters)
        rows = database.fetchall()
    found = count_views(who, now)
    calendar = directory.calendar()
    cards = tuple(_card(row, calendar, now) for row in rows[:limit])
    more = len(rows) > limit
    return Inbox(
        view=view,
        cards=cards,
        counts=found,
        total=found[view],
        next_cursor=paging.cursor(cards[-1].due_at, cards[-1].id) if more else "",
    )


def count_views(who: directory.Actor, now: dt.datetime) -> dict[str, int]:
    """How many wait in each view, and in the two of dispositions. One statement."""
    counts = ", ".join(f"count(*) FILTER (WHERE {_CONDITIONS[one]})" for one in VIEWS)
    with connection.cursor() as database:
        database.execute(_COUNTS.format(counts=counts), _parameters(who, now))
        return dict(zip((*VIEWS, "received", "given"), database.fetchone(), strict=True))


def _parameters(who: directory.Actor, now: dt.datetime) -> dict[str, Any]:
    pairs = sorted((one for one in who.roles if one[0] in policy.workplaces(who)), key=str)
    return {
        "organisations": [organisation for organisation, _ in pairs],
        # A delegation gives "signer:<service>": the signature on that service's letters.
        "roles": [role.partition(":")[0] for _, role in pairs],
        "only": [role.partition(":")[2] for _, role in pairs],
        "positions": policy.held_positions(who),
        "me": who.account_id,
        "now": now,
        "soon": _soon_edge(now),
    }


def _card(row: tuple[Any, ...], calendar: Any, now: dt.datetime) -> TaskCard:
    compiled = services.version(hash=row[4])
    element = row[5]
    state = services.flow.CaseState.decode(bytes(row[12]))
    return TaskCard(
        id=row[0],
        case_id=row[1],
        number=row[2],
        service=row[3],
        service_title=compiled.service.title,
        element=element,
        title=compiled.tasks[element].title,
        applicant_masked=row[6],
        organisation_id=row[7],
        role=row[8],
        assignee_id=row[9],
        opened_at=row[10],
        due_at=row[11],
        clock=services.flow.task_reading(compiled, state, row[15], calendar, now),
        case_status=row[13],
        version=row[14],
    )


def _soon_edge(now: dt.datetime) -> dt.datetime:
    """The end of the next working day: what falls due until then is nearly late."""
    calendar = directory.calendar()
    return calendar.end_of(calendar.add_working_days(calendar.local_date(now), 1))
