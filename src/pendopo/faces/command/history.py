"""How a tile came to its number: a measure's last days and months, also as known at a past hour."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.command import replay, threads
from pendopo.faces.command.measured import figure
from pendopo.faces.command.orders import order_url
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.components.access import clock, for_role
from pendopo.faces.components.charts import Chart, Spot, chart
from pendopo.faces.components.filters import short_date
from pendopo.faces.components.wording import words
from pendopo.measures import api as measures
from pendopo.planning import api as planning

DAYS = 30


@for_role(*ROLES)
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure; nine statements."""
    now, past = clock(), replay.moment_of(request)
    until = past.at if past else now
    known_at = past.at if past and past.known else None
    try:
        one = measures.measure(slug=slug)
    except measures.Refused as refused:
        raise Http404(words(refused.text)) from refused
    today = directory.calendar().local(until).date()
    year = dt.date(today.year - 1, today.month, 1)
    month = measures.Ask(slug, today.replace(day=1), until, {}, known_at)
    (value,) = measures.values([month], now=now)
    days = measures.Ask(slug, today - dt.timedelta(days=DAYS - 1), today, {}, known_at)
    months = measures.Ask(slug, year, today, {}, known_at)
    upward = planning.threads_up(measures=() if past else (slug,))
    targets = [way.target.name for way in upward.ways if way.target]
    still: dict[str, Any] = {"live_url": ""} if past else {}
    return show(
        request,
        "history",
        scene="measured",
        moment=past,
        one=one,
        value=value,
        figure=figure(value),
        since=month.since,
        target=threads.targets(targets),
        days=_drawn(days, "day", now),
        months=_drawn(months, "month", now),
        order_url=order_url,
        **still,
    )


def _drawn(asked: measures.Ask, step: measures.Step, now: dt.datetime) -> Chart:
    (points,) = measures.lines([asked], step=step, now=now)
    return chart([Spot(one.since, _name(one.since, step), one.number, figure(one))
                  for one in points])  # fmt: skip


def _name(day: dt.date, step: measures.Step) -> str:
    return short_date(day, year=False) if step == "day" else short_date(day).partition(" ")[2]
