"""The site visit: agreeing to the time that was proposed, or wishing for another."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal.follow.own import key_of, own_case
from pendopo.faces.portal.page import citizen, show, version
from pendopo.ledger import api as ledger

TIMES = tuple(f"{hour:02d}.{minute:02d}" for hour in range(8, 16) for minute in (0, 30))
"""Times that can be wished for, within office hours; the officer decides."""


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def visit(request: HttpRequest, case: casework.CaseView, visit_id: UUID) -> HttpResponse:
    found = _open(case, visit_id)
    if request.method != "POST":
        return _page(request, case, found)
    at = _moment(request)
    if at is None:
        text = _("Pilih tanggal dan jam yang akan datang, misalnya 24 11 2026.")
        return _page(request, case, found, text)
    try:
        _wish(request, case, found, at)
    except casework.Refused as refused:
        if refused.code != "appointment_past":
            raise
        return _page(request, case, found, words(refused.text))
    return redirect("portal-case", number=case.number)


@open_to_all
@require_POST
@own_case
def agree(request: HttpRequest, case: casework.CaseView, visit_id: UUID) -> HttpResponse:
    found = _open(case, visit_id)
    if found.status != "agreed":
        casework.agree_appointment(
            appointment_id=found.id,
            who=citizen(request),
            key=key_of(request, case),
            version=version(request),
            now=clock(),
        )
    return redirect("portal-case", number=case.number)


def _open(case: casework.CaseView, visit_id: UUID) -> casework.Visit:
    """A visit that is still to come. Raises `Http404`."""
    for one in case.visits:
        if one.id == visit_id and one.status != "done":
            return one
    raise Http404


def _wish(
    request: HttpRequest, case: casework.CaseView, found: casework.Visit, at: dt.datetime
) -> None:
    casework.wish_appointment(
        appointment_id=found.id,
        who=citizen(request),
        key=key_of(request, case),
        at=at,
        version=version(request),
        now=clock(),
    )


def _moment(request: HttpRequest) -> dt.datetime | None:
    """The wished moment in the region's zone; None for nonsense."""
    try:
        day = dt.date(*(int(request.POST.get(f"tanggal-{part}", "")) for part in _PARTS))
        hour, _dot, minute = request.POST.get("jam", "").partition(".")
        time = dt.time(int(hour), int(minute or 0))
    except (ValueError, OverflowError):
        return None
    if not 2000 <= day.year <= 2200:
        return None
    return dt.datetime.combine(day, time, tzinfo=directory.zone_of(ledger.current_region()))


_PARTS = ("year", "month", "day")


def _page(
    request: HttpRequest, case: casework.CaseView, found: casework.Visit, problem: str = ""
) -> HttpResponse:
    sent = request.POST
    return show(
        request,
        "follow/visit",
        status=422 if problem else 200,
        case=case,
        visit=found,
        times=[{"value": one, "text": one} for one in TIMES],
        day={part: sent.get(f"tanggal-{part}", "")[:4] for part in _PARTS},
        time=sent.get("jam", "")[:5],
        error=problem,
        errors=(Error("tanggal", problem),) if problem else (),
    )
