"""Personal data in clear: for a purpose, recorded before it is shown, gone at the next page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk import case
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.sheet import PURPOSES
from pendopo.faces.desk.task import task_page
from pendopo.faces.desk.told import told


@for_role(*OFFICERS)
@told
@require_POST
def unseal_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    known = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    return task_page(request, _unsealed(request, known.id), task_id)


@for_role(*OFFICERS)
@told
@require_POST
def unseal_case(request: HttpRequest, number: str) -> HttpResponse:
    known = casework.case_of_number(number=number, who=actor(request), now=clock())
    return case.case_page(request, _unsealed(request, known.id))


def _unsealed(request: HttpRequest, case_id: UUID) -> casework.CaseView:
    asked = request.POST.get("tujuan", "")
    purpose = asked if asked in PURPOSES else "check"
    return casework.unseal(case_id=case_id, who=actor(request), purpose=purpose, now=clock())
