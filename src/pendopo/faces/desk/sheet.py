"""A case on the officer's screen: what the templates print, in the order people read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from pendopo.casework import api as casework
from pendopo.core.clock import limit_words
from pendopo.core.forms import Form
from pendopo.directory import api as directory
from pendopo.faces.components.answered import in_words
from pendopo.faces.components.filters import short_date
from pendopo.faces.components.wording import language, words
from pendopo.faces.desk import asking, clocks
from pendopo.faces.desk.plans import threads
from pendopo.services import api as services

PURPOSES = {
    "check": later("Memeriksa permohonan"),
    "visit": later("Menyiapkan tinjauan lapangan"),
    "contact": later("Menghubungi pemohon"),
    "letter": later("Menyusun surat"),
    "objection": later("Menangani keberatan atau aduan"),
}
"""Why an officer may look at personal data; the applicant reads it in "Siapa melihat data saya"."""
_QUIET = frozenset({"case.note_added", "task.opened"})
"""Lines that say nothing an officer does not see beside them."""


def case_context(view: casework.CaseView, *, now: dt.datetime) -> dict[str, Any]:
    """Everything about the case itself; a task adds its own."""
    return {
        "case": view,
        "title": _("Berkas %(number)s") % {"number": view.number},
        "service_title": words(view.service_title),
        "status_words": words(view.status_words),
        "version_text": _version(view),
        "papers": papers(view),
        "threads": thread(view),
        "stages": stages(view),
        "results": results(view),
        "clock_tag": clocks.tag(view.tracking.clock),
        "ring": clocks.ring(view.tracking.clock),
        "rules": rules(view, None),
        "opened_by": also_open(view),
        "agencies": asking.agencies(view),
        "open_tasks": [one for one in view.tasks if one.status == "open"],
        "short_name": short_name,
        "purposes": PURPOSES,
        "purpose": "check",
        "red_thread": threads.upward(view.service),
        "now": now,
    }


def task_of(view: casework.CaseView, task_id: UUID) -> casework.TaskView:
    """The task in the address. Raises `NotFound`."""
    found = next((one for one in (*view.tasks, *view.done) if one.id == task_id), None)
    if found is None:
        raise casework.NotFound("task_unknown")
    return found


def papers(view: casework.CaseView) -> Mapping[str, tuple[casework.FileView, ...]]:
    """Documents of the application by the question they answer."""
    return _by_question(one for one in view.files if one.task_id is None)


def _by_question(
    files: Iterable[casework.FileView],
) -> Mapping[str, tuple[casework.FileView, ...]]:
    found: dict[str, tuple[casework.FileView, ...]] = {}
    for file in files:
        found[file.question] = (*found.get(file.question, ()), file)
    return found


def thread(view: casework.CaseView) -> list[dict[str, Any]]:
    """Events and words of the case as one thread, oldest first."""
    told: list[dict[str, Any]] = [
        {
            "kind": "event",
            "at": one.at,
            "title": words(one.title),
            "text": words(one.detail),
            "who": short_name(one.organisation_id),
            "public": one.public,
        }
        for one in view.tracking.events
        if one.kind not in _QUIET
    ]
    told += [
        {
            "kind": "note" if one.internal else "in" if one.by_applicant else "out",
            "at": one.at,
            "text": one.body,
            "who": view.applicant_masked if one.by_applicant else short_name(one.organisation_id),
        }
        for one in view.notes
    ]
    return sorted(told, key=lambda one: one["at"])


def stages(view: casework.CaseView) -> list[dict[str, str]]:
    """The way of the file for `ui.timeline`."""
    tasks = services.version(hash=view.version_hash).tasks
    return [
        {
            "state": one.state,
            "title": words(tasks[one.element].title if one.element in tasks else one.title),
            "text": short_name(one.organisation_id),
            "time": _stage_time(one),
        }
        for one in view.tracking.stages
    ]


def _stage_time(stage: casework.Stage) -> str:
    if stage.done_at:
        return short_date(stage.done_at, year=False)
    return _("s.d. %(day)s") % {"day": short_date(stage.due_at, year=False)} if stage.due_at else ""


def rules(view: casework.CaseView, task: casework.TaskView | None) -> list[tuple[str, str]]:
    """The limits that hold here: in words, with the legal basis of each."""
    found = [(_("Seluruh layanan"), view.limit)]
    if task:
        found.insert(0, (words(task.title), task.limit))
    return [
        (name, f"{limit_words(one.value, language())} ({_basis(one)})")
        for name, one in found
        if one
    ]


def _basis(rule: services.DatedLimit) -> str:
    if not rule.to_check:
        return rule.basis
    return _("%(basis)s; belum dicocokkan dengan %(regulation)s") % {
        "basis": rule.basis,
        "regulation": rule.to_check,
    }


def results(view: casework.CaseView) -> list[dict[str, Any]]:
    """How the steps so far ended, and what their doers wrote; personal parts when unsealed."""
    tasks = services.version(hash=view.version_hash).tasks
    found = []
    for done in view.done:
        definition = tasks[done.element]
        chosen = definition.outcomes.get(done.outcome)
        asks = definition.form if not definition.corrects else None
        found.append(
            {
                "title": words(done.title),
                "outcome": words(chosen.label) if chosen else done.outcome,
                "good": bool(chosen and chosen.style == "primary"),
                "at": done.completed_at,
                "who": short_name(done.organisation_id) or view.applicant_masked,
                "lines": _written(asks, done.answers, view.unsealed),
                "files": _received(view, done, asks),
                "items": [(words(title), reason) for _field, title, reason in done.items],
            }
        )
    return found


def _received(
    view: casework.CaseView, done: casework.TaskView, asks: Form | None
) -> list[tuple[str, tuple[casework.FileView, ...]]]:
    """(question, files) of what came with a step."""
    found = _by_question(one for one in view.files if one.task_id == done.id)
    titles = {name: words(one.title) for name, one in (asks.questions if asks else {}).items()}
    return [(titles.get(name, name), files) for name, files in found.items()]


def _written(
    asks: Form | None, answers: Mapping[str, Any], unsealed: bool
) -> list[tuple[str, str, bool]]:
    """(question, answer, closed) of what was written."""
    lines = []
    for name, question in (asks.questions if asks else {}).items():
        if question.kind == "file":
            continue
        closed = bool(question.personal) and not unsealed
        text = in_words(question, answers.get(name))
        if text or closed:
            lines.append((words(question.title), text, closed))
    return lines


def short_name(organisation_id: UUID | None) -> str:
    """ "Dinkes": the short name where there is one; empty for nobody."""
    found = directory.chart().organisations.get(organisation_id) if organisation_id else None
    return (found.short_name or found.name) if found else ""


def also_open(view: casework.CaseView) -> str:
    """Who else looks at it right now, in words; empty for nobody."""
    return ", ".join(directory.officer_title(account) for account in view.opened_by)


def _version(view: casework.CaseView) -> str:
    """ "versi paket 3 Nov 2026"."""
    for one in services.versions_of(slug=view.service):
        if one.hash == view.version_hash:
            return _("versi paket %(day)s") % {"day": short_date(one.valid_from)}
    return ""
