"""What officers wrote in answer to one question of their forms, for contexts above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import models, vault
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Written:
    """A step that was done, in order of time. text: "" where it does not ask the question.
    files: those that came with it."""

    task_id: UUID
    element: str
    outcome: str
    organisation_id: UUID | None
    at: dt.datetime
    text: str = field(repr=False)
    files: tuple[UUID, ...] = ()


@ledger.within_region
def written(*, case_id: UUID, question: str) -> tuple[Written, ...]:
    """Every step of the case that was done, with what its doer wrote there. Nobody's right is
    checked: the caller knows whose case it is. Three statements."""
    rows = list(models.Task.objects.filter(case_id=case_id, status="done"))
    if not rows:
        return ()
    key = directory.load_key(models.Case.objects.values_list("key_id", flat=True).get(id=case_id))
    attached = models.Attachment.objects.filter(case_id=case_id, withdrawn_at=None)
    files: dict[UUID | None, list[UUID]] = {}
    for task_id, file_id in attached.order_by("added_at", "id").values_list("task_id", "file_id"):
        files.setdefault(task_id, []).append(file_id)
    found = [
        Written(
            task_id=row.id,
            element=row.element,
            outcome=row.outcome,
            organisation_id=row.organisation_id,
            at=row.completed_at or row.opened_at,
            text=_text(row, question, key),
            files=tuple(files.get(row.id, ())),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.at))


@dataclass(frozen=True, slots=True)
class WrittenTexts:
    """key: what seals the case. texts: what was written there, without those that are empty."""

    key: directory.DataKey
    texts: tuple[str, ...] = field(repr=False)


@ledger.within_region
def written_texts(*, questions: Mapping[UUID, str]) -> dict[UUID, WrittenTexts]:
    """By case, what its steps wrote in answer to its question; cases whose key is destroyed are
    left out. As `written`, for many cases at once: three statements."""
    keys_of = dict(models.Case.objects.filter(id__in=questions).values_list("id", "key_id"))
    keys = directory.load_keys(keys_of.values())
    open_to = {case: keys[key] for case, key in keys_of.items() if key in keys}
    found: dict[UUID, list[str]] = {case: [] for case in open_to}
    rows = models.Task.objects.filter(case_id__in=open_to, status="done").order_by("completed_at")
    for row in rows:
        text = _text(row, questions[row.case_id], open_to[row.case_id])
        found[row.case_id] += [text] if text else []
    return {case: WrittenTexts(key, tuple(found[case])) for case, key in open_to.items()}


def _text(row: models.Task, question: str, key: directory.DataKey) -> str:
    said = dict(row.answers)
    if row.sealed:
        kept = vault.unseal(key, row.sealed, table="casework_task", field="sealed", row=row.id)
        said |= kept["answers"]
    return str(said.get(question) or "")
