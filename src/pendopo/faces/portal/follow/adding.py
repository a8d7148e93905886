"""Files that answer a task of the applicant, sent in pieces that resume (`pieces`)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.faces.components.access import open_to_all
from pendopo.faces.portal import pieces
from pendopo.faces.portal.follow import mending, papers
from pendopo.faces.portal.follow.own import find_task, opened
from pendopo.faces.portal.told import told_in_json
from pendopo.services import api as services


@open_to_all
@told_in_json
@require_POST
def start(request: HttpRequest, number: str, task_id: UUID, question: str) -> HttpResponse:
    case, asked = _asked(request, number, task_id, question)
    return pieces.begin(
        request,
        asked,
        papers.owner_of(case),
        lambda upload_id: reverse("portal-case-chunk", args=[number, task_id, question, upload_id]),
    )


@open_to_all
@told_in_json
@require_http_methods(["HEAD", "PATCH"])
def chunk(
    request: HttpRequest, number: str, task_id: UUID, question: str, upload_id: UUID
) -> HttpResponse:
    case, asked = _asked(request, number, task_id, question)
    return pieces.go_on(request, asked, case.id, upload_id)


def _asked(
    request: HttpRequest, number: str, task_id: UUID, name: str
) -> tuple[casework.CaseView, Question]:
    """The visitor's case and the file question of their open task; 404 when it is neither."""
    case = opened(request, number)
    task = find_task(case, task_id)
    form = services.version(hash=case.version_hash).form if task.work == mending.WORK else task.form
    question = form.questions.get(name) if form else None
    if question is None or question.file is None:
        raise Http404
    return case, question
