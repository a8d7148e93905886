"""Lists from and for SP4N-LAPOR!: dry run with its report, the coming in, and the taking out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk.book import XLSX
from pendopo.faces.desk.page import show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.told import status, told
from pendopo.voice import api as voice

ROLES = ("coordinator",)
MOST_BYTES = 60 * 1024 * 1024
LONGEST_HEADING = 80
CSV = "text/csv; charset=utf-8"
_DAYS = {"30": 30, "90": 90, "365": 365, "3650": 3650}


@for_role(*ROLES)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The lists so far, and the form that has a new file judged."""
    if request.method != "POST":
        return _page(request)
    file = request.FILES.get("daftar")
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES:
        said = _("Pilih berkas Excel (.xlsx) atau CSV, paling besar 60 MB.")
        return _page(request, (Error("daftar", said),), 422)
    try:
        found = voice.receive_list(content=file.read(), who=actor(request), now=clock())
    except voice.Refused as refused:
        return _page(request, (Error("daftar", words(refused.text)),), status(refused))
    return redirect("desk:report_list", list_id=found.id)


def _page(request: HttpRequest, errors: tuple[Error, ...] = (), code: int = 200) -> HttpResponse:
    return show(
        request,
        "reports/lists",
        here="report_lists",
        found=voice.report_lists(who=actor(request), now=clock()),
        columns=voice.list_columns(),
        states=states(),
        since=[
            {"value": "30", "text": _("30 hari terakhir")},
            {"value": "90", "text": _("90 hari terakhir")},
            {"value": "365", "text": _("Setahun terakhir")},
            {"value": "3650", "text": _("Semuanya")},
        ],
        errors=errors,
        error=errors[0].text if errors else "",
        status=code,
    )


@for_role(*ROLES)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def one_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """How far it is; the report of the dry run; the button that lets its reports in."""
    if request.method == "POST":
        version = request.POST.get("versi", "")
        voice.begin_list(
            list_id=list_id,
            who=actor(request),
            version=int(version) if version.isascii() and version.isdigit() else 0,
            leave_wrong=request.POST.get("tinggalkan", "") == "ya",
            now=clock(),
        )
        return redirect("desk:report_list", list_id=list_id)
    found = voice.report_list(list_id=list_id, who=actor(request), now=clock())
    return show(
        request,
        "reports/list",
        here="report_lists",
        one=found,
        lines_told=voice.list_lines(list_id=list_id, who=actor(request), now=clock()),
        state=states()[found.status],
    )


def states() -> dict[str, tuple[str, str]]:
    """Status of a list -> words and state of its tag."""
    return {
        "judging": (_("Sedang diuji coba"), "soon"),
        "refused": (_("Perlu diperbaiki"), "late"),
        "checked": (_("Siap dimasukkan"), "go"),
        "running": (_("Sedang dimasukkan"), "soon"),
        "done": (_("Selesai"), "ok"),
        "dropped": (_("Sudah dilupakan"), "idle"),
    }


@for_role(*ROLES)
@told
@require_safe
def list_report(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Every line of the report, as CSV."""
    found = voice.list_lines(list_id=list_id, who=actor(request), now=clock(), most=None)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Baris"), _("Kolom"), _("Hasil"), _("Penjelasan")])
    for one in found:
        verdict = _("Catatan") if one.note else _("Perlu diperbaiki")
        writer.writerow([one.row, one.column, verdict, words(one.text)])
    return sent("laporan-daftar-lapor.csv", CSV, out.getvalue().encode("utf-8-sig"))


@for_role(*ROLES)
@told
@require_POST
def list_columns(request: HttpRequest) -> HttpResponse:
    """Which headings the region's lists have."""
    voice.choose_columns(
        columns={
            one.name: request.POST.get(f"kolom-{one.name}", "")[:LONGEST_HEADING]
            for one, _chosen in voice.list_columns()
        },
        who=actor(request),
        now=clock(),
    )
    return redirect("desk:report_lists")


@for_role(*ROLES)
@told
@require_POST
def take_list(request: HttpRequest) -> HttpResponse:
    """The list for SP4N-LAPOR!; a POST, because taking words out is written down."""
    days = _DAYS.get(request.POST.get("sejak", ""), 30)
    made = voice.take_list(
        who=actor(request),
        without_number=request.POST.get("yang", "") != "semua",
        since=clock() - dt.timedelta(days=days),
        now=clock(),
    )
    return sent("laporan-untuk-lapor.xlsx", XLSX, made)
