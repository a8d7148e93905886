"""After signing in: officers to their desk, helpers to those they help, others to their own."""

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
        helps = bool(who.roles) and all(role == "helper" for _organisation, role in who.roles)
        return redirect("desk:powers" if helps else DESK)
    return redirect("portal-mine")
