"""The reporter's word: done, not yet, a message, a rating."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.portal import keys
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import citizen
from pendopo.faces.portal.report import following
from pendopo.faces.portal.told import told
from pendopo.voice import api as voice

CONFIRM, REOPEN, REPLY, RATE = "tuntas", "belum", "pesan", "nilai"


@open_to_all
@told
@require_POST
@with_number
def word(request: HttpRequest, number: str, act: str) -> HttpResponse:
    found = following.opened(request, number)
    message = request.POST.get("pesan", "").strip()[:2000]
    if act in (REOPEN, REPLY) and not message:
        errors = (Error(f"pesan-{act}", _("Tulis dulu pesannya.")),)
        return following.page(request, found, errors=errors)
    try:
        said = _say(request, found, act, message)
    except (voice.NotFound, casework.NotFound, casework.Stale):
        raise
    except (voice.Refused, casework.Refused) as refused:
        errors = (Error(f"pesan-{act}", words(refused.text)),)
        return following.page(request, found, errors=errors, typed=message)
    messages.success(request, said)
    return redirect("portal-report-own", number=number)


def _say(request: HttpRequest, found: voice.Followed, act: str, message: str) -> str:
    """Carry it out; the sentence that says so."""
    mine: dict[str, Any] = {
        "number": found.number,
        "code": keys.code_of_case(request, found.number),
        "who": citizen(request),
        "now": clock(),
    }
    if act == RATE:
        text = request.POST.get("nilai", "")
        score = int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0
        voice.rate(**mine, score=score)
        return _("Terima kasih, penilaian Anda tercatat.")
    mine["command"] = command(request, stands_for=found.case.id if found.case else keys.browser(
        request))  # fmt: skip
    if act == CONFIRM:
        voice.confirm(**mine)
        return _("Terima kasih. Laporan ini tercatat tuntas atas konfirmasi Anda.")
    if act == REOPEN:
        voice.reopen(**mine, message=message)
        return _("Laporan dibuka lagi dan kembali ke instansi. Keterlambatan tetap dihitung.")
    if act == REPLY:
        voice.reply(**mine, message=message)
        return _("Pesan Anda terkirim.")
    raise Http404
