"""Cases in flight from an older system: template, dry run with its report, and the bringing in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk.book import XLSX
from pendopo.faces.desk.imports import HEADS, MOST_BYTES
from pendopo.faces.desk.page import show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.told import status, told


@for_role(*HEADS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def case_imports(request: HttpRequest) -> HttpResponse:
    """The list of imports, and the form that judges a new file."""
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("daftar")
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES:
        said = _("Pilih berkas Excel (.xlsx) atau CSV, paling besar 5 MB.")
        return _page(request, (Error("daftar", said),), 422)
    try:
        judged = casework.judge_cases(
            who=actor(request),
            service=request.POST.get("layanan", "")[:64],
            content=file.read(),
            tell=request.POST.get("kabari", "") == "ya",
            now=clock(),
        )
    except casework.Refused as refused:
        return _page(request, (Error("daftar", words(refused.text)),), status(refused))
    return redirect("desk:case_import", import_id=judged.id)


def _page(request: HttpRequest, errors: tuple[Error, ...] = (), code: int = 200) -> HttpResponse:
    who = actor(request)
    offered = casework.importable_services(who=who, now=clock())
    items = [{"value": one.slug, "text": words(one.title)} for one in offered]
    asked = request.POST.get("layanan", "") or request.GET.get("layanan", "")
    known = {one["value"] for one in items}
    return show(
        request,
        "case_imports",
        here="register",
        found=casework.case_imports(who=who),
        services=items,
        service=asked if asked in known else (items[0]["value"] if items else ""),
        tell=request.POST.get("kabari", "") == "ya",
        states=states(),
        errors=errors,
        error=errors[0].text if errors else "",
        status=code,
    )


@for_role(*HEADS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def one_case_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The report of the dry run; the button that brings the cases in; then how far it is."""
    if request.method == "POST":
        version = request.POST.get("versi", "")
        casework.begin_case_import(
            import_id=import_id,
            who=actor(request),
            version=int(version) if version.isascii() and version.isdigit() else 0,
            now=clock(),
        )
        return redirect("desk:case_import", import_id=import_id)
    found = casework.case_import(import_id=import_id, who=actor(request))
    return show(
        request,
        "case_import",
        here="register",
        one=found,
        state=states()[found.status],
        percent=100 * found.done // found.rows if found.rows else 100,
        agency=directory.chart().name_of(found.organisation_id),
    )


def states() -> dict[str, tuple[str, str]]:
    """Status of an import -> words and state of its tag."""
    return {
        "refused": (_("Perlu diperbaiki"), "late"),
        "judging": (_("Sedang diperiksa"), "soon"),
        "checked": (_("Siap dimasukkan"), "go"),
        "running": (_("Sedang dimasukkan"), "soon"),
        "done": (_("Selesai"), "ok"),
    }


@for_role(*HEADS)
@told
@require_safe
def case_template(request: HttpRequest, slug: str) -> HttpResponse:
    made = casework.case_template(service=slug, who=actor(request), now=clock())
    return sent(f"berkas-berjalan-{slug}.xlsx", XLSX, made)


@for_role(*HEADS)
@told
@require_safe
def case_report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    made = casework.case_report(import_id=import_id, who=actor(request))
    return sent("laporan-impor-berkas.xlsx", XLSX, made)
