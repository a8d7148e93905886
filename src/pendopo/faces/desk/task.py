"""A task beside its list: the thread, the answers, the form, the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk import awaiting, clocks, codes, form, sheet, slips, uploads
from pendopo.faces.desk.inbox import the_list
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.reports import advising, panel, proving, wanted
from pendopo.faces.desk.told import told


@for_role(*OFFICERS)
@told
@require_safe
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    return task_page(request, view, task_id)


@for_role(*OFFICERS)
@told
@require_POST
def opened(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """A sign of life from a screen that shows the task; answers who else has it open."""
    who, now = actor(request), clock()
    view = casework.case_of_task(task_id=task_id, who=who, now=now)
    casework.mark_opened(task_id=task_id, who=who, now=now)
    return render(request, "desk/also_open.html", {"opened_by": sheet.also_open(view)})


def task_page(
    request: HttpRequest,
    view: casework.CaseView,
    task_id: UUID,
    *,
    answers: Mapping[str, Any] | None = None,
    errors: tuple[Error, ...] = (),
    refusal: str = "",
    diff: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `answers` is what was just typed, else the kept draft is shown."""
    now, one = clock(), sheet.task_of(view, task_id)
    choices = codes.choices(view)
    fixed = wanted.fixed(view, one)
    written = {**codes.preselected(view, choices), **one.draft} if answers is None else answers
    written = {**written, **fixed}
    files = uploads.known(request, one.id, form.own_form(one), written)
    context = sheet.case_context(view, now=now) | slips.context(request, view)
    context |= {
        "task": one,
        "title": words(one.title),
        "task_title": words(one.title),
        "clock_tag": clocks.tag(one.clock) or context["clock_tag"],
        "questions": form.shown(one, written, errors, files, choices, fixed),
        "suggested": advising.suggested(view, one, written),
        "wanted": wanted.wanted(view, one) if fixed else None,
        "report": panel.of(view, actor(request)),
        "proves_here": bool(proving.photo_question(view, one)),
        "takes_files": bool(uploads.file_questions(form.own_form(one))),
        "buttons": [
            replace(button, key=advising.button_key(view, one, button.id))
            for button in form.buttons(one)
        ],
        "visit": next((visit for visit in view.visits if visit.task_id == one.id), None),
        "letter": next((x for x in view.letters if x.letter_id == one.letter_id), None),
        "assignees": casework.assignees(task_id=one.id, who=actor(request), now=now)
        if actor(request).may("supervisor")
        else (),
        "mine": one.assignee_id is not None and one.assignee_id == actor(request).account_id,
        "purpose": {"visit": "visit", "draft": "letter"}.get(one.work, "check"),
        "task_ring": clocks.ring(one.clock),
        "rules": sheet.rules(view, one),
        "awaited": awaiting.cards(request, view),
        "errors": errors,
        "refusal": refusal,
        "diff": diff or [],
    }
    return show(
        request, "task", status=status, screen="case", **context, **the_list(request, here=task_id)
    )
