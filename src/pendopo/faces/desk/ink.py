"""The signature service is down: number and print the letter, sign by hand, upload the scan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk import sheet
from pendopo.faces.desk.finishing import go_back, version
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import status, told

MOST_BYTES = 10_000_000


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def ink(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The page; its forms name the step in `aksi`."""
    if request.method != "POST":
        return _page(request, task_id)
    try:
        return _ACTS.get(request.POST.get("aksi", ""), _number)(request, task_id)
    except (casework.Refused, documents.Refused) as refused:
        return _page(request, task_id, words(refused.text), code=status(refused))


def _number(request: HttpRequest, task_id: UUID) -> HttpResponse:
    made = casework.number_for_ink(
        task_id=task_id,
        who=actor(request),
        version=version(request),
        origin=f"{request.scheme}://{request.get_host()}",
        now=clock(),
    )
    said = _("Nomor %(number)s diberikan. Cetak suratnya, lalu tanda tangani.")
    messages.success(request, said % {"number": made.number})
    return redirect("desk:ink", task_id=task_id)


def _void(request: HttpRequest, task_id: UUID) -> HttpResponse:
    casework.void_ink_number(
        task_id=task_id,
        who=actor(request),
        version=version(request),
        reason="misprint" if request.POST.get("sebab") == "misprint" else "not_signed",
        now=clock(),
    )
    messages.success(request, _("Nomor dibatalkan dan tercatat dalam register."))
    return redirect("desk:ink", task_id=task_id)


def _scan(request: HttpRequest, task_id: UUID) -> HttpResponse:
    file = request.FILES.get("pindaian")
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES:
        return _page(
            request, task_id, _("Pilih pindaian surat (PDF), paling besar 10 MB."), code=422
        )
    done = casework.attach_wet_scan(
        task_id=task_id,
        who=actor(request),
        version=version(request),
        name=file.name or "pindaian.pdf",
        data=file.read(),
        now=clock(),
        command=command(request),
    )
    return go_back(request, done, _("Ditandatangani dengan tinta"))


_ACTS = {"nomor": _number, "batal": _void, "unggah": _scan}


def _page(
    request: HttpRequest, task_id: UUID, refusal: str = "", *, code: int = 200
) -> HttpResponse:
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    letter = next((one for one in view.letters if one.letter_id == task.letter_id), None)
    errors = (Error("pindaian", refusal),) if refusal else ()
    return show(
        request, "ink", case=view, task=task, letter=letter, errors=errors, status=code,
        refusal=refusal,
    )  # fmt: skip
