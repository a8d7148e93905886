"""The wall of the command centre: one page, and the parts of it that refresh by themselves."""

from __future__ import annotations

import functools
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.command import figures
from pendopo.faces.command.alarms import alarms
from pendopo.faces.components.access import View, actor, clock, for_role, region_of
from pendopo.faces.components.filters import time

ROLES = ("regent", "supervisor", "administrator")
LIVE = "/events"


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
    return _show(request, "wall", live_url=LIVE, command_home=reverse("command:wall"), **_page())


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


def _show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    now = clock()
    pulse = casework.pulse(now=now)
    found, more = alarms(who=actor(request), now=now)
    context |= {
        "region_name": region_of(request).name,
        "clock": time(now),
        "zone": directory.calendar().zone,
        "now": now,
        "alarms": found,
        "more_alarms": more,
        **figures.context(pulse),
    }
    response = render(request, f"command/{name}.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _page() -> dict[str, Any]:
    scenes = [
        {"text": _("Hari ini"), "href": reverse("command:wall"), "key": "today"},
        {"text": _("Meja kerja"), "href": "/meja/", "key": "desk"},
    ]
    return {"scenes": scenes, "scene": "today"}
