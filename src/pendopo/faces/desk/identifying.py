"""The counter links an account to the citizen who stands there with their identity card."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components import pace
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import show
from pendopo.faces.desk.told import told

GUESSES = pace.Limit("account-code", most=15, seconds=900)
FIELDS = {
    "link_unknown": "kode",
    "link_done": "akun",
    "link_officer": "nik",
    "link_name": "nama",
    "name_missing": "nama",
    "nik_malformed": "nik",
    "person_known": "nik",
}


@for_role("front_office")
@told
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    if not request.POST.get("dicocokkan"):
        said = _("Centang bahwa KTP-nya sudah Anda cocokkan dengan orangnya.")
        return _page(request, (Error("dicocokkan", said),))
    who = actor(request)
    seconds = pace.wait(GUESSES, str(who.account_id))
    if seconds:
        raise casework.Refused("too_many", minutes=-(-seconds // 60))
    try:
        account_id = directory.identify_account(
            login=request.POST.get("akun", "")[:150],
            code=request.POST.get("kode", "")[:20],
            nik=request.POST.get("nik", "")[:40],
            name=request.POST.get("nama", "")[:120],
            actor=who,
            now=clock(),
        )
    except directory.Refused as refused:
        if refused.code == "link_unknown":
            pace.count(GUESSES, str(who.account_id))
        return _page(request, (Error(FIELDS.get(refused.code, ""), words(refused.text)),))
    return show(request, "linked", here="link_account", account=directory.account(account_id))


@for_role("front_office")
@told
@require_POST
def undo(request: HttpRequest, account_id: UUID) -> HttpResponse:
    directory.undo_identification(account_id=account_id, actor=actor(request), now=clock())
    messages.success(request, _("Sambungan akun dibatalkan."))
    return redirect("desk:link_account")


def _page(request: HttpRequest, errors: tuple[Error, ...] = ()) -> HttpResponse:
    return show(
        request,
        "link_account",
        here="link_account",
        given=request.POST,
        errors=errors,
        said={one.field: one.text for one in errors},
        status=422 if errors else 200,
    )
