"""Tracking by number, for anyone, with nothing personal on the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal.follow import guessing, timeline
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import show
from pendopo.faces.portal.told import told
from pendopo.services import api as services
from pendopo.voice import api as voice

WHAT = "track"


@open_to_all
@told
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("nomor", "").strip()[:80]
    if not typed and "nomor" not in request.GET:
        return show(request, "follow/track_search", typed="")
    number = references.normalise(typed)
    if number:
        return redirect("portal-tracking", number=number)
    text = (
        _("Ada huruf atau angka yang keliru. Nomor terdiri atas 9 tanda, misalnya K7M-4QP-2XD.")
        if typed
        else _("Tulis nomor berkas Anda.")
    )
    return _again(request, typed, text)


@open_to_all
@told
@require_safe
@with_number
def track(request: HttpRequest, number: str) -> HttpResponse:
    guessing.check(request, WHAT)
    try:
        found = casework.track(number=number, now=clock())
    except casework.NotFound as refused:
        if voice.held_report(number=number) is not None:
            return redirect("portal-report-own", number=number)
        guessing.note(request, WHAT)
        return _again(request, number, words(refused.text), status=404)
    return show(request, "follow/track", track=found, **about(found))


def about(found: casework.Tracking) -> dict[str, Any]:
    """What the tracking page and the applicant's own page both show of a case."""
    current = services.service_at(slug=found.service, at=clock())
    agency = directory.chart().by_code.get(current.service.agency) if current else None
    service_url = reverse("portal-service", args=[found.service]) if current else ""
    proof_url = reverse("portal-slip", args=[found.number])
    return {
        "who": timeline.holder(found),
        "total": timeline.total_words(found, clock()),
        "clock_tag": timeline.step_tag(found),
        "steps": timeline.steps(found, proof_url=proof_url),
        "history": timeline.history(found.events),
        "thread": timeline.thread(found, agency.name if agency else "", service_url),
    }


def _again(request: HttpRequest, typed: str, text: str, status: int = 422) -> HttpResponse:
    return show(
        request,
        "follow/track_search",
        status=status,
        typed=typed,
        error=text,
        errors=(Error("nomor", text),),
    )
