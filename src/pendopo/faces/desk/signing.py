"""Signing a batch: look at each letter, give the passphrase once, see what became of each."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.desk.page import OFFICERS, show, signs
from pendopo.faces.desk.rows import Row, rows
from pendopo.faces.desk.told import told

MOST = 50
"""Letters of one batch: what a person can look through, and a request can sign."""


@sensitive_post_parameters("frasa")
@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: HttpRequest) -> HttpResponse:
    if not signs(actor(request)):
        raise PermissionDenied
    found = casework.inbox(who=actor(request), view="sign", limit=MOST, now=clock())
    waiting = rows(found, cursor="", now=clock())
    if request.method != "POST":
        return _page(request, waiting, chosen=set(request.GET.getlist("tugas")), total=found.total)
    chosen = set(request.POST.getlist("tugas"))
    errors = _missing(chosen, request.POST.get("frasa", ""))
    if errors:
        return _page(request, waiting, chosen=chosen, total=found.total, errors=errors)
    return _sign(request, waiting, chosen)


def _sign(request: HttpRequest, waiting: list[Row], chosen: set[str]) -> HttpResponse:
    """The passphrase lives in this call and nowhere else."""
    results = casework.sign(
        task_ids=[UUID(one) for one in chosen if _is_id(one)],
        who=actor(request),
        passphrase=request.POST["frasa"],
        origin=f"{request.scheme}://{request.get_host()}",
        now=clock(),
    )
    known = {row.id: row for row in waiting}
    lines = [(known.get(str(one.task_id)), one) for one in results]
    good = sum(one.ok for one in results)
    code = 200 if good or not results else 422
    return show(request, "signed", here="signing", lines=lines, good=good, status=code)


def _page(
    request: HttpRequest,
    waiting: list[Row],
    *,
    chosen: set[str],
    total: int,
    errors: tuple[Error, ...] = (),
) -> HttpResponse:
    return show(
        request,
        "signing",
        here="signing",
        rows=waiting,
        total=total,
        chosen=chosen,
        errors=errors,
        said={error.field: error.text for error in errors},
        status=422 if errors else 200,
    )


def _missing(chosen: set[str], passphrase: str) -> tuple[Error, ...]:
    found = []
    if not chosen:
        found.append(Error("tugas", _("Pilih paling sedikit satu surat.")))
    if not passphrase:
        found.append(Error("frasa", _("Isi frasa sandi tanda tangan Anda.")))
    return tuple(found)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
