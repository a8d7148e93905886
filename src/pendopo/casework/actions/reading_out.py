"""The words of many cases at once, for whoever may take them out; every look is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pendopo.casework import models, vault
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class ReadOut:
    """answers: of the application; steps: those that were done, oldest
    first, as (element, when, answers)."""

    answers: Mapping[str, Any] = field(repr=False)
    steps: tuple[tuple[str, dt.datetime, Mapping[str, Any]], ...] = field(repr=False)


@ledger.within_region
def read_out(
    *, case_ids: Collection[UUID], who: directory.Actor, purpose: str, now: dt.datetime
) -> dict[UUID, ReadOut]:
    """What the cases of the officer's own agencies hold, with a fact for each person whose case is
    opened; cases of others, and those whose key is destroyed, are left out. Five statements
    whatever their number."""
    cases = list(
        models.Case.objects.filter(
            id__in=list(case_ids), organisation_id__in=list(who.organisation_ids)
        )
    )
    keys = directory.load_keys(one.key_id for one in cases)
    cases = [one for one in cases if one.key_id in keys]
    directory.record_views(
        [(one.person_id, one.id) for one in cases], viewer=who, purpose=purpose, now=now
    )
    done: dict[UUID, list[models.Task]] = {one.id: [] for one in cases}
    for task in models.Task.objects.filter(case_id__in=done, status="done").order_by(
        "completed_at", "token"
    ):
        done[task.case_id].append(task)
    return {one.id: _opened(one, done[one.id], keys[one.key_id]) for one in cases}


def _opened(case: models.Case, tasks: list[models.Task], key: directory.DataKey) -> ReadOut:
    kept = vault.unseal(key, case.sealed, table="casework_case", field="sealed", row=case.id)
    return ReadOut(
        answers={**case.answers, **kept},
        steps=tuple(
            (task.element, task.completed_at or task.opened_at, _said(task, key)) for task in tasks
        ),
    )


def _said(task: models.Task, key: directory.DataKey) -> dict[str, Any]:
    if not task.sealed:
        return dict(task.answers)
    kept = vault.unseal(key, task.sealed, table="casework_task", field="sealed", row=task.id)
    return {**task.answers, **kept["answers"]}
