"""Giving a disposition, passing it on, reporting back, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk import case
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.sent import day_of, uuid_of, way_back
from pendopo.faces.desk.told import status, told


@for_role(*OFFICERS)
@told
@require_POST
def dispose(request: HttpRequest, number: str) -> HttpResponse:
    """Give a disposition, or pass one on."""
    view = casework.case_of_number(number=number, who=actor(request), now=clock())
    sent = request.POST
    above = sent.get("dari", "")
    prefix = f"{above}-" if above else ""
    try:
        casework.dispose(
            case_id=view.id,
            who=actor(request),
            to=uuid_of(sent.get(f"{prefix}kepada", "")),
            wanted=sent.get(f"{prefix}harap", ""),
            instruction=sent.get(f"{prefix}arahan", ""),
            due_on=day_of(sent, f"{prefix}batas"),
            parent=uuid_of(above) if above else None,
            now=clock(),
            command=command(request),
        )
    except casework.NotFound:
        raise
    except casework.Refused as refused:
        return _again(request, view, refused)
    messages.success(request, _("Disposisi diberikan."))
    return redirect(way_back(request, "desk:case", view.number))


_FIELDS = {
    "disposition_to": "kepada",
    "disposition_once": "kepada",
    "disposition_words": "arahan",
    "note_long": "arahan",
    "disposition_due": "batas",
}


@for_role(*OFFICERS)
@told
@require_POST
def report(request: HttpRequest, disposition_id: UUID) -> HttpResponse:
    casework.report_disposition(
        disposition_id=disposition_id,
        who=actor(request),
        version=_version(request),
        report=request.POST.get("laporan", ""),
        now=clock(),
    )
    messages.success(request, _("Laporan terkirim kepada pemberi disposisi."))
    return redirect(way_back(request, "desk:inbox"))


@for_role(*OFFICERS)
@told
@require_POST
def withdraw(request: HttpRequest, disposition_id: UUID) -> HttpResponse:
    casework.withdraw_disposition(
        disposition_id=disposition_id, who=actor(request), version=_version(request), now=clock()
    )
    messages.success(request, _("Disposisi ditarik, beserta lanjutannya."))
    return redirect(way_back(request, "desk:inbox"))


def _again(
    request: HttpRequest, view: casework.CaseView, refused: casework.Refused
) -> HttpResponse:
    """The case with the slip as it was filled in, and what is wrong with it."""
    above, field = request.POST.get("dari", ""), _FIELDS.get(refused.code, "")
    name = f"{above}-{field}" if above and field else field or "disposisi"
    errors = (Error(name, words(refused.text)),)
    return case.case_page(request, view, errors=errors, status=status(refused))


def _version(request: HttpRequest) -> int:
    text = request.POST.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
