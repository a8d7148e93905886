"""Where a case stands, for anyone who knows its number: no personal data, no account needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from pendopo.casework import models
from pendopo.casework.queries import timeline
from pendopo.casework.queries.stages import stages
from pendopo.casework.refusals import NotFound
from pendopo.casework.values import Tracking
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
    "handed_over": Text(id="Diteruskan ke {system}", en="Passed on to {system}"),
}


def status_words(status: str, compiled: services.Compiled) -> Text:
    """How a case stands, in words; the system that decides is named when it is not ours."""
    found, system = STATUS[status], compiled.system
    return Text(id=found.id.format(system=system.id), en=found.en.format(system=system.en))


@ledger.within_region
def track(*, number: str, now: dt.datetime) -> Tracking:
    """Tracking by number, however it was typed. Three statements. Raises `NotFound`."""
    return tracking_of(case_by_number(number), now=now, public_only=True)


def whole() -> QuerySet[models.Case]:
    """Cases with what came of them, in one statement."""
    return models.Case.objects.select_related("licence")


def case_by_number(number: str) -> models.Case:
    canonical = references.normalise(number)
    case = whole().filter(number=canonical).first() if canonical else None
    if case is None:
        raise NotFound("case_unknown")
    return case


def tracking_of(
    case: models.Case,
    *,
    now: dt.datetime,
    public_only: bool,
    tasks: Sequence[models.Task] | None = None,
) -> Tracking:
    """The tracking of a case already found; `public_only` leaves internal events out. `tasks`:
    those of the case by opening, when the caller has them."""
    compiled = services.version(hash=case.version_hash)
    state = services.flow.CaseState.decode(bytes(case.state))
    calendar = directory.calendar()
    if tasks is None:
        tasks = list(case.tasks.order_by("opened_at", "token"))
    facts = ledger.facts_about(about=case.id)
    current = [task for task in tasks if task.status == models.Task.Status.OPEN]
    officers = [task for task in current if task.organisation_id]
    return Tracking(
        number=case.number,
        service=case.service,
        service_title=compiled.service.title,
        status=case.status,
        status_words=status_words(case.status, compiled),
        organisation_id=officers[0].organisation_id if officers else None,
        waits_for_applicant=bool(current) and not officers,
        submitted_at=case.submitted_at,
        due_at=case.due_at,
        deemed_at=case.deemed_at,
        ended_at=case.ended_at,
        clock=None
        if services.flow.is_passed_on(compiled, state)
        else services.flow.case_reading(compiled, state, calendar, now),
        stages=stages(
            compiled,
            tasks,
            ended=case.ended_at is not None,
            clock=lambda token: services.flow.task_reading(compiled, state, token, calendar, now),
        ),
        events=timeline.events(facts, compiled, public_only=public_only),
        receipt_fact=timeline.receipt_fact(facts),
        ending=compiled.public_status(case.outcome) if case.ended_at else None,
        decided_by=compiled.system if compiled.service.mode in ("handover", "track") else None,
    )
