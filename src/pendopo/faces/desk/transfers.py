"""The transfer list from Excel: judged row by row first, carried out whole or not at all."""

from __future__ import annotations

import base64
import binascii

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.desk.page import show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.told import told

MOST_BYTES = 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_role("administrator")
@told
@require_http_methods(["GET", "HEAD", "POST"])
def transfers(request: HttpRequest) -> HttpResponse:
    """First a dry run; the same list then travels with the button that applies it."""
    if request.method != "POST":
        return show(request, "transfers", here="people")
    content = _content(request)
    if content is None:
        said = _("Pilih berkas Excel (.xlsx), paling besar 1 MB.")
        errors = (Error("daftar", said),)
        return show(request, "transfers", here="people", errors=errors, error=said, status=422)
    sure = "terapkan" in request.POST
    report = directory.import_transfers(
        content, dry_run=not sure, actor=actor(request), now=clock()
    )
    kept = base64.b64encode(content).decode()
    code = 422 if report.refused else 200
    return show(request, "transfers", here="people", report=report, kept=kept, status=code)


def _content(request: HttpRequest) -> bytes | None:
    """The uploaded workbook, or the one judged a moment ago."""
    file = request.FILES.get("daftar")
    if file is not None:
        return file.read() if 0 < (file.size or 0) <= MOST_BYTES else None
    try:
        kept = base64.b64decode(request.POST.get("isi", ""), validate=True)
    except (binascii.Error, ValueError):
        return None
    return kept if 0 < len(kept) <= MOST_BYTES else None


@for_role("administrator")
@told
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    return sent("mutasi.xlsx", XLSX, directory.template_workbook())
