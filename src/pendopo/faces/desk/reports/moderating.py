"""The words of a report before the public reads them: side by side, then published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk.finishing import version
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.voice import api as voice

LONGEST = 4000


@for_role(*OFFICERS)
@told
@require_POST
def words(request: HttpRequest, number: str) -> HttpResponse:
    """A POST, because looking at the original is written down."""
    found = voice.propose_text(number=number, who=actor(request), now=clock())
    return show(request, "reports/words", proposal=found, longest=LONGEST, number=number)


@for_role(*OFFICERS)
@told
@require_POST
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """Publish these words, or take them back."""
    shown = request.POST.get("terbit") == "ya"
    voice.moderate(
        number=number,
        who=actor(request),
        text=request.POST.get("teks", "")[:LONGEST],
        shown=shown,
        version=version(request),
        now=clock(),
    )
    said = _("Isi yang disamarkan sekarang tampil untuk umum.") if shown else _("Isi ditutup lagi.")
    messages.success(request, said)
    return redirect("desk:case", number=number)


@for_role(*OFFICERS)
@told
@require_POST
def lapor(request: HttpRequest, number: str) -> HttpResponse:
    """The number under which SP4N-LAPOR! knows it."""
    given = request.POST.get("nomor_lapor", "").strip()[:60]
    voice.set_lapor_number(number=number, who=actor(request), lapor_number=given, now=clock())
    messages.success(request, _("Nomor LAPOR! tersimpan; kedua nomor ditampilkan."))
    return redirect("desk:case", number=number)
