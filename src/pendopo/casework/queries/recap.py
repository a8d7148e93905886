"""The monthly recapitulation of an agency's services, counted by the database from its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.casework import policy
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

MONTHS = 12
"""Months of one recapitulation: the chosen one and those before it."""


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One service of one agency in one month; `month` is its first day.

    `returned`: cases sent back at least once in it; `open`: unfinished at its end; `days`:
    working days from receipt to decision of all `decided` cases together, the applicant's own
    time included; `on_time`: of the decided ones, within the limit.
    """

    month: dt.date
    organisation_id: UUID
    service: str
    title: services.Text
    came: int
    returned: int
    granted: int
    refused: int
    withdrawn: int
    lapsed: int
    open: int
    decided: int
    on_time: int
    days: int

    @property
    def share(self) -> float | None:
        """Percent decided in time; None when nothing was decided."""
        return 100 * self.on_time / self.decided if self.decided else None

    @property
    def average(self) -> float | None:
        """Working days from receipt to decision on average."""
        return self.days / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Recap:
    """`lines`: of the month; `months`: (first day, came, decided) of the twelve up to it."""

    month: dt.date
    lines: tuple[RecapLine, ...]
    total: RecapLine
    months: tuple[tuple[dt.date, int, int], ...]


_VERSIONS = """
    SELECT version_hash, min(submitted_at) FROM casework_case
    WHERE organisation_id = ANY(%(agencies)s::uuid[])
      AND submitted_at < %(to)s AND (ended_at IS NULL OR ended_at >= %(from)s)
    GROUP BY version_hash
"""
_LINES = """
    WITH day AS (
        SELECT * FROM unnest(%(days)s::date[], %(worked)s::int[]) AS d(day, worked)
    ), month AS (
        SELECT * FROM unnest(%(firsts)s::date[], %(starts)s::timestamptz[],
                             %(ends)s::timestamptz[]) AS m(first, starts, ends)
    ), asks AS (
        SELECT * FROM unnest(%(hashes)s::text[], %(elements)s::text[], %(outcomes)s::text[])
            AS a(version_hash, element, outcome)
    ), back AS (
        SELECT t.case_id, date_trunc('month', t.completed_at AT TIME ZONE %(zone)s)::date AS first
        FROM casework_task t JOIN casework_case c ON c.id = t.case_id
            JOIN asks a ON a.version_hash = c.version_hash AND a.element = t.element
                       AND a.outcome = t.outcome
        WHERE t.status = 'done' AND t.completed_at >= %(from)s AND t.completed_at < %(to)s
          AND c.organisation_id = ANY(%(agencies)s::uuid[])
        GROUP BY 1, 2
    ), one AS (
        SELECT m.first, c.organisation_id, c.service, c.status, c.on_time,
               c.submitted_at >= m.starts AS came,
               c.ended_at IS NOT NULL AND c.ended_at < m.ends AS ended,
               b.case_id IS NOT NULL AS returned,
               closed.worked - begun.worked AS days
        FROM month m
            JOIN casework_case c ON c.submitted_at < m.ends
                AND (c.ended_at IS NULL OR c.ended_at >= m.starts)
            LEFT JOIN back b ON b.case_id = c.id AND b.first = m.first
            LEFT JOIN day begun ON begun.day = (c.submitted_at AT TIME ZONE %(zone)s)::date
            LEFT JOIN day closed ON closed.day = (c.ended_at AT TIME ZONE %(zone)s)::date
        WHERE c.organisation_id = ANY(%(agencies)s::uuid[])
    )
    SELECT first, organisation_id, service,
           count(*) FILTER (WHERE came), count(*) FILTER (WHERE returned),
           count(*) FILTER (WHERE ended AND status = 'granted'),
           count(*) FILTER (WHERE ended AND status = 'refused'),
           count(*) FILTER (WHERE ended AND status = 'withdrawn'),
           count(*) FILTER (WHERE ended AND status = 'lapsed'),
           count(*) FILTER (WHERE NOT ended),
           count(*) FILTER (WHERE ended AND status IN ('granted', 'refused')),
           count(*) FILTER (WHERE ended AND status IN ('granted', 'refused') AND on_time),
           coalesce(sum(days) FILTER (WHERE ended AND status IN ('granted', 'refused')), 0)
    FROM one GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


@ledger.within_region
def recap(
    *,
    who: directory.Actor,
    month: dt.date,
    now: dt.datetime,
    organisation_id: UUID | None = None,
) -> Recap:
    """The month of `month` for the viewer's agencies, or for one of them. Counts only, nothing
    personal; the regent sees every agency. Two statements, however many cases."""
    agencies = sorted(agencies_of(who), key=str)
    if organisation_id is not None:
        agencies = [one for one in agencies if one == organisation_id]
    return count(agencies, month=month, now=now)


def agencies_of(who: directory.Actor) -> set[UUID]:
    """The agencies whose counts the officer may see."""
    if who.kind != "officer":
        return set()
    if who.may("regent"):
        return set(directory.chart().organisations)
    return policy.workplaces(who)


def count(agencies: Sequence[UUID], *, month: dt.date, now: dt.datetime) -> Recap:
    """The recapitulation of these agencies; the caller has checked the right."""
    firsts = [months_back(month.replace(day=1), back) for back in range(MONTHS - 1, -1, -1)]
    calendar = directory.calendar()
    zone = calendar.local(now).tzinfo
    starts = [dt.datetime(one.year, one.month, 1, tzinfo=zone) for one in firsts]
    after = months_back(firsts[-1], -1)
    ends = [*starts[1:], dt.datetime(after.year, after.month, 1, tzinfo=zone)]
    given: dict[str, Any] = {
        "agencies": list(agencies), "from": starts[0], "to": ends[-1], "zone": calendar.zone,
        "firsts": firsts, "starts": starts, "ends": ends,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS, given)
        versions: list[tuple[str, dt.datetime]] = cursor.fetchall()
        oldest = min((at for _hash, at in versions), default=starts[0])
        given |= _working_days(calendar, min(oldest, starts[0]), ends[-1])
        given |= _asking([name for name, _at in versions])
        cursor.execute(_LINES, given)
        rows = [_line(row, now) for row in cursor.fetchall()]
    return _put_together(firsts, rows)


def _put_together(firsts: Sequence[dt.date], rows: Sequence[RecapLine]) -> Recap:
    month = firsts[-1]
    lines = tuple(one for one in rows if one.month == month)
    names = directory.chart().name_of
    lines = tuple(
        sorted(lines, key=lambda one: (names(one.organisation_id), one.title.id.casefold()))
    )
    by_month = tuple(
        (
            first,
            sum(one.came for one in rows if one.month == first),
            sum(one.decided for one in rows if one.month == first),
        )
        for first in firsts
    )
    return Recap(month=month, lines=lines, total=total_of(lines, month), months=by_month)


COUNTS = (
    "came", "returned", "granted", "refused", "withdrawn", "lapsed", "open", "decided", "on_time",
    "days",
)  # fmt: skip


def total_of(lines: Sequence[RecapLine], month: dt.date) -> RecapLine:
    sums = {name: sum(getattr(one, name) for one in lines) for name in COUNTS}
    return RecapLine(
        month=month,
        organisation_id=UUID(int=0),
        service="",
        title=services.Text(id="Jumlah", en="Total"),
        **sums,
    )


def _line(row: Sequence[Any], now: dt.datetime) -> RecapLine:
    first, organisation_id, slug, *counts = row
    known = services.service_at(slug=slug, at=now)
    title = known.service.title if known else services.Text(id=slug, en=slug)
    return RecapLine(first, organisation_id, slug, title, *(int(one) for one in counts))


def _working_days(
    calendar: Any, since: dt.datetime, until: dt.datetime
) -> dict[str, list[dt.date] | list[int]]:
    """Each day with how many working days lie up to and including it: the difference of two is
    what `Calendar.working_days_between` counts."""
    day, last, worked = calendar.local_date(since), calendar.local_date(until), 0
    days: list[dt.date] = []
    counts: list[int] = []
    while day <= last:
        worked += calendar.is_working(day)
        days.append(day)
        counts.append(worked)
        day += dt.timedelta(days=1)
    return {"days": days, "worked": counts}


def _asking(hashes: Sequence[str]) -> dict[str, list[str]]:
    """Ways to end a task that send the case back to its applicant, by version."""
    found = [
        (name, element, outcome)
        for name in hashes
        for element, task in services.version(hash=name).tasks.items()
        for outcome, one in task.outcomes.items()
        if one.asks_applicant
    ]
    columns = zip(*found, strict=True) if found else ((), (), ())
    return dict(zip(("hashes", "elements", "outcomes"), map(list, columns), strict=True))


def months_back(first: dt.date, months: int) -> dt.date:
    """First day of the month so many months before; negative: after."""
    at = first.year * 12 + first.month - 1 - months
    return dt.date(at // 12, at % 12 + 1, 1)
