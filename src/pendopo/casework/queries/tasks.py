"""Tasks of a case as one viewer may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy, vault
from pendopo.casework.values import LetterView, Outcome, TaskView
from pendopo.directory import api as directory
from pendopo.services import api as services

Text = services.Text
Item = tuple[str, Text, str]
OPEN, DONE = models.Task.Status.OPEN, models.Task.Status.DONE
ABOUT_A_LETTER = ("draft", "paraf", "sign")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `applicant` at their own case, else an officer; `unsealed`: personal data is open
    to them here."""

    who: directory.Actor
    key: str
    applicant: bool
    unsealed: bool


@dataclass(frozen=True)
class Desk:
    """Everything needed to show the tasks of one case; nothing here asks the database."""

    case: models.Case
    tasks: Sequence[models.Task]
    compiled: services.Compiled
    key: directory.DataKey
    letters: Sequence[LetterView]
    viewer: Viewer
    now: dt.datetime

    @cached_property
    def state(self) -> services.flow.CaseState:
        return services.flow.CaseState.decode(bytes(self.case.state))

    def views(self) -> tuple[TaskView, ...]:
        """What the viewer may see; the applicant sees own tasks only."""
        return tuple(
            self._view(task)
            for task in self.tasks
            if not self.viewer.applicant or task.role == policy.APPLICANT
        )

    def grounds(self) -> tuple[tuple[Text, str], ...]:
        """What the letter that refused the application says: what its drafter wrote for it, by the
        title of each question. Empty until it is signed, and for any other end."""
        if self.case.status != models.Case.Status.REFUSED:
            return ()
        decided = {one.template for one in self.letters if one.result}
        written = [
            task for task in self.tasks if task.status == DONE and self._wrote(task, decided)
        ]
        if not written:
            return ()
        last = max(written, key=lambda one: (one.completed_at, one.token))
        form = self.compiled.tasks[last.element].form
        said = self._kept(last)["answers"] | last.answers
        return tuple(
            (Text(**question.title), str(said[question.name]))
            for question in (form.questions.values() if form else ())
            if question.kind == "text" and said.get(question.name)
        )

    def _wrote(self, task: models.Task, templates: set[str]) -> bool:
        definition = self.compiled.tasks[task.element]
        return definition.work == "draft" and definition.letter(task.outcome) in templates

    def _view(self, task: models.Task) -> TaskView:
        definition = self.compiled.tasks[task.element]
        mine = policy.may_do(task, self.case, self.viewer.who, self.viewer.key)
        open_now = task.status == OPEN
        link = definition.link(task.item)
        kept = self._kept(task)
        return TaskView(
            id=task.id,
            case_id=self.case.id,
            element=task.element,
            title=link.title if link else definition.title,
            help=definition.spec.help or Text(id="", en=""),
            work=definition.work,
            role=task.role,
            organisation_id=task.organisation_id,
            assignee_id=task.assignee_id,
            status=task.status,
            opened_at=task.opened_at,
            due_at=task.due_at,
            clock=self._clock(task) if open_now else None,
            outcomes=_outcomes(definition) if mine and open_now else (),
            form=definition.form if mine and open_now else None,
            draft=self._draft(task) if mine and open_now else {},
            letter_id=self._letter(definition),
            version=task.version,
            completed_at=task.completed_at,
            outcome=task.outcome,
            answers={**task.answers, **(kept["answers"] if self.viewer.unsealed else {})},
            limit=self._limit(task) if open_now else None,
            items=self._asked(task) if task.role == policy.APPLICANT else self._items(kept),
        )

    def _clock(self, task: models.Task) -> Any:
        return services.flow.task_reading(
            self.compiled, self.state, task.token, directory.calendar(), self.now
        )

    def _limit(self, task: models.Task) -> services.DatedLimit | None:
        return services.flow.task_limit(
            self.compiled, self.state, task.element, directory.calendar()
        )

    def _letter(self, definition: services.TaskDef) -> UUID | None:
        """The newest letter of the kind that the task is about."""
        if definition.work not in ABOUT_A_LETTER:
            return None
        kinds = {definition.letter(outcome) for outcome in definition.outcomes}
        found = [one.letter_id for one in self.letters if one.template in kinds]
        return found[-1] if found else None

    def _draft(self, task: models.Task) -> Mapping[str, Any]:
        if not task.draft_sealed:
            return {}
        return dict(
            vault.unseal(
                self.key, task.draft_sealed, table="casework_task", field="draft", row=task.id
            )
        )

    def _kept(self, task: models.Task) -> Mapping[str, Any]:
        if not task.sealed:
            return {"answers": {}, "items": []}
        return dict(
            vault.unseal(self.key, task.sealed, table="casework_task", field="sealed", row=task.id)
        )

    def _items(self, kept: Mapping[str, Any]) -> tuple[Item, ...]:
        """(question, its title, reason) of what the applicant must mend."""
        found = []
        for item in kept["items"]:
            question = self.compiled.form.questions.get(item["field"])
            title = Text(**question.title) if question else Text(id="Berkas", en="The application")
            found.append((item["field"], title, item["reason"]))
        return tuple(found)

    def _asked(self, task: models.Task) -> tuple[Item, ...]:
        """Why the applicant has this task: what the officer before it asked to be mended, or the
        question itself."""
        before = [
            one
            for one in self.tasks
            if one.status == DONE and one.completed_at and one.completed_at <= task.opened_at
            and self._outcome(one) is not None and self._outcome(one).asks_applicant
        ]  # fmt: skip
        if not before:
            return ()
        asker = max(before, key=lambda one: (one.completed_at, one.token))
        kept, form = self._kept(asker), self.compiled.tasks[asker.element].form
        items = self._items(kept)
        if items or form is None:
            return items
        return tuple(
            ("", Text(**form.questions[name].title), str(kept["answers"][name]))
            for name in self._outcome(asker).requires
            if name in kept["answers"] and name in form.questions
        )

    def _outcome(self, task: models.Task) -> Any:
        return self.compiled.tasks[task.element].outcomes.get(task.outcome)


def _outcomes(definition: services.TaskDef) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            id=name,
            label=one.label,
            style=one.style,
            requires=one.requires,
            itemised=one.itemised,
            asks_applicant=one.asks_applicant,
            note=one.note or Text(id="", en=""),
        )
        for name, one in definition.outcomes.items()
    )
