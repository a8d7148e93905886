"""Answering what officers ask of the applicant."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Asked, Error, asked, errors_of
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import words
from pendopo.faces.portal import files
from pendopo.faces.portal.follow import mending, papers
from pendopo.faces.portal.follow.own import command, find_task, key_of, own_case
from pendopo.faces.portal.page import citizen, show, version

Answers = dict[str, object]


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def reply(request: HttpRequest, case: casework.CaseView, task_id: UUID) -> HttpResponse:
    task = find_task(case, task_id)
    if task.work == mending.WORK:
        return redirect("portal-mend", number=case.number, task_id=task.id)
    if request.method != "POST":
        return _page(request, case, task, dict(task.draft))
    typed = raw_answers(questions_of(task), request.POST)
    wrong = files.take(request, papers.owner_of(case), questions_of(task), typed)
    if wrong or any(name.startswith("remove_") for name in request.POST):
        return _page(request, case, task, typed, wrong)
    try:
        _send(request, case, task, typed)
    except casework.Invalid as invalid:
        return _page(request, case, task, typed, errors_of(invalid.errors, task.form))
    return redirect("portal-case", number=case.number)


def questions_of(task: casework.TaskView) -> tuple[Question, ...]:
    return tuple(task.form.questions.values()) if task.form else ()


def _send(
    request: HttpRequest, case: casework.CaseView, task: casework.TaskView, typed: Answers
) -> None:
    """With the outcome whose button was pressed; the first one without a word."""
    known = [one.id for one in task.outcomes]
    chosen = request.POST.get("hasil", "")
    casework.complete_task(
        task_id=task.id,
        who=citizen(request),
        key=key_of(request, case),
        version=version(request),
        outcome=chosen if chosen in known else known[0],
        answers={name: value for name, value in typed.items() if value not in ("", [])},
        now=clock(),
        command=command(request, case),
    )


def _page(
    request: HttpRequest,
    case: casework.CaseView,
    task: casework.TaskView,
    answers: Answers,
    errors: tuple[Error, ...] = (),
) -> HttpResponse:
    return show(
        request,
        "follow/reply",
        status=422 if errors else 200,
        case=case,
        task=task,
        title=words(task.title),
        help=words(task.help),
        items=[(words(title), reason) for _name, title, reason in task.items],
        questions=_questions(case, task, answers, errors),
        outcomes=[(one.id, words(one.label), one.style) for one in task.outcomes],
        errors=errors,
    )


def _questions(
    case: casework.CaseView, task: casework.TaskView, answers: Answers, errors: tuple[Error, ...]
) -> list[Asked]:
    """All questions of the task on one page; those every outcome needs are not optional."""
    questions = questions_of(task)
    needed = set.intersection(*(set(one.requires) for one in task.outcomes))
    received = papers.known(case, answers, questions)
    said = {error.field: error.text for error in errors}
    return [
        asked(
            question,
            answers.get(question.name),
            required=question.required or question.name in needed,
            errors=said,
            files=received.get(question.name, ()),
        )
        for question in questions
    ]
