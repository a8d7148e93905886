"""Old registers from Excel: template, dry run with its report, and the copying with progress."""

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
from pendopo.faces.desk.page import show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import status, told

MOST_BYTES = 5 * 1024 * 1024
HEADS = ("signer", "supervisor")


@for_role(*HEADS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The list of imports, and the form that judges a new file."""
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("daftar")
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES:
        said = _("Pilih berkas Excel (.xlsx), paling besar 5 MB.")
        return _page(request, (Error("daftar", said),), 422)
    try:
        judged = casework.judge_import(
            who=actor(request),
            organisation_id=uuid_of(request.POST.get("organisasi", "")),
            content=file.read(),
            now=clock(),
        )
    except casework.Refused as refused:
        return _page(request, (Error("daftar", words(refused.text)),), status(refused))
    return redirect("desk:import", import_id=judged.id)


def _page(request: HttpRequest, errors: tuple[Error, ...] = (), code: int = 200) -> HttpResponse:
    who, chart = actor(request), directory.chart()
    mine = {one for one, role in who.roles if role in HEADS}
    agencies = sorted((chart.name_of(one), str(one)) for one in mine)
    return show(
        request,
        "imports",
        here="register",
        found=casework.register_imports(who=who),
        agencies=[{"value": key, "text": name} for name, key in agencies],
        states=states(),
        errors=errors,
        error=errors[0].text if errors else "",
        status=code,
    )


@for_role(*HEADS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The report of the dry run; the button that copies; then how far it is."""
    if request.method == "POST":
        sent_version = request.POST.get("versi", "")
        version = int(sent_version) if sent_version.isascii() and sent_version.isdigit() else 0
        casework.begin_import(import_id=import_id, who=actor(request), version=version, now=clock())
        return redirect("desk:import", import_id=import_id)
    found = casework.register_import(import_id=import_id, who=actor(request))
    done = 100 * found.done // found.rows if found.rows else 100
    return show(
        request,
        "import",
        here="register",
        one=found,
        state=states()[found.status],
        percent=done,
        agency=directory.chart().name_of(found.organisation_id),
    )


def states() -> dict[str, tuple[str, str]]:
    """Status of an import -> words and state of its tag."""
    return {
        "refused": (_("Perlu diperbaiki"), "late"),
        "judging": (_("Sedang diperiksa"), "soon"),
        "checked": (_("Siap disalin"), "go"),
        "running": (_("Sedang disalin"), "soon"),
        "done": (_("Selesai"), "ok"),
    }


@for_role(*HEADS)
@told
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    return sent("register-lama.xlsx", XLSX, casework.import_template(now=clock()))
