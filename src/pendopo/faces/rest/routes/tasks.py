"""Tasks: the inbox, one task, and completing it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock
from pendopo.faces.rest.auth import DOING, WORKING, caller
from pendopo.faces.rest.commands import command
from pendopo.faces.rest.door import JSON_LIMIT, door
from pendopo.faces.rest.shapes import tasks as shapes
from pendopo.faces.rest.shapes.base import CommandKey, Cursor, Most


@door.operation("GET", "/tasks", access=WORKING, response=shapes.TaskPage, tag="tasks")
def inbox(
    request: HttpRequest,
    view: casework.View = "mine",
    cursor: Cursor = "",
    limit: Most = 50,
) -> shapes.TaskPage:
    """Open tasks in the caller's hands, soonest due first, names masked."""
    found = casework.inbox(who=caller(request), view=view, cursor=cursor, limit=limit, now=clock())
    return shapes.page(found)


@door.operation("GET", "/tasks/{uuid:task_id}", access=WORKING, response=shapes.Task, tag="tasks")
def one_task(request: HttpRequest, task_id: UUID) -> shapes.Task:
    """One task of a case the caller's organisation takes part in."""
    case = casework.case_of_task(task_id=task_id, who=caller(request), now=clock())
    for one in (*case.tasks, *case.done):
        if one.id == task_id:
            return shapes.task(one, case)
    raise Http404


@door.operation(
    "POST", "/tasks/{uuid:task_id}/complete", access=DOING, response=shapes.Completed,
    tag="tasks", takes="json", largest=JSON_LIMIT,
)  # fmt: skip
def complete_task(
    request: HttpRequest, task_id: UUID, wanted: shapes.Complete, key: CommandKey
) -> shapes.Completed:
    """Complete a task with an outcome and the answers of its form.

    An application completes the applicant's tasks of the cases it sent; an officer those of
    their roles. A letter is signed at the desk, not here.
    """
    done = casework.complete_task(
        task_id=task_id,
        who=caller(request),
        version=wanted.version,
        outcome=wanted.outcome,
        answers=wanted.answers,
        now=clock(),
        command=command(request, key),
    )
    return shapes.completed(done)
