"""A task's own form: its questions, what stands in them, and the buttons that end it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.core.forms import Form, Question
from pendopo.faces.components.asked import Asked, Error, asked
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import words
from pendopo.services import api as services


@dataclass(frozen=True, slots=True)
class Button:
    """An outcome in the action bar. way: "send", "signing" (its own page). key: on the keyboard."""

    id: str
    text: str
    kind: str
    note: str
    way: str
    key: str = ""


def questions_of(asks: Form | None, answers: Mapping[str, Any]) -> list[Question]:
    """What the form asks now."""
    return list(asks.visible_questions(answers)) if asks else []


def asks_of(view: casework.CaseView, task: casework.TaskView) -> Form | None:
    """The officer's form of a task, also of one that somebody else has ended meanwhile."""
    definition = services.version(hash=view.version_hash).tasks[task.element]
    return None if definition.by_applicant or definition.corrects else definition.form


def typed(
    asks: Form | None, sent: QueryDict, fixed: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The answers as they were typed; `fixed` ones stand there without being asked."""
    if asks is None:
        return {}
    given = fixed or {}
    raw = {**raw_answers(asks.questions.values(), sent), **given}
    return {**raw_answers(questions_of(asks, raw), sent), **given}


def shown(
    task: casework.TaskView,
    answers: Mapping[str, Any],
    errors: Iterable[Error] = (),
    files: Mapping[str, tuple[Any, ...]] | None = None,
    choices: Mapping[str, tuple[Mapping[str, str], ...]] | None = None,
    fixed: Mapping[str, Any] | None = None,
) -> list[Asked]:
    """The questions with what stands in them and what is wrong with it; `files` by question.
    choices: items of the questions that ask for a code; fixed: answers that are not asked, unless
    something is wrong with one."""
    said = {error.field: error.text for error in errors}
    asks = own_form(task)
    received, given = files or {}, fixed or {}
    answers = {**answers, **{name: one for name, one in given.items() if name not in said}}
    return [
        _needed(
            _chosen(
                _asked(task, one, answers, said, received.get(one.name, ())), one, choices or {}
            ),
            one,
            bool(given),
        )
        for one in questions_of(asks, answers)
        if one.name not in given or one.name in said
    ]


def _needed(made: Asked, question: Question, proves: bool) -> Asked:
    """A file that proves the work is no matter of choice."""
    return replace(made, optional=False) if proves and question.file else made


def _chosen(
    made: Asked, question: Question, choices: Mapping[str, tuple[Mapping[str, str], ...]]
) -> Asked:
    """A code is chosen from a list; one that was typed before and is not on it stays on it."""
    items = choices.get(question.name, ())
    if question.kind != "code" or not items:
        return made
    if made.value and made.value not in {one["value"] for one in items}:
        items = (*items, {"value": made.value, "text": made.value})
    return replace(made, widget="select", items=items)


def own_form(task: casework.TaskView) -> Form | None:
    """The form that the officer who looks at the task fills in here."""
    return task.form if task.outcomes and task.work not in ("correct", "answer") else None


def _asked(
    task: casework.TaskView,
    question: Question,
    answers: Mapping[str, Any],
    said: Mapping[str, str],
    files: tuple[Any, ...],
) -> Asked:
    needing = [words(one.label) for one in task.outcomes if question.name in one.requires]
    made = asked(
        question,
        answers.get(question.name),
        required=question.required or bool(needing),
        errors=said,
        files=files,
    )
    if not needing or len(needing) == len(task.outcomes):
        return made
    needed = _("Wajib untuk: %(outcomes)s.") % {"outcomes": ", ".join(needing)}
    return replace(made, hint=f"{made.hint} {needed}".strip())


def buttons(task: casework.TaskView) -> list[Button]:
    """The outcomes as buttons, the usual one first."""
    made = [
        Button(
            id=one.id,
            text=words(one.label),
            kind="" if one.style == "primary" else "quiet",
            note=words(one.note),
            way="signing" if task.work == "sign" and one.style == "primary" else "send",
        )
        for one in task.outcomes
    ]
    return sorted(made, key=lambda one: one.kind != "")


def outcome(task: casework.TaskView, chosen: str) -> casework.Outcome | None:
    return next((one for one in task.outcomes if one.id == chosen), None)
