"""The task list of a draft, and throwing a draft away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.core.forms import Step
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.wording import words
from pendopo.faces.portal import keys
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.sheet import Sheet, State, open_sheet
from pendopo.faces.portal.told import told


@open_to_all
@told
@require_safe
def tasks(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    sheet = open_sheet(request, draft_id)
    if sheet.draft.case_id:
        return redirect("portal-sent", draft_id=draft_id)
    items = [_item(sheet, step, state) for step, state in sheet.states()]
    done = sum(item["settled"] for item in items)
    return show(
        request,
        "tasks",
        draft=sheet.draft,
        title=words(sheet.compiled.service.title),
        items=items,
        done=done,
        complete=done == len(items),
        next_url=next((item["href"] for item in items if not item["settled"]), ""),
    )


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    if request.method != "POST":
        sheet = open_sheet(request, draft_id)
        title = words(sheet.compiled.service.title)
        return show(request, "remove", draft=sheet.draft, title=title)
    key = keys.code_of(request, draft_id)
    casework.remove_draft(draft_id=draft_id, who=citizen(request), key=key, now=clock())
    response = redirect("portal-home")
    keys.forget(request, response, draft_id)
    return response


def _item(sheet: Sheet, step: Step, state: State) -> dict[str, Any]:
    words_of_state = {
        "done": (_("Selesai"), "ok"),
        "empty": (_("Belum diisi"), ""),
        "optional": (_("Boleh kosong"), ""),
        "wrong": (_("Perlu diperbaiki"), "soon"),
    }
    status, colour = words_of_state[state]
    return {
        "title": words(step.title),
        "href": reverse("portal-step", args=[sheet.draft.id, step.id]),
        "status": status,
        "state": colour,
        "settled": state in ("done", "optional"),
    }
