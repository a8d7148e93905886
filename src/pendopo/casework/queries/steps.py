"""What one step of a case came to, for contexts above that follow the case by its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.refusals import NotFound
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Step:
    """A task that was done. answers: its clear ones, nothing personal. then_at: agencies whose
    tasks opened by that very step."""

    case_id: UUID
    element: str
    outcome: str
    organisation_id: UUID | None
    completed_by: UUID | None
    answers: Mapping[str, Any] = field(repr=False)
    then_at: tuple[UUID, ...] = ()


@ledger.within_region
def step(*, task_id: UUID) -> Step:
    """For readers of facts, no person's question: nobody's right is checked. Two statements.
    Raises `NotFound`."""
    row = models.Task.objects.filter(id=task_id).first()
    if row is None:
        raise NotFound("task_unknown")
    at = row.completed_at or row.opened_at
    opened = models.Task.objects.filter(case_id=row.case_id, opened_at=at)
    found = opened.exclude(organisation_id=None).order_by("token")
    return Step(
        case_id=row.case_id,
        element=row.element,
        outcome=row.outcome,
        organisation_id=row.organisation_id,
        completed_by=row.completed_by,
        answers=dict(row.answers),
        then_at=tuple(one for one in found.values_list("organisation_id", flat=True) if one),
    )
