"""The way of a case as people see it: what was done, who has it now, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.values import Stage
from pendopo.core.clock import Reading
from pendopo.directory import api as directory
from pendopo.services import api as services

OPEN, DONE = models.Task.Status.OPEN, models.Task.Status.DONE
Tasks = Sequence[models.Task]
Clock = Callable[[int], Reading | None]


def stages(
    compiled: services.Compiled, tasks: Tasks, *, ended: bool, clock: Clock
) -> tuple[Stage, ...]:
    """Done, now and next, each step once (an opinion once for each agency). What must be done anew
    is next again; what the applicant mended is told by the events, and stands here only while it
    waits for them.

    `clock`: the reading of the task with that token.
    """
    current = {task.element: task for task in tasks if task.status == OPEN}
    last = _last_done(tasks)
    since = min((task.opened_at for task in current.values()), default=None)
    ahead = [] if ended else _ahead(compiled, list(current))
    coming = [
        element
        for element in ahead
        if element not in last or since is None or _at(last[element]) <= since
    ]
    past = [
        element
        for element in last
        if element not in current
        and element not in coming
        and not compiled.tasks[element].by_applicant
    ]
    return (
        *(_stage(compiled, element, last[element]) for element in past),
        *(
            _stage(compiled, task.element, task, clock(task.token))
            for task in _at_work(compiled, tasks, current)
        ),
        *(_stage(compiled, element, None) for element in coming),
    )


def _at_work(
    compiled: services.Compiled, tasks: Tasks, current: dict[str, models.Task]
) -> list[models.Task]:
    """The open steps; where several agencies are asked at once each of them, and who of them has
    answered already."""
    found: list[models.Task] = []
    for element, task in current.items():
        if compiled.tasks[element].spec.join is None:
            found.append(task)
            continue
        asked = [one for one in tasks if one.element == element]
        since = min(one.opened_at for one in asked if one.status == OPEN)
        of_round = [one for one in asked if one.opened_at >= since]
        found += [one for one in of_round if one.status == DONE]
        found += [one for one in of_round if one.status == OPEN]
    return found


def _at(task: models.Task) -> dt.datetime:
    """When a task was done."""
    return task.completed_at or task.opened_at


def _last_done(tasks: Tasks) -> dict[str, models.Task]:
    """The last completion of each step, in the order of these completions."""
    done = [task for task in tasks if task.status == DONE]
    found: dict[str, models.Task] = {}
    for task in sorted(done, key=lambda one: (_at(one), one.token)):
        found.pop(task.element, None)
        found[task.element] = task
    return found


def _ahead(compiled: services.Compiled, current: list[str]) -> list[str]:
    """Steps that usually follow the open ones: the rest of the main way of the drawing; off it,
    what comes until it is met again."""
    main = list(compiled.graph.main_path())
    found: dict[str, None] = {}
    for element in current:
        found.update(dict.fromkeys(_after(compiled, element, main)))
    ours = (one for one in found if one in compiled.tasks and one not in current)
    return [one for one in ours if not compiled.tasks[one].by_applicant]


def _after(compiled: services.Compiled, element: str, main: list[str]) -> Iterable[str]:
    if element in main:
        return main[main.index(element) + 1 :]
    way: list[str] = []
    for following in compiled.graph.next_user_tasks(element):
        if following in main:
            return [*way, *main[main.index(following) :]]
        way.append(following)
    return way


def _stage(
    compiled: services.Compiled,
    element: str,
    task: models.Task | None,
    clock: Reading | None = None,
) -> Stage:
    definition = compiled.tasks[element]
    if task is None:
        return Stage(element, definition.title, "next", _organisation(compiled, definition))
    done = task.status == DONE
    # The public status tells what goes on; a step over or to come is named by what it is.
    title = definition.title if done else compiled.public_status(element) or definition.title
    return Stage(
        element=element,
        title=title,
        state="done" if done else "now",
        organisation_id=task.organisation_id,
        due_at=None if done else task.due_at,
        done_at=task.completed_at if done else None,
        clock=clock,
    )


def _organisation(compiled: services.Compiled, definition: services.TaskDef) -> UUID | None:
    """Whose step it will be; None when that is not known yet (each item its own), or the
    applicant's."""
    code = definition.organisation
    found = directory.chart().by_code.get(compiled.service.agency if code == "owner" else code)
    return found.id if found else None
