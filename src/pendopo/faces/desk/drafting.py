"""What an officer writes is kept before it is sent: by itself with scripts, by a button without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.wording import words
from pendopo.faces.desk import finishing, form, sheet, uploads
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.reports import advising, wanted
from pendopo.faces.desk.told import status, told


@for_role(*OFFICERS)
@told
@require_POST
def keep(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Keep the form's text. A page with scripts gets the new version back, others reload."""
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    answers = form.typed(form.asks_of(view, task), request.POST, wanted.fixed(view, task))
    answers = advising.chosen(view, task, request.POST, answers)
    wrong = uploads.take(request, task.id, form.own_form(task), answers)
    if wrong:
        return finishing.mistaken_page(request, view, task, answers, wrong)
    return keep_and_return(request, task, answers)


def keep_and_return(
    request: HttpRequest, task: casework.TaskView, answers: Mapping[str, Any]
) -> HttpResponse:
    """Keep the answers and show what is kept, or why it was not."""
    try:
        version = save(request, task, answers)
    except casework.Refused as refused:
        if not request.headers.get("HX-Request"):
            return finishing.refused_page(request, task, answers, refused)
        context = {"refusal": words(refused.text), "version": finishing.version(request)}
        return render(request, "desk/kept.html", context, status=status(refused))
    if request.headers.get("HX-Request"):
        return render(request, "desk/kept.html", {"version": version, "at": clock()})
    messages.success(request, _("Konsep tersimpan."))
    return redirect("desk:task", task_id=task.id)


def save(request: HttpRequest, task: casework.TaskView, answers: Mapping[str, Any]) -> int:
    """Keep `answers` beside what other pages of the task keep (the items of a return)."""
    return casework.save_task_draft(
        task_id=task.id,
        who=actor(request),
        version=finishing.version(request),
        answers={**task.draft, **answers},
        now=clock(),
    )
