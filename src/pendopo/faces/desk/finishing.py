"""Ending a task with one of its outcomes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error, errors_of
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk import drafting, form, itemised, sheet, stale, uploads
from pendopo.faces.desk.inbox import view_of
from pendopo.faces.desk.page import OFFICERS, inbox_url
from pendopo.faces.desk.reports import advising, wanted
from pendopo.faces.desk.task import task_page
from pendopo.faces.desk.told import status, told


@for_role(*OFFICERS)
@told
@require_POST
def finish(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The page's main form; an itemised outcome goes on to its own page."""
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    answers = form.typed(form.asks_of(view, task), request.POST, wanted.fixed(view, task))
    answers = advising.chosen(view, task, request.POST, answers)
    wrong = uploads.take(request, task.id, form.own_form(task), answers)
    if wrong:
        return mistaken_page(request, view, task, answers, wrong)
    if uploads.removes(request):
        return drafting.keep_and_return(request, task, answers)
    chosen = form.outcome(task, request.POST.get("hasil", ""))
    if chosen and chosen.itemised:
        return itemised.go_on(request, task, answers, chosen)
    try:
        done = complete(request, task, answers)
    except casework.Invalid as invalid:
        return mistaken_page(request, view, task, answers, errors_of(invalid.errors))
    except (casework.Stale, casework.Refused, documents.Refused) as refused:
        return refused_page(request, task, answers, refused)
    counted = form.outcome(task, done.outcome) or chosen
    return go_back(request, done, words(counted.label) if counted else "")


def mistaken_page(
    request: HttpRequest,
    view: casework.CaseView,
    task: casework.TaskView,
    answers: Mapping[str, Any],
    errors: tuple[Error, ...],
) -> HttpResponse:
    """The task with what was typed and, beside each answer, what must be mended."""
    return task_page(request, view, task.id, answers=answers, errors=errors, status=422)


def complete(
    request: HttpRequest, task: casework.TaskView, answers: Mapping[str, Any]
) -> casework.Done:
    """Carry it out. When only one's own saved draft came in between, that is no conflict."""
    sent = command(request)
    act = functools.partial(
        casework.complete_task,
        task_id=task.id,
        who=actor(request),
        outcome=request.POST.get("hasil", ""),
        answers=answers,
        now=clock(),
        command=sent,
    )
    try:
        return act(version=version(request))
    except casework.Stale:
        if not stale.only_own_draft(task, answers, actor(request)):
            raise
        return act(version=task.version)


def refused_page(
    request: HttpRequest, task: casework.TaskView, answers: Mapping[str, Any], refused: Any
) -> HttpResponse:
    """The task as it is now, with why it was refused and one's own text kept beside it."""
    now_is = casework.case_of_task(task_id=task.id, who=actor(request), now=clock())
    return task_page(
        request,
        now_is,
        task.id,
        answers=answers,
        refusal=words(refused.text),
        diff=stale.differences(task, now_is, answers) if status(refused) == 409 else [],
        status=status(refused),
    )


def go_back(request: HttpRequest, done: casework.Done, label: str) -> HttpResponse:
    """To the list, which says what was done."""
    said = _("%(number)s: %(outcome)s. Tersimpan.") % {"number": done.number, "outcome": label}
    messages.success(request, said)
    return redirect(inbox_url(view_of(request)))


def version(request: HttpRequest) -> int:
    """The version of the task that the form was made from; 0 for nonsense."""
    text = request.POST.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
