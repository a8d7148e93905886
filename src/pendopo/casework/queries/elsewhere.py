"""A case that another system decides: where it went on, and under which number."""

from __future__ import annotations

from collections.abc import Sequence

from pendopo.casework import models, vault
from pendopo.casework.values import Elsewhere
from pendopo.directory import api as directory
from pendopo.services import api as services

DONE = models.Task.Status.DONE


def elsewhere(
    compiled: services.Compiled, tasks: Sequence[models.Task], key: directory.DataKey
) -> Elsewhere | None:
    """None for a service that is ours to decide; `number` "" until the file is passed on."""
    handover = compiled.service.handover
    if handover is None:
        return None
    passed = [one for one in tasks if one.element == handover.task and one.status == DONE]
    if not passed:
        return Elsewhere(handover.system, handover.task)
    last = max(passed, key=lambda one: (one.completed_at or one.opened_at, one.token))
    kept = (
        vault.unseal(key, last.sealed, table="casework_task", field="sealed", row=last.id)
        if last.sealed
        else {"answers": {}}
    )
    number = {**last.answers, **kept["answers"]}.get(handover.number, "")
    return Elsewhere(handover.system, handover.task, str(number), last.completed_at)
