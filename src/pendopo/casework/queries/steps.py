"""Steps of a case for contexts above that follow it by its facts, and act in it by its verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.refusals import NotFound
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Step:
    """A task that was done. answers: its clear ones, nothing personal. then_at: agencies whose
    tasks opened by that very step. files: those that came with it."""

    case_id: UUID
    element: str
    outcome: str
    organisation_id: UUID | None
    completed_by: UUID | None
    answers: Mapping[str, Any] = field(repr=False)
    then_at: tuple[UUID, ...] = ()
    files: tuple[UUID, ...] = ()


@ledger.within_region
def step(*, task_id: UUID) -> Step:
    """For readers of facts, no person's question: nobody's right is checked. Three statements.
    Raises `NotFound`."""
    row = models.Task.objects.filter(id=task_id).first()
    if row is None:
        raise NotFound("task_unknown")
    at = row.completed_at or row.opened_at
    opened = models.Task.objects.filter(case_id=row.case_id, opened_at=at, token__gt=row.token)
    found = opened.exclude(organisation_id=None).order_by("token")
    return Step(
        case_id=row.case_id,
        element=row.element,
        outcome=row.outcome,
        organisation_id=row.organisation_id,
        completed_by=row.completed_by,
        answers=dict(row.answers),
        then_at=tuple(one for one in found.values_list("organisation_id", flat=True) if one),
        files=attached(case_id=row.case_id, task_id=row.id),
    )


@ledger.within_region
def attached(*, case_id: UUID, task_id: UUID | None = None) -> tuple[UUID, ...]:
    """Files of the application itself (`task_id` None), or of one task; oldest first."""
    found = models.Attachment.objects.filter(case_id=case_id, withdrawn_at=None)
    found = found.filter(task=None) if task_id is None else found.filter(task_id=task_id)
    found = found.order_by("added_at", "id")
    return tuple(found.values_list("file_id", flat=True))


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A task that waits. version: what `complete_task` has to name."""

    task_id: UUID
    element: str
    version: int


@ledger.within_region
def open_step(*, case_id: UUID, element: str) -> OpenStep | None:
    """The open task of a case at this step; None when the case does not stand there. Nobody's
    right is checked: `complete_task` does that."""
    waiting = models.Task.objects.filter(case_id=case_id, element=element, status="open")
    row = waiting.order_by("token").first()
    return OpenStep(row.id, row.element, row.version) if row else None


@ledger.within_region
def is_applicant(*, case_id: UUID, who: directory.Actor, key: str = "") -> bool:
    """Whether the case is this account's or person's, or its code is known."""
    row = models.Case.objects.filter(id=case_id).first()
    return row is not None and policy.is_applicant(row, who, key)


@ledger.within_region
def belongs(*, task_id: UUID, case_id: UUID) -> bool:
    """Whether the task is one of this case."""
    return models.Task.objects.filter(id=task_id, case_id=case_id).exists()


@ledger.within_region
def at_work(*, case_id: UUID) -> tuple[UUID, ...]:
    """Organisations with an open task in the case; nobody's right is checked."""
    rows = models.Task.objects.filter(case_id=case_id, status="open")
    found = rows.exclude(organisation_id=None).values_list("organisation_id", flat=True)
    return tuple(one for one in found if one)


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that came to its end, and whom to tell of it. person_id: the applicant."""

    case_id: UUID
    number: str
    service: str
    version_hash: str
    organisation_id: UUID
    person_id: UUID
    language: str
    ended_at: datetime


@ledger.within_region
def ended(*, case_id: UUID) -> Ended | None:
    """None while the case goes on. For contexts above: nobody's right is checked."""
    row = models.Case.objects.filter(id=case_id, ended_at__isnull=False).first()
    return _ended(row) if row else None


@ledger.within_region
def ended_case(*, number: str, who: directory.Actor, key: str = "") -> Ended | None:
    """The same by number, for whom `is_applicant` lets in; None while it goes on. Raises
    `NotFound`."""
    row = models.Case.objects.filter(number=references.normalise(number) or number[:40]).first()
    row = policy.check_applicant(row, who, key)
    return _ended(row) if row.ended_at else None


def _ended(row: models.Case) -> Ended:
    if row.ended_at is None:
        raise ValueError("the case goes on")
    return Ended(
        case_id=row.id,
        number=row.number,
        service=row.service,
        version_hash=row.version_hash,
        organisation_id=row.organisation_id,
        person_id=row.person_id,
        language=row.language,
        ended_at=row.ended_at,
    )
