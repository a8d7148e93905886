"""Four eyes: steps that a package keeps in different hands."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pendopo.casework import models
from pendopo.services import api as services


def bar(
    case: models.Case, compiled: services.Compiled, tasks: Sequence[models.Task]
) -> list[models.Task]:
    """Notes on open tasks which accounts may not do them, because they completed a step of this
    case that `apart_from` names; those that changed. Whoever holds one of them holds it no more.

    One statement, and none when no open task is kept apart from another.
    """
    apart = {task.element: compiled.tasks[task.element].spec.apart_from for task in tasks}
    wanted = {element for one in apart.values() for element in one}
    if not wanted:
        return []
    rows = case.tasks.filter(
        element__in=wanted, status=models.Task.Status.DONE, completed_by__isnull=False
    )
    done = {
        (element, who)
        for element, who in rows.values_list("element", "completed_by")
        if who is not None
    }
    changed = []
    for task in tasks:
        barred: list[UUID] = sorted(
            {who for element, who in done if element in apart[task.element]}
        )
        if barred != sorted(task.barred):
            task.barred = [*barred]
            if task.assignee_id in barred:
                task.assignee_id = None
            changed.append(task)
    return changed
