"""Coming back to a draft by the code that was written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal import keys, patience
from pendopo.faces.portal.page import show
from pendopo.faces.portal.sent import AGAIN
from pendopo.faces.portal.told import told


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, "way_back", typed="", error="")
    typed = request.POST.get("kode", "").strip()[:80]
    code = references.normalise(typed)
    if not typed or code is None:
        return _again(request, typed, _misspelt(typed))
    patience.check(request, "way-back")
    try:
        draft = casework.find_draft(code=code, now=clock())
    except casework.NotFound as refused:
        patience.note(request, "way-back")
        return _again(request, typed, words(refused.text))
    if draft.case_id:
        place = f"{reverse('portal-sent', args=[draft.id])}?{urlencode({AGAIN: 1})}"
        response = redirect(place)
    else:
        response = redirect("portal-draft", draft_id=draft.id)
    keys.remember(request, response, draft.id, code, draft.number)
    return response


def _misspelt(typed: str) -> str:
    if not typed:
        return _("Tulis kode berkas Anda.")
    return _("Ada huruf atau angka yang keliru. Kode terdiri atas 9 tanda, misalnya K7M-4QP-2XD.")


def _again(request: HttpRequest, typed: str, text: str) -> HttpResponse:
    errors = (Error("kode", text),)
    return show(request, "way_back", status=422, typed=typed, error=text, errors=errors)
