"""Following a report: by its number where it stands, with its code all of one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.filters import moment
from pendopo.faces.components.wording import words
from pendopo.faces.portal import keys
from pendopo.faces.portal.follow import guessing, timeline
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.reports import vocabulary
from pendopo.faces.portal.told import told
from pendopo.voice import api as voice

WHAT = "report-code"
_ORIGINS = {"here": later("Petugas"), "lapor": "SP4N-LAPOR!"}
"""Who answered, where no agency is named."""


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Number, and the code for whoever has it; a POST, so that a code stands in no address."""
    if request.method != "POST":
        return _ask(request, request.GET.get("nomor", ""))
    typed = request.POST.get("nomor", "").strip()[:80]
    number = references.normalise(typed)
    given = request.POST.get("kode", "").strip()[:80]
    if number is None:
        text = _("Ada huruf atau angka yang keliru. Contoh nomor: K7M-4QP-2XD.")
        return _ask(request, typed, (Error("nomor", text),))
    response = redirect("portal-report-own", number=number)
    if not given:
        return response
    guessing.check(request, WHAT, number)
    code = references.normalise(given) or ""
    held = voice.held_report(number=number, code=code)
    try:
        if held is None or not held.mine or held.status == "released":
            voice.follow(number=number, code=code, who=citizen(request), now=clock())
    except voice.NotFound:
        guessing.note(request, WHAT, number)
        text = _("Nomor dan kode ini tidak cocok. Periksa kembali catatan Anda.")
        return _ask(request, typed, (Error("kode", text),))
    keys.remember(request, response, number, code, number)
    return response


@open_to_all
@told
@require_safe
@with_number
def own(request: HttpRequest, number: str) -> HttpResponse:
    try:
        return page(request, opened(request, number))
    except voice.NotFound:
        return _by_number(request, number)


def opened(request: HttpRequest, number: str) -> voice.Followed:
    """The report as this visitor may follow it. Raises `voice.NotFound`."""
    code = keys.code_of_case(request, number)
    return voice.follow(number=number, code=code, who=citizen(request), now=clock())


def page(
    request: HttpRequest,
    found: voice.Followed,
    *,
    errors: tuple[Error, ...] = (),
    typed: str = "",
) -> HttpResponse:
    """Everything that is theirs; with what was typed and is wrong after a failed word."""
    return show(
        request,
        "report/own",
        status=422 if errors else 200,
        found=found,
        card=found.card,
        notes=_notes(found),
        answers=_answers(request, found),
        told=[str(one) for one in messages.get_messages(request)],
        errors=errors,
        said={one.field: one.text for one in errors},
        typed=typed,
        **about(found.card, found.tracking),
    )


def about(card: voice.ReportCard | None, track: casework.Tracking) -> dict[str, Any]:
    """What every page of one report shows: where it stands, in whose hands, until when."""
    text, colour = vocabulary.status(card.status) if card else (words(track.status_words), "go")
    steps = timeline.steps(track)
    steps[0]["title"] = _("Laporan diterima")
    over = card is not None and card.status in (*vocabulary.DONE, "answered")
    return {
        "track": track,
        "title": vocabulary.title(card) if card else words(track.service_title),
        "status_text": text,
        "colour": colour,
        "who": _holder(card, track, text),
        "clock_tag": timeline.step_tag(track),
        "total": "" if over else timeline.total_words(track, clock()),
        "steps": steps,
        "where": vocabulary.where(card, vocabulary.districts()) if card else "",
    }


def _holder(card: voice.ReportCard | None, track: casework.Tracking, text: str) -> dict[str, str]:
    """In whose hands it is: the reporter's after the answer, nobody's once it is closed."""
    if card is None:
        return timeline.holder(track)
    if card.status in vocabulary.DONE:
        done = card.status == "confirmed"
        return {
            "holder": text,
            "label": _("Keputusan"),
            "state": "ok" if done else "idle",
            "icon": "check" if done else "stop",
        }
    if card.status in ("answered", "asked"):
        return {"holder": _("Pelapor"), "state": "idle", "icon": "user"}
    return timeline.holder(track)


def _answers(request: HttpRequest, found: voice.Followed) -> list[dict[str, Any]]:
    """What was answered here and in SP4N-LAPOR!, the newest first, with proof in copies."""
    code = keys.code_of_case(request, found.number)
    return [
        {
            "agency": directory.chart().name_of(one.agency_id) or _ORIGINS[one.origin],
            "there": one.origin == "lapor",
            "text": one.text,
            "at": one.at,
            "photos": [
                {
                    "href": reverse("portal-report-photo", args=[found.number, copy]),
                    "alt": _("Foto bukti"),
                }
                for copy in one.photos
            ],
        }
        for one in reversed(voice.answers(number=found.number, code=code, who=citizen(request)))
    ]


@open_to_all
@told
@require_safe
@with_number
def photo(request: HttpRequest, number: str, file_id: UUID) -> HttpResponse:
    """A copy of a photo that proves the work, for whoever holds the code."""
    code = keys.code_of_case(request, number)
    shown = voice.answers(number=number, code=code, who=citizen(request))
    if file_id not in {copy for one in shown for copy in one.photos}:
        raise Http404
    (file,) = documents.files(file_ids=[file_id])
    response = HttpResponse(documents.read_file(file_id=file_id), content_type=file.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _by_number(request: HttpRequest, number: str) -> HttpResponse:
    """The public side, and the question for the code."""
    guessing.check(request, "track")
    code = keys.code_of_case(request, number)
    held = voice.held_report(number=number, code=code)
    if held is not None and held.status != "released":
        return show(request, "report/held", held=held, code=code if held.mine else "")
    try:
        track = casework.track(number=number, now=clock())
    except casework.NotFound:
        guessing.note(request, "track")
        text = _("Nomor ini tidak ditemukan. Kalau itu nomor ikut serta, tulis juga kodenya.")
        return _ask(request, number, (Error("nomor", text),), status=404)
    return show(request, "report/by_number", number=number, **about(None, track))


def _notes(found: voice.Followed) -> list[dict[str, str]]:
    """Messages between reporter and officers, oldest first."""
    if found.case is None:
        return []
    return [
        {
            "author": _("Anda") if one.by_applicant else _("Petugas"),
            "kind": "in" if one.by_applicant else "out",
            "text": one.body,
            "time": moment(one.at),
        }
        for one in found.case.notes
    ]


def _ask(
    request: HttpRequest, typed: str, errors: tuple[Error, ...] = (), status: int = 422
) -> HttpResponse:
    return show(
        request,
        "report/find",
        status=status if errors else 200,
        typed=typed.strip()[:80],
        errors=errors,
        said={one.field: one.text for one in errors},
    )
