"""Files that answer a task's own form: in pieces with scripts, with the form itself without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.casework import api as casework
from pendopo.core.forms import Form, Question
from pendopo.documents import api as documents
from pendopo.faces.components import pieces
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.told import told_in_json

Received = Mapping[str, tuple[documents.File, ...]]


@for_role(*OFFICERS)
@told_in_json
@require_POST
def start(request: HttpRequest, task_id: UUID, question: str) -> HttpResponse:
    name, size = pieces.announced(request)
    upload = casework.begin_task_upload(
        task_id=task_id, who=actor(request), question=question, name=name, size=size, now=clock()
    )
    url = reverse("desk:chunk", args=[task_id, question, upload.id])
    return pieces.begun(upload, url)


@for_role(*OFFICERS)
@told_in_json
@require_http_methods(["HEAD", "PATCH"])
def chunk(request: HttpRequest, task_id: UUID, question: str, upload_id: UUID) -> HttpResponse:
    who = actor(request)
    if request.method == "HEAD":
        found = casework.task_upload(
            task_id=task_id, who=who, question=question, upload_id=upload_id
        )
        return pieces.arrived(found)
    return pieces.arrived(
        casework.append_task_chunk(
            task_id=task_id,
            who=who,
            question=question,
            upload_id=upload_id,
            offset=pieces.offset_of(request),
            data=request.body,
            now=clock(),
        )
    )


def take(
    request: HttpRequest, task_id: UUID, asks: Form | None, answers: dict[str, Any]
) -> tuple[Error, ...]:
    """Keep the files that came with the form and add their ids to what was typed.

    Returns what could not be kept, and why.
    """
    errors = []
    for question in file_questions(asks):
        for sent in request.FILES.getlist(question.name)[: pieces.MOST]:
            try:
                file = casework.add_task_file(
                    task_id=task_id,
                    who=actor(request),
                    question=question.name,
                    name=str(sent.name or "")[:200],
                    data=sent.read(),
                    now=clock(),
                )
            except documents.Refused as refused:
                errors.append(Error(question.name, f"{sent.name}: {words(refused.text)}"))
                continue
            several = question.file is not None and question.file.max_files > 1
            kept = list(answers.get(question.name) or []) if several else []
            answers[question.name] = [*kept, str(file.id)]
    return tuple(errors)


def known(
    request: HttpRequest, task_id: UUID, asks: Form | None, answers: Mapping[str, Any]
) -> Received:
    """The files that answer file questions; ids that are not this task's are left out."""
    wanted = {one.name: pieces.file_ids(answers.get(one.name)) for one in file_questions(asks)}
    every = [file_id for ids in wanted.values() for file_id in ids]
    if not every:
        return {}
    found = casework.task_files(task_id=task_id, who=actor(request), file_ids=every)
    return {name: tuple(found[one] for one in ids if one in found) for name, ids in wanted.items()}


def removes(request: HttpRequest) -> bool:
    """The button that takes a file off the list was pressed, not one that ends the task."""
    return any(name.startswith("remove_") for name in request.POST)


def file_questions(asks: Form | None) -> Iterable[Question]:
    return [one for one in asks.questions.values() if one.file] if asks else []
