"""How long reports are kept: the rules with their ground and what each has done, and holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.voice import api as voice

ROLES = ("coordinator", "auditor")


@for_role(*ROLES)
@told
@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    """For whoever answers for what is kept."""
    who, now = actor(request), clock()
    broken = ""
    try:
        rules = voice.retention(who=who, now=now)
        ahead = voice.forgetting_ahead(who=who, now=now)
    except voice.RulesRefused as refused:
        rules, ahead, broken = (), (), str(refused)
    return show(
        request,
        "reports/keeping",
        here="report_keeping",
        rules=rules,
        ahead=ahead,
        today=directory.today(now),
        broken=broken,
        held=voice.held_reports(who=who, now=now),
        reasons=reasons(),
    )


def reasons() -> dict[str, str]:
    """Why a report may be kept beyond its time."""
    return {
        "court": _("Perkara di pengadilan"),
        "investigation": _("Ada penyelidikan"),
        "objection": _("Ada keberatan atau banding"),
        "audit": _("Sedang diaudit"),
    }


@for_role(*OFFICERS)
@told
@require_POST
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a report from the rules, or give it back to them."""
    who, now = actor(request), clock()
    if request.POST.get("aksi") == "lepas":
        voice.release_hold(number=number, who=who, now=now)
        messages.success(request, _("Laporan ini tidak ditahan lagi."))
        return redirect("desk:case", number=number)
    reason = request.POST.get("alasan_tahan", "")
    known = next((one for one in voice.HOLD_REASONS if one == reason), None)
    if known is None:
        messages.error(request, _("Pilih mengapa laporan ini ditahan."))
        return redirect("desk:case", number=number)
    voice.hold(number=number, who=who, reason=known, now=now)
    messages.success(request, _("Laporan ini ditahan; tidak ada yang dilupakan."))
    return redirect("desk:case", number=number)
