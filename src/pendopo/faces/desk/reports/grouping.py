"""Reports of the same trouble, counted together; each keeps its number and clock."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.told import told
from pendopo.voice import api as voice

MOST = 20


@for_role(*OFFICERS)
@told
@require_POST
def group(request: HttpRequest, number: str) -> HttpResponse:
    """Join the ticked ones, or leave the group."""
    who, now = actor(request), clock()
    if request.POST.get("aksi") == "pisah":
        voice.leave_cluster(number=number, who=who, now=now)
        messages.success(request, _("Laporan ini berdiri sendiri lagi."))
        return redirect("desk:case", number=number)
    others = tuple(one[:40] for one in request.POST.getlist("sama")[:MOST])
    joined = voice.cluster(number=number, others=others, who=who, now=now)
    said = ngettext("%(num)s laporan digabung.", "%(num)s laporan digabung.", joined)
    messages.success(request, said % {"num": joined})
    return redirect("desk:case", number=number)
