"""Sending a file back item by item: what must be mended, in plain words, question by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk import drafting, finishing, form, sheet
from pendopo.faces.desk.inbox import view_of
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import status, told

GENERAL = "umum"
"""The item about the application as a whole; its field is empty."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the application that can be sent back."""

    name: str
    label: str
    display: str
    files: tuple[casework.FileView, ...]
    ticked: bool
    reason: str
    error: str


def go_on(
    request: HttpRequest,
    task: casework.TaskView,
    answers: Mapping[str, Any],
    chosen: casework.Outcome,
) -> HttpResponse:
    """Keep what the main form holds, then ask for the items."""
    drafting.save(request, task, answers)
    path = reverse("desk:itemised", args=[task.id, chosen.id])
    return redirect(f"{path}?tampilan={view_of(request)}")


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def itemised(request: HttpRequest, task_id: UUID, outcome: str) -> HttpResponse:
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    chosen = form.outcome(task, outcome)
    if chosen is None or not chosen.itemised:
        return redirect("desk:task", task_id=task_id)
    if request.method != "POST":
        return _page(request, view, task, chosen, items=task.draft.get("items") or [])
    items = _items(view, request.POST)
    if "simpan" in request.POST:
        drafting.save(request, task, {"items": items})
        return redirect(request.get_full_path())
    return _send(request, view, task, chosen, items)


def _send(
    request: HttpRequest,
    view: casework.CaseView,
    task: casework.TaskView,
    chosen: casework.Outcome,
    items: list[dict[str, str]],
) -> HttpResponse:
    written = {name: value for name, value in task.draft.items() if name != "items"}
    try:
        done = finishing.complete(request, task, {**written, "items": items})
    except casework.Invalid as invalid:
        errors = _errors(invalid)
        return _page(request, view, task, chosen, items=items, errors=errors, code=422)
    except casework.Refused as refused:
        return _page(request, view, task, chosen, items=items, refusal=refused)
    return finishing.go_back(request, done, words(chosen.label))


def _page(
    request: HttpRequest,
    view: casework.CaseView,
    task: casework.TaskView,
    chosen: casework.Outcome,
    *,
    items: list[dict[str, str]],
    errors: tuple[Error, ...] = (),
    refusal: casework.Refused | None = None,
    code: int = 200,
) -> HttpResponse:
    return show(
        request,
        "itemised",
        status=status(refusal) if refusal else code,
        case=view,
        task=task,
        chosen=chosen,
        label=words(chosen.label),
        items=_lines(view, items, errors),
        errors=errors,
        refusal=words(refusal.text) if refusal else "",
        view=view_of(request),
        service_title=words(view.service_title),
    )


def _lines(
    view: casework.CaseView, items: list[dict[str, str]], errors: tuple[Error, ...]
) -> list[Line]:
    reasons = {one.get("field", "") or GENERAL: one.get("reason", "") for one in items}
    said = {error.field: error.text for error in errors}
    papers = sheet.papers(view)
    lines = [
        (one.name, words(one.label), words(one.display), papers.get(one.name, ()))
        for one in view.answers
    ]
    lines.append((GENERAL, _("Hal lain tentang permohonan ini"), "", ()))
    return [
        Line(name, label, display, files, name in reasons, reasons.get(name, ""),
             said.get(f"sebab-{name}", ""))
        for name, label, display, files in lines
    ]  # fmt: skip


def _items(view: casework.CaseView, sent: QueryDict) -> list[dict[str, str]]:
    """What was ticked, in the order of the form."""
    ticked = set(sent.getlist("butir"))
    names = [one.name for one in view.answers] + [GENERAL]
    return [
        {"field": "" if name == GENERAL else name, "reason": sent.get(f"sebab-{name}", "").strip()}
        for name in names
        if name in ticked
    ]


def _errors(invalid: casework.Invalid) -> tuple[Error, ...]:
    """Each error at its reason; "items" alone means that nothing was ticked."""
    found = []
    for one in invalid.errors:
        head, _dot, field = one.field.partition(".")
        if head != "items":
            found.append(Error("", words(one.message)))
        elif not _dot:
            found.append(Error("butir", words(casework.Refused("items_missing").text)))
        else:
            said = _("Tulis apa yang harus diperbaiki pemohon.")
            found.append(Error(f"sebab-{field or GENERAL}", said))
    return tuple(found)
