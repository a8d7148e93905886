"""Reports that came in great number from one device: let through, or thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.filters import number as spoken
from pendopo.faces.desk.page import show
from pendopo.faces.desk.told import told
from pendopo.voice import api as voice

REASONS: dict[str, str | Promise] = {
    "flood": later("kiriman beruntun"),
    "empty": later("tanpa isi"),
    "repeated": later("isi yang sama berulang"),
}


@for_role("coordinator")
@told
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "reports/held",
        here="held_reports",
        devices=voice.waiting_devices(who=actor(request), now=clock()),
        reasons=[(one, str(text)) for one, text in REASONS.items()],
    )


@for_role("coordinator")
@told
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """One report (`nomor`), or the oldest hundred of a device (`perangkat`)."""
    who, now = actor(request), clock()
    numbers = request.POST.getlist("nomor")[:100]
    device = "" if numbers else request.POST.get("perangkat", "")[:80]
    if request.POST.get("aksi") == "buang":
        count = voice.discard_held(
            who=who, numbers=numbers, device=device, reason=request.POST.get("alasan", ""), now=now
        )
        said = ngettext("%(num)s laporan dibuang.", "%(num)s laporan dibuang.", count)
    else:
        count = voice.release_held(who=who, numbers=numbers, device=device, now=now)
        said = ngettext("%(num)s laporan diteruskan.", "%(num)s laporan diteruskan.", count)
    messages.success(request, said % {"num": spoken(count)})
    return redirect("desk:held_reports")
