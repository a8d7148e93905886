"""The document itself, and a page that a person can read it on (no scripts, no CDN)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from pendopo.faces.components.access import open_to_all
from pendopo.faces.rest import problems
from pendopo.faces.rest.api import PREFIX, document, operations
from pendopo.faces.rest.door import Entry
from pendopo.faces.rest.problems import Problem
from pendopo.faces.rest.purposes import purposes


@open_to_all
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    response = JsonResponse(document())
    response["Cache-Control"] = "public, max-age=300"
    return response


@open_to_all
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation on one page."""
    region = request.region  # type: ignore[attr-defined]  # put there by the middleware
    groups = [
        {
            "title": title,
            "id": tag,
            "table": [_row(*one) for one in operations() if one[1]["tags"] == [tag]],
        }
        for tag, title in _titles().items()
    ]
    context = {
        "region_name": region.name,
        "groups": groups,
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "prefix": PREFIX,
    }
    return render(request, "rest/reference.html", context)


@csrf_exempt  # nothing is done here, and the answer is a problem for every method
@open_to_all
def unknown(request: HttpRequest) -> HttpResponse:
    """Any other address below the prefix: a problem, not a page."""
    return problems.answer(Problem(404, "not_found"))


def _titles() -> dict[str, str]:
    return {
        "catalogue": _("Katalog layanan"),
        "apply": _("Mengajukan permohonan"),
        "track": _("Melacak berkas"),
        "reports": _("Laporan warga"),
        "tasks": _("Tugas"),
        "verify": _("Verifikasi surat"),
        "ledger": _("Buku besar"),
    }


def _row(entry: Entry, part: dict[str, Any]) -> list[str]:
    """The address, what it is for, and who may call it."""
    who = ", ".join(_who(word) for word in entry.access.words)
    address = escape(f"{entry.method} {PREFIX.rstrip('/')}{entry.public_path}")
    address = address.replace("/", Markup("/<wbr>"))  # a phone may break the line here
    return [address, purposes()[part["operationId"]], who]


def _who(word: str) -> str:
    if word == "all":
        return _("siapa saja")
    if word == "signed_in":
        return _("sesi masuk")
    return _("token %(scope)s") % {"scope": word.partition(":")[2]}
