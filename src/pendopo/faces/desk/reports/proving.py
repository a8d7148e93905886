"""Proof at a place, with the phone in the hand: check in there, then one photo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk import sheet
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.reports.panel import spec_of
from pendopo.faces.desk.told import told
from pendopo.voice import api as voice

MOST = 20 * 10**6
"""Bytes of a photo that are read at all."""


def photo_question(view: casework.CaseView, task: casework.TaskView) -> str:
    """The question of the task that takes photos as proof; "" when it asks for none."""
    if spec_of(view) is None or not task.outcomes or task.form is None:
        return ""
    for question in task.form.questions.values():
        if question.file and all(one.startswith("image/") for one in question.file.accept):
            return str(question.name)
    return ""


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Where the officer stands, told by the phone or typed; then the camera, for a while."""
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    if request.method != "POST":
        return _page(request, view, task)
    typed = request.POST.get("titik", "").strip()[:60]
    point = _point(typed)
    if point is None:
        text = _("Tulis lintang dan bujur, misalnya -7.91355, 113.82134.")
        return _page(request, view, task, typed=typed, errors=(Error("titik", text),))
    try:
        made = voice.check_in(number=view.number, who=actor(request), point=point, now=clock())
    except directory.Refused as refused:
        errors = (Error("titik", words(refused.text)),)
        return _page(request, view, task, typed=typed, errors=errors)
    return _page(request, view, task, made=made)


@for_role(*OFFICERS)
@told
@require_POST
def capture(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The photo of the check-in; it stands in the task's form from then on."""
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    sent = request.FILES.get("foto")
    if sent is None or not sent.size or sent.size > MOST:
        return _page(request, view, task, errors=(Error("titik", _("Fotonya belum ada."
                     " Lapor hadir sekali lagi, lalu potret.")),))  # fmt: skip
    question = photo_question(view, task)
    try:
        file_id = voice.capture(
            number=view.number,
            who=actor(request),
            token=request.POST.get("token", "")[:80],
            task_id=task_id,
            question=question,
            photo=voice.Photo(name=str(sent.name or "foto.jpg")[:200], data=sent.read()),
            now=clock(),
        )
    except (voice.Refused, documents.Refused) as refused:
        return _page(request, view, task, errors=(Error("titik", words(refused.text)),))
    before = task.draft.get(question)
    kept = [*(before if isinstance(before, list) else []), str(file_id)]
    told = {**task.draft, question: kept}
    casework.save_task_draft(
        task_id=task.id,
        who=actor(request),
        version=task.version,
        answers=told | _kind_of_proof(view, task, question, told),
        now=clock(),
    )
    messages.success(request, _("Foto bukti tersimpan di tugas ini."))
    return redirect("desk:task", task_id=task_id)


def _kind_of_proof(
    view: casework.CaseView, task: casework.TaskView, photo: str, told: Mapping[str, Any]
) -> dict[str, str]:
    """The kind of proof for which the form asks for a photo, where it asks for the kind at all;
    without it the photo would not stand in the form."""
    spec = spec_of(view)
    kind = task.form.questions.get(spec.proof) if spec and task.form else None
    if kind is None:
        return {}
    for value in kind.labels:
        shown = task.form.visible_questions({**told, kind.name: value})
        if photo in {one.name for one in shown}:
            return {kind.name: value}
    return {}


def _point(typed: str) -> voice.Point | None:
    lat, comma, lon = typed.partition(",")
    try:
        found = voice.Point(float(lat), float(lon)) if comma else None
    except ValueError:
        return None
    return found if found and abs(found.lat) <= 180 and abs(found.lon) <= 180 else None


def _page(
    request: HttpRequest,
    view: casework.CaseView,
    task: casework.TaskView,
    *,
    made: voice.CheckIn | None = None,
    typed: str = "",
    errors: tuple[Error, ...] = (),
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": view,
        "task": task,
        "made": made,
        "typed": typed,
        "errors": errors,
        "error": next((one.text for one in errors), ""),
        "possible": bool(photo_question(view, task)),
    }
    return show(request, "reports/check_in", status=422 if errors else 200, **context)
