"""Windows of days, cut into the months and days that cells are kept for. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from pendopo.measures.cells import DAY, MONTH
from pendopo.measures.refusals import Refused
from pendopo.measures.values import Moment, Step

BEGINNING = dt.date(1900, 1, 1)
MOST_YEARS = 60
MOST_POINTS = 2_000
ONE = dt.timedelta(days=1)
Part = Literal["cells", "strays", "known", "early"]


class Segment(NamedTuple):
    """A range of cells or bookings. part: `cells` are added; `strays` (what was known only later
    about days before) are taken away; `known` (of the day asked about) and `early` (about days
    still to come) are added as far as they were known."""

    part: Part
    level: int
    first: dt.date
    last: dt.date


def day(moment: Moment, zone: ZoneInfo) -> dt.date:
    """The day in the zone of the region."""
    return moment.astimezone(zone).date() if isinstance(moment, dt.datetime) else moment


def check(since: dt.date, until: dt.date) -> None:
    if until < since:
        raise Refused("window_empty", since=since, until=until)
    if until.year - since.year > MOST_YEARS:
        raise Refused("window_wide", years=MOST_YEARS, points=MOST_POINTS)


def segments(
    since: dt.date, until: dt.date, known: dt.datetime | None, zone: ZoneInfo
) -> Iterator[Segment]:
    """What to add up for a window, both days in it. known: a full hour (UTC), None for now."""
    if known is None:
        yield from _whole(since, until)
        return
    today = (known - dt.timedelta(hours=1)).astimezone(zone).date()
    past = min(until, today - ONE)
    if since <= past:
        yield from _whole(since, past)
        yield Segment("strays", DAY, since, past)
    if since <= today <= until:
        yield Segment("known", DAY, today, today)
    if until > today:
        yield Segment("early", DAY, max(since, today + ONE), until)


def _whole(since: dt.date, until: dt.date) -> Iterator[Segment]:
    """Days at the edges, whole months between them."""
    first = since if since.day == 1 else next_month(since)
    after = next_month(until) if (until + ONE).day == 1 else until.replace(day=1)
    if first >= after:
        yield Segment("cells", DAY, since, until)
        return
    if since < first:
        yield Segment("cells", DAY, since, first - ONE)
    yield Segment("cells", MONTH, first, (after - ONE).replace(day=1))
    if after <= until:
        yield Segment("cells", DAY, after, until)


def next_month(one: dt.date) -> dt.date:
    return (one.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def steps(since: dt.date, until: dt.date, step: Step) -> list[tuple[dt.date, dt.date]]:
    """The window in steps of the calendar (weeks begin on Monday), those at its edges cut."""
    found: list[tuple[dt.date, dt.date]] = []
    at = since
    while at <= until:
        last = min(_last(at, step), until)
        found.append((at, last))
        if len(found) > MOST_POINTS:
            raise Refused("window_wide", years=MOST_YEARS, points=MOST_POINTS)
        at = last + ONE
    return found


def _last(one: dt.date, step: Step) -> dt.date:
    match step:
        case "day":
            return one
        case "week":
            return one + dt.timedelta(days=6 - one.weekday())
        case "month":
            return next_month(one) - ONE
        case "quarter":
            return next_month(one.replace(day=1, month=(one.month - 1) // 3 * 3 + 3)) - ONE
        case "year":
            return dt.date(one.year, 12, 31)


def begin(one: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The first moment of a day."""
    return dt.datetime.combine(one, dt.time(), zone)
