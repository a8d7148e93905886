"""Rating a service whose case ended: by the link of the notice, or from the case itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.commands import command
from pendopo.faces.components.filters import long_date
from pendopo.faces.components.wording import words
from pendopo.faces.portal import keys
from pendopo.faces.portal.follow import guessing
from pendopo.faces.portal.follow.own import key_of, own_case
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.rating import form
from pendopo.faces.portal.told import told
from pendopo.services import api as services
from pendopo.voice import api as voice

WHAT = "rating-link"


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, link: str) -> HttpResponse:
    """The link opens the rating and nothing else; only a sent rating uses it up."""
    guessing.check(request, WHAT)
    who = citizen(request)
    sent = command(request, stands_for=keys.browser(request))
    typed = form.read(request)
    error = ""
    try:
        if request.method == "POST":
            voice.rate_service(
                link=link, who=who, score=typed.score, reasons=typed.reasons, now=clock(),
                command=sent,
            )  # fmt: skip
            return redirect("portal-rated")
    except voice.NotFound:
        raise
    except voice.Refused as refused:
        error = words(refused.text)
    try:
        asked = voice.service_rating(link=link, who=who, now=clock())
    except voice.NotFound:
        guessing.note(request, WHAT)
        raise
    return _page(request, asked, typed, error, (reverse("portal-track"), _("Lacak berkas")))


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def of_case(request: HttpRequest, case: casework.CaseView) -> HttpResponse:
    """From one's own case, where it can also be changed."""
    mine: dict[str, Any] = {
        "number": case.number,
        "code": key_of(request, case),
        "who": citizen(request),
    }
    typed = form.read(request)
    error = ""
    if request.method == "POST":
        sent = command(request, stands_for=case.id)
        try:
            voice.rate_service(
                **mine, score=typed.score, reasons=typed.reasons, now=clock(), command=sent
            )
        except voice.NotFound:
            raise
        except voice.Refused as refused:
            error = words(refused.text)
        else:
            messages.success(request, _("Terima kasih, penilaian Anda tercatat."))
            return redirect("portal-case", number=case.number)
    asked = voice.service_rating(**mine, now=clock())
    if request.method != "POST":
        typed = form.Typed(asked.score or 0, asked.reasons)
    back = (reverse("portal-case", args=[case.number]), _("Berkas saya"))
    return _page(request, asked, typed, error, back)


@open_to_all
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return show(request, "rating/thanks")


def _page(
    request: HttpRequest,
    asked: voice.ServiceRatingAsked,
    typed: form.Typed,
    error: str,
    back: tuple[str, str],
) -> HttpResponse:
    found = services.service_at(slug=asked.service, at=clock())
    last = long_date(asked.until)
    note = (
        _("Dapat diubah sampai %(day)s.") % {"day": last}
        if asked.score
        else _("Dapat diisi sampai %(day)s.") % {"day": last}
    )
    return form.page(
        request,
        typed,
        heading=_("Bagaimana layanan ini?"),
        about=words(found.service.title) if found else asked.service,
        agency_id=asked.agency_id,
        back=back,
        note=note,
        error=error,
        may=asked.may,
        changing=asked.score is not None,
    )
