"""With the phone at the work: check in, then report how far it is. Photos are shown to officers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.contracts import asked
from pendopo.faces.desk.contracts.changing import KEEPERS
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.papers import copy_of, sent
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning

MOST = 20 * 10**6
"""Bytes of a photo that are read at all."""


@for_role(*KEEPERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """The form of a progress report, made for a phone."""
    if request.method != "POST":
        return _page(request, contract_id)
    told_so, photos = request.POST, request.FILES.getlist("foto")
    token = told_so.get("token", "")[:80]
    if any((one.size or 0) > MOST for one in photos):
        error = Error("foto", _("Satu foto paling besar 20 MB."))
        return _page(request, contract_id, token=token, errors=(error,))
    day = asked.day(told_so.get("tanggal", ""))
    if day is None:
        error = Error("tanggal", _("Tulis tanggalnya."))
        return _page(request, contract_id, token=token, errors=(error,))
    try:
        planning.report_progress(
            contract_id=contract_id, on=day, physical=told_so.get("fisik", ""),
            letter=told_so.get("sp2d", ""), paid=told_so.get("dibayar", "").strip() or None,
            paid_on=asked.day(told_so.get("tanggal_sp2d", "")), note=told_so.get("keterangan", ""),
            photos=[
                planning.FieldPhoto(str(one.name or "foto.jpg")[:200], one.read())
                for one in photos[: planning.PHOTOS + 1]
            ],
            token=token, who=actor(request), now=clock(),
        )  # fmt: skip
    except documents.Refused as refused:
        error = Error("foto", said_in(refused.text))
        return _page(request, contract_id, token=token, errors=(error,))
    except planning.Refused as refused:
        if isinstance(refused, planning.NotFound) or refused.code == "not_for_you":
            raise
        field = "fisik" if refused.code == "number_wrong" else asked.FIELDS.get(refused.code, "")
        error = Error(field, said_in(refused.text))
        token = "" if refused.code == "token_spent" else token
        return _page(request, contract_id, token=token, errors=(error,), code=status(refused))
    messages.success(request, _("Laporan terkirim. Bappeda memeriksanya."))
    return redirect("desk:contract", contract_id=contract_id)


@for_role(*KEEPERS)
@told
@require_POST
def check_in(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Where the officer stands, told by the phone or typed; the report's form follows."""
    typed = request.POST.get("titik", "").strip()[:60]
    here = asked.place(typed)
    if here is None:
        error = Error("titik", _("Tulis lintang dan bujur, misalnya -7.91355, 113.82134."))
        return _page(request, contract_id, typed=typed, errors=(error,))
    try:
        made = planning.visit_contract(
            contract_id=contract_id, lat=here[0], lon=here[1], who=actor(request), now=clock()
        )
    except directory.Refused as refused:
        error = Error("titik", said_in(refused.text))
        return _page(request, contract_id, typed=typed, errors=(error,))
    return _page(request, contract_id, token=made.token, made=made)


def _page(
    request: HttpRequest,
    contract_id: UUID,
    *,
    token: str = "",
    typed: str = "",
    made: planning.CheckedIn | None = None,
    errors: tuple[Error, ...] = (),
    code: int = 422,
) -> HttpResponse:
    who, today = actor(request), directory.today(clock())
    page = planning.contract(contract_id=contract_id, who=who, on=today)
    if not planning.keeps_contracts(who, page.card.organisation_id):
        raise planning.Refused("not_for_you")
    return show(
        request,
        "contracts/report",
        here="contracts",
        card=page.card,
        made=made,
        token=token,
        typed=typed,
        today=today,
        most=planning.PHOTOS,
        sent=request.POST,
        errors=errors,
        wrong={one.field: one.text for one in errors},
        status=code if errors else 200,
    )


@for_role(*OFFICERS)
@told
@require_safe
def photo(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A copy of a photo without what the camera wrote, for those who may see it."""
    agency = planning.photo_agency(file_id=file_id)
    if agency is None:
        raise Http404
    if not planning.sees_photos(who=actor(request), organisation_id=agency):
        raise PermissionDenied
    file, data = copy_of(file_id)
    return sent(file.name, file.media_type, data)
