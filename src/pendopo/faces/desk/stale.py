"""Somebody else was faster: what they did, beside what one was about to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.answered import in_words
from pendopo.faces.components.wording import words
from pendopo.faces.desk.sheet import task_of
from pendopo.services import api as services


def only_own_draft(
    task: casework.TaskView, answers: Mapping[str, Any], who: directory.Actor
) -> bool:
    """The task is open, not somebody else's, and the draft kept is word for word what was sent:
    then the version moved by one's own autosave."""
    held = task.assignee_id not in (None, who.account_id)
    return task.status == "open" and not held and bool(task.draft) and task.draft == answers


def differences(
    before: casework.TaskView, now_is: casework.CaseView, answers: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Rows for `ui.diff`: each question where theirs and yours differ."""
    task = task_of(now_is, before.id)
    definition = services.version(hash=now_is.version_hash).tasks[task.element]
    theirs = task.answers if task.status == "done" else task.draft
    rows = []
    if task.status == "done":
        chosen = definition.outcomes.get(task.outcome)
        label = words(chosen.label) if chosen else task.outcome
        rows.append({"key": _("Hasil"), "theirs": label, "yours": _("belum tersimpan")})
    asks = None if definition.corrects else definition.form
    for name, question in (asks.questions if asks else {}).items():
        mine, other = in_words(question, answers.get(name)), in_words(question, theirs.get(name))
        if mine != other and (mine or other):
            key = words(question.title)
            rows.append({"key": key, "theirs": other or "–", "yours": mine or "–"})
    return rows
