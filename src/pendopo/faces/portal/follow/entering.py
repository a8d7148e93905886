"""After signing in: officers to their desk, everyone else to their own things."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import actor, signed_in

DESK = "/meja/"


@signed_in
@require_safe
def entered(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    if who.kind == "officer":
        return redirect(DESK)
    return redirect("portal-mine")
