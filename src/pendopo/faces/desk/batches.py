"""An act on many tasks that a job does: how far it is, task by task, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk.inbox import view_of
from pendopo.faces.desk.page import OFFICERS, inbox_url, show
from pendopo.faces.desk.told import told


@for_role(*OFFICERS)
@told
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Progress while the job is at it, then what became of each task."""
    one = casework.task_batch(batch_id=batch_id, who=actor(request))
    over = one.done + one.refused
    return show(
        request,
        "batch",
        one=one,
        view=view_of(request),
        percent=100 * over // one.tasks,
        over=over,
        changed=[found for found in one.results if found.version is not None],
        turned_down=[found for found in one.results if found.refusal is not None],
        may_undo=one.undo_until is not None and clock() <= one.undo_until,
        back_url=inbox_url(view_of(request)),
    )


@for_role(*OFFICERS)
@told
@require_POST
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    back = casework.undo_batch(batch_id=batch_id, who=actor(request), now=clock())
    return redirect("desk:batch", batch_id=back)
