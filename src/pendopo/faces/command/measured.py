"""The scene of measures: each number with its unit and age, also as it was known at a past hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.command import replay, threads
from pendopo.faces.command.orders import order_url
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.components.access import clock, for_role
from pendopo.faces.components.filters import number, time
from pendopo.faces.components.wording import words
from pendopo.measures import api as measures
from pendopo.planning import api as planning

STALE = dt.timedelta(minutes=15)
"""A number whose facts have not been read for so long turns grey."""


@dataclass(frozen=True, slots=True)
class Number:
    """A measure of this month as a tile; `age` "" where the moment is the replayed one."""

    slug: str
    title: str
    figure: str
    unit: str
    note: str
    age: str
    stale: bool
    target: str = ""


@for_role(*ROLES)
@require_safe
def measured(request: HttpRequest) -> HttpResponse:
    """Every measure since the first of the month; six statements, however many there are."""
    now, past = clock(), replay.moment_of(request)
    until = past.at if past else now
    first = directory.calendar().local(until).date().replace(day=1)
    known = measures.measures()
    asks = [
        measures.Ask(
            one.slug,
            first,
            until,
            {},
            past.at if past and past.known else None,
        )
        for one in known
    ]
    names = {one.slug: words(one.definition.name) for one in known}
    upward = planning.threads_up(measures=() if past else names)
    still: dict[str, Any] = {"live_url": ""} if past else {}
    return show(
        request,
        "measured",
        scene="measured",
        moment=past,
        since=first,
        numbers=[
            _number(one, names[one.slug], now, past, _targets(upward, one.slug))
            for one in measures.values(asks)
        ],
        order_url=order_url,
        **still,
    )


def _number(
    one: measures.Value, title: str, now: dt.datetime, past: replay.Moment | None, target: str
) -> Number:
    ready = one.state == "ready"
    return Number(
        slug=one.slug,
        title=title,
        figure=figure(one) if ready else "–",
        unit=words(one.unit),
        note=_("dari %(n)s fakta") % {"n": number(one.n)}
        if ready
        else _("sedang dihitung pertama kali"),
        age="" if past else _("pukul %(time)s") % {"time": time(one.fresh_at)},
        stale=not ready or (past is None and now - one.fresh_at > STALE),
        target=target,
    )


def figure(one: measures.Value | measures.Point) -> str:
    """At most one decimal; a dash for none."""
    value = one.number
    return "–" if value is None else number(round(value, 1) if value % 1 else int(value))


def _targets(upward: planning.Thread, slug: str) -> str:
    """The targets whose indicators this measure gives, in words."""
    found = [one.target.name for one in upward.ways if one.measure == slug and one.target]
    return threads.targets(found)
