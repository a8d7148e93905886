"""Rating an agency without a case: verified residents, once in a quarter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, signed_in
from pendopo.faces.components.wording import words
from pendopo.faces.portal.page import citizen
from pendopo.faces.portal.rating import form
from pendopo.faces.portal.told import told
from pendopo.voice import api as voice


@signed_in
@told
@require_http_methods(["GET", "HEAD", "POST"])
def agency(request: HttpRequest, code: str) -> HttpResponse:
    found = directory.chart().by_code.get(code)
    if found is None:
        raise Http404
    who, typed, error = citizen(request), form.read(request), ""
    if request.method == "POST":
        try:
            voice.rate_agency(
                agency_id=found.id, who=who, score=typed.score, reasons=typed.reasons, now=clock()
            )
        except voice.Refused as refused:
            error = words(refused.text)
        else:
            messages.success(request, _("Terima kasih, penilaian Anda tercatat."))
            return redirect("portal-agency", code=code)
    asked = voice.agency_rating(agency_id=found.id, who=who, now=clock())
    if request.method != "POST":
        typed = form.Typed(asked.score or 0, asked.reasons)
    return form.page(
        request,
        typed,
        heading=_("Bagaimana instansi ini menurut Anda?"),
        about="",
        agency_id=found.id,
        back=(reverse("portal-agency", args=[code]), found.name),
        note=_("Satu kali tiap triwulan, untuk %(period)s.") % {"period": asked.period},
        error=error,
        may=not asked.why_not,
        why_not=words(voice.Refused(asked.why_not).text) if asked.why_not else "",
        changing=asked.score is not None,
    )
