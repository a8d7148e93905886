"""What would become of many tasks: the very checks of the verbs, and nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pendopo.casework import hands, models
from pendopo.casework.refusals import SENTENCES, NotFound, Refused
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Act = Literal["take", "release", "snooze", "wake", "assign"]


@dataclass(frozen=True, slots=True)
class Ticked:
    """A task in the version its officer saw; `number` of its case, for the report."""

    task: UUID
    version: int
    number: str


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What became, or would become, of one task: `version` it has then, or `refusal` why not.
    Neither while it still waits."""

    task: UUID
    number: str
    version: int | None
    refusal: services.Text | None


@ledger.within_region
def try_tasks(
    *,
    act: Act,
    tasks: Sequence[Ticked],
    who: directory.Actor,
    now: dt.datetime,
    to: UUID | None = None,
) -> tuple[TaskResult, ...]:
    """The dry run of an act on many tasks, `to` being whom they are assigned to. One statement for
    all that may be done, two with `to`; those that may not ask a few more."""
    found = models.Task.objects.filter(id__in=[one.task for one in tasks]).select_related("case")
    rows = {
        row.id: row
        for row in found.defer("answers", "sealed", "draft_sealed", "case__state", "case__answers",
                               "case__sealed")
    }  # fmt: skip
    officer = directory.actor_of(account_id=to, now=now) if act == "assign" else None
    return tuple(_tried(act, one, rows.get(one.task), who, officer) for one in tasks)


def _tried(
    act: Act,
    one: Ticked,
    row: models.Task | None,
    who: directory.Actor,
    officer: directory.Actor | None,
) -> TaskResult:
    try:
        if row is None:
            raise NotFound("task_unknown")
        _check(act, row, who, one.version, officer)
    except Refused as refused:
        return TaskResult(one.task, one.number, None, services.Text(**refused.text))
    return TaskResult(one.task, one.number, one.version, None)


def _check(
    act: Act,
    row: models.Task,
    who: directory.Actor,
    version: int,
    officer: directory.Actor | None,
) -> None:
    match act:
        case "take":
            hands.check_take(row, row.case, who, version)
        case "release":
            hands.check_release(row, row.case, who, version)
        case "assign":
            hands.check_assign(row, row.case, who, version, officer or directory.ANONYMOUS)
        case _:
            hands.check_snooze(row, row.case, who, version)


def sentence(reason: str) -> services.Text:
    """A refusal kept as a machine word; who closed a task stands in the task itself."""
    known = SENTENCES.get("task_over" if reason == "task_closed" else reason)
    indonesian, english = known or SENTENCES["batch_failed"]
    if "{" in indonesian:
        indonesian, english = SENTENCES["batch_failed"]
    return services.Text(id=indonesian, en=english)
