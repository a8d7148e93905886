"""The wall of the command centre: one page, and the parts of it that refresh by themselves."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.faces.command import figures, replay
from pendopo.faces.command.alarms import MOST, lines
from pendopo.faces.command.map import context as map_context
from pendopo.faces.command.orders import order_url
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.command.threads import targets
from pendopo.faces.components.access import View, clock, for_role
from pendopo.planning import api as planning
from pendopo.watch import api as watch


def part(view: Any) -> View:
    """A part of the wall: whoever has meanwhile been signed out gets the whole page anew,
    instead of a sign-in form inside it."""
    guarded = for_role(*ROLES)(require_safe(view))

    @functools.wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.headers.get("HX-Request") and not request.user.is_authenticated:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return guarded(request, *args, **kwargs)

    found = cast(View, handle)
    found.access = guarded.access
    return found


@for_role(*ROLES)
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Everything at a glance."""
    return _show(request, "wall")


@part
def tiles(request: HttpRequest) -> HttpResponse:
    """The figures."""
    return _show(request, "tiles")


@part
def burden(request: HttpRequest) -> HttpResponse:
    """Who has how much to do."""
    return _show(request, "burden")


@part
def alarm_list(request: HttpRequest) -> HttpResponse:
    """What needs a person."""
    return _show(request, "alarms")


def _now(name: str, now: dt.datetime) -> dict[str, Any]:
    """The figures of this moment; only where tiles are drawn, what their lateness endangers."""
    late = planning.threats(now=now) if name in ("wall", "tiles") else ()
    return figures.context(casework.pulse(now=now), targets(one.name for one in late))


def _show(request: HttpRequest, name: str) -> HttpResponse:
    now = clock()
    moment = replay.moment_of(request) if name == "wall" else None
    drawn = replay.context(moment, now) if moment else _now(name, now)
    if moment:
        drawn |= {"live_url": "", **map_context(moment, now)}
    found = watch.alarms(limit=MOST, at=moment.at if moment else None)
    return show(
        request,
        name,
        scene="today",
        alarms=lines(found, now=moment.at if moment else now, past=moment is not None),
        more_alarms=found.total - len(found.cards),
        critical=found.critical if not moment else 0,
        incidents=watch.incidents(now=now, at=moment.at if moment else None),
        totals=watch.order_totals(at=moment.at if moment else now, replayed=bool(moment)),
        order_url=order_url,
        **drawn,
    )
