"""The register of letter numbers of an agency: used, void, and gaps with their reason."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import status, told

LARGEST = 99_999


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: HttpRequest) -> HttpResponse:
    """The numbers of one of the officer's agencies in a year; its signer explains a gap."""
    agency = _agency(request)
    if request.method != "POST":
        return _page(request, agency)
    if agency is None or not _may_explain(request, agency):
        raise PermissionDenied
    try:
        documents.explain_numbers(
            unit=agency.short_name,
            classification=request.POST.get("klasifikasi", "").strip()[:40],
            year=_year(request),
            last=_whole(request.POST.get("sampai", ""), most=LARGEST),
            reason=request.POST.get("alasan", ""),
            day=directory.today(clock()),
            now=clock(),
            actor_id=actor(request).account_id,
        )
    except documents.Refused as refused:
        place = "alasan" if refused.code == "reason_missing" else "sampai"
        errors = (Error(place, words(refused.text)),)
        return _page(request, agency, errors=errors, code=status(refused))
    messages.success(request, _("Rentang nomor dilewati, dengan alasannya."))
    return redirect(f"{reverse('desk:numbers')}?perangkat={agency.id}&tahun={_year(request)}")


def _page(
    request: HttpRequest,
    agency: directory.Organisation | None,
    *,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    year = _year(request)
    lines = documents.number_register(unit=agency.short_name, year=year) if agency else ()
    return show(
        request,
        "numbers",
        here="numbers",
        status=code,
        agency=agency,
        agencies=_agencies(request),
        year=year,
        years=range(directory.today(clock()).year, directory.today(clock()).year - 6, -1),
        lines=lines,
        classifications=sorted({one.classification for one in lines}),
        may_explain=agency is not None and _may_explain(request, agency),
        errors=errors,
        error_of={one.field: one.text for one in errors},
        given=request.POST,
        states={
            "used": (_("Terpakai"), "ok"),
            "void": (_("Batal"), "late"),
            "gap": (_("Dilewati"), "idle"),
        },
    )


def _agencies(request: HttpRequest) -> list[directory.Organisation]:
    """Where the officer has a post, by name."""
    chart = directory.chart().organisations
    mine = (chart[one] for one in actor(request).organisation_ids if one in chart)
    return sorted(mine, key=lambda one: one.name)


def _agency(request: HttpRequest) -> directory.Organisation | None:
    mine = _agencies(request)
    asked = request.POST.get("perangkat") or request.GET.get("perangkat", "")
    return next((one for one in mine if str(one.id) == asked), mine[0] if mine else None)


def _may_explain(request: HttpRequest, agency: directory.Organisation) -> bool:
    return actor(request).may_sign(agency.id)


def _year(request: HttpRequest) -> int:
    today = directory.today(clock())
    asked = _whole(request.POST.get("tahun") or request.GET.get("tahun", ""), most=today.year)
    return asked if asked > 2000 else today.year


def _whole(text: str, *, most: int) -> int:
    """A whole number of the form, 0 for nonsense."""
    text = text.strip()
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= most
        else 0
    )
