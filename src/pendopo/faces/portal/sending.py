"""Checking all answers, declaring them true, and sending them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.core.forms import FieldError, Question, Step
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.answered import in_words
from pendopo.faces.components.asked import Error, named
from pendopo.faces.components.commands import command
from pendopo.faces.components.reading import field_id
from pendopo.faces.components.wording import words
from pendopo.faces.portal import elsewhere, files, keys
from pendopo.faces.portal.page import citizen, show, version
from pendopo.faces.portal.sheet import Sheet, open_sheet
from pendopo.faces.portal.standard import is_free
from pendopo.faces.portal.step import FOR_WHOM, OTHER, SELF, for_whom_items
from pendopo.faces.portal.told import told

MENDABLE = ("files_unknown", "service_changed")
"""Refusals that the applicant puts right on this page's own list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer; `change` leads to its page and back here."""

    name: str
    label: str
    text: str
    change: str
    problem: str = ""
    files: tuple[Any, ...] = ()


@dataclass(slots=True)
class Group:
    title: str
    rows: list[Row] = field(default_factory=list)


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    if request.method != "POST":
        return _page(request, draft_id)
    if not request.POST.get("pernyataan"):
        unsaid = _("Centang pernyataan ini sebelum mengirim.")
        return _page(request, draft_id, (Error("pernyataan", unsaid),))
    try:
        done = _send(request, draft_id)
    except casework.Refused as refused:
        if refused.code == "draft_sent":
            return redirect("portal-sent", draft_id=draft_id)
        return _page(request, draft_id, _mendable(refused, open_sheet(request, draft_id)))
    response = redirect("portal-sent", draft_id=draft_id)
    if code := keys.code_of(request, draft_id):
        keys.remember(request, response, draft_id, code, done.number)
    return response


def _mendable(refused: casework.Refused, sheet: Sheet) -> tuple[Error, ...]:
    """What the applicant can put right from this page; anything else is raised on."""
    if isinstance(refused, casework.Invalid):
        questions = sheet.compiled.form.questions
        return tuple(
            Error(one.field.split(".")[0], words(one.message), named(questions, one.field))
            for one in refused.errors
        )
    if refused.code not in MENDABLE:
        raise refused
    return (Error("", words(refused.text)),)


def _send(request: HttpRequest, draft_id: UUID) -> casework.Submission:
    return casework.submit(
        draft_id=draft_id,
        who=citizen(request),
        key=keys.code_of(request, draft_id),
        version=version(request),
        now=clock(),
        command=command(request, stands_for=draft_id),
    )


def _page(request: HttpRequest, draft_id: UUID, errors: tuple[Error, ...] = ()) -> HttpResponse:
    sheet = open_sheet(request, draft_id)
    if sheet.draft.case_id:
        return redirect("portal-sent", draft_id=draft_id)
    found = sheet.errors()
    groups = _groups(sheet, found)
    wrong = {field_id(one.field.split(".")[0]) for one in found}
    return show(
        request,
        "check",
        status=422 if errors else 200,
        draft=sheet.draft,
        title=words(sheet.compiled.service.title),
        groups=groups,
        free=is_free(sheet.compiled, clock()),
        missing=[row for group in groups for row in group.rows if row.name in wrong],
        complete=not found,
        estimate=elsewhere.of_draft(sheet, citizen(request)),
        declared=sheet.declared,
        errors=errors,
        stated=bool(request.POST.get("pernyataan")),
        statement_error=next((one.text for one in errors if one.field == "pernyataan"), ""),
    )


def _groups(sheet: Sheet, found: Iterable[FieldError]) -> list[Group]:
    """Pages with several questions keep their title; single questions in a row share a group."""
    problems = {one.field.split(".")[0]: words(one.message) for one in found}
    asked = [question for step in sheet.steps for question in sheet.questions(step)]
    received = files.known(sheet.draft.id, sheet.answers, asked)
    groups: list[Group] = []
    for step in sheet.steps:
        questions = sheet.questions(step)
        title = words(step.title) if len(questions) > 1 else ""
        if title or not groups or groups[-1].title:
            groups.append(Group(title))
        if sheet.asks_for_whom(step):
            groups[-1].rows.append(_for_whom(sheet, step))
        for question in questions:
            groups[-1].rows.append(_row(sheet, step, question, problems, received))
    return groups


def _for_whom(sheet: Sheet, step: Step) -> Row:
    chosen = OTHER if sheet.draft.for_other else SELF
    path = reverse("portal-step", args=[sheet.draft.id, step.id])
    return Row(
        name=FOR_WHOM,
        label=_("Untuk siapa permohonan ini"),
        text=next(one["text"] for one in for_whom_items() if one["value"] == chosen),
        change=f"{path}?kembali=periksa#{FOR_WHOM}",
    )


def _row(
    sheet: Sheet,
    step: Step,
    question: Question,
    problems: Mapping[str, str],
    received: Mapping[str, tuple[Any, ...]],
) -> Row:
    path = reverse("portal-step", args=[sheet.draft.id, step.id])
    return Row(
        name=question.name,
        label=words(question.title),
        text=in_words(question, sheet.answers.get(question.name)),
        change=f"{path}?kembali=periksa#{question.name}",
        problem=problems.get(question.name, ""),
        files=received.get(question.name, ()),
    )
