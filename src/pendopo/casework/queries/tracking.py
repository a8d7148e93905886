"""Where a case stands, for anyone who knows its number: no personal data, no account needed."""

from __future__ import annotations

import datetime as dt

from pendopo.casework import models
from pendopo.casework.queries import timeline
from pendopo.casework.refusals import NotFound
from pendopo.casework.values import Stage, Tracking
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Text = services.Text
STATUS: dict[str, Text] = {
    "checking": Text(id="Sedang diperiksa kelengkapannya", en="Being checked for completeness"),
    "running": Text(id="Sedang diproses", en="In progress"),
    "returned": Text(id="Menunggu Anda melengkapi", en="Waiting for you to complete it"),
    "granted": Text(id="Selesai, dikabulkan", en="Closed, granted"),
    "refused": Text(id="Selesai, ditolak", en="Closed, refused"),
    "withdrawn": Text(id="Ditarik oleh pemohon", en="Withdrawn by the applicant"),
    "lapsed": Text(id="Gugur", en="Lapsed"),
}


@ledger.within_region
def track(*, number: str, now: dt.datetime) -> Tracking:
    """Tracking by number, however it was typed. Three statements. Raises `NotFound`."""
    return tracking_of(case_by_number(number), now=now, public_only=True)


def case_by_number(number: str) -> models.Case:
    canonical = references.normalise(number)
    case = models.Case.objects.filter(number=canonical).first() if canonical else None
    if case is None:
        raise NotFound("case_unknown")
    return case


def tracking_of(case: models.Case, *, now: dt.datetime, public_only: bool) -> Tracking:
    """The tracking of a case already found; `public_only` leaves internal events out."""
    compiled = services.version(hash=case.version_hash)
    state = services.flow.CaseState.decode(bytes(case.state))
    calendar = directory.calendar()
    tasks = list(case.tasks.order_by("opened_at"))
    facts = ledger.facts_about(about=case.id)
    current = [task for task in tasks if task.status == models.Task.Status.OPEN]
    officers = [task for task in current if task.organisation_id]
    return Tracking(
        number=case.number,
        service=case.service,
        service_title=compiled.service.title,
        status=case.status,
        status_words=STATUS[case.status],
        organisation_id=officers[0].organisation_id if officers else None,
        waits_for_applicant=bool(current) and not officers,
        submitted_at=case.submitted_at,
        due_at=case.due_at,
        deemed_at=case.deemed_at,
        ended_at=case.ended_at,
        clock=services.flow.case_reading(compiled, state, calendar, now),
        stages=_stages(compiled, tasks, case),
        events=timeline.events(facts, compiled, public_only=public_only),
        receipt_fact=timeline.receipt_fact(facts),
    )


def _stages(
    compiled: services.Compiled, tasks: list[models.Task], case: models.Case
) -> tuple[Stage, ...]:
    """The usual way of the drawing, with what was done, what is now, and what comes."""
    last: dict[str, models.Task] = {}
    for task in tasks:
        if task.status != models.Task.Status.CANCELLED:
            last[task.element] = task
    way = [element for element in compiled.graph.main_path() if element in compiled.tasks]
    way += [element for element in last if element not in way]
    if case.ended_at:
        way = [element for element in way if element in last]
    else:
        way = [one for one in way if one in last or not compiled.tasks[one].by_applicant]
    return tuple(_stage(compiled, element, last.get(element)) for element in way)


def _stage(compiled: services.Compiled, element: str, task: models.Task | None) -> Stage:
    definition = compiled.tasks[element]
    title = compiled.public_status(element) or definition.title
    if task is None:
        return Stage(element, title, "next", _organisation(compiled, definition))
    done = task.status == models.Task.Status.DONE
    return Stage(
        element=element,
        title=title,
        state="done" if done else "now",
        organisation_id=task.organisation_id,
        due_at=None if done else task.due_at,
        done_at=task.completed_at if done else None,
    )


def _organisation(compiled: services.Compiled, definition: services.TaskDef):  # type: ignore[no-untyped-def]
    code = definition.organisation
    code = compiled.service.agency if code == "owner" else code
    found = directory.chart().by_code.get(code)
    return found.id if found else None
