"""A case opened: by an officer who takes part in it, or by its applicant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy, vault
from pendopo.casework.queries import answers, tracking
from pendopo.casework.values import (
    CaseView,
    FileView,
    LetterView,
    LicenceView,
    NoteView,
    Outcome,
    TaskView,
    Visit,
)
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Text = services.Text
OPENED_FOR = dt.timedelta(minutes=2)
"""How long somebody counts as looking at a task after the last sign of life."""


@dataclass(frozen=True, slots=True)
class _Viewer:
    who: directory.Actor
    key: str
    applicant: bool
    unsealed: bool


@ledger.within_region
def case(*, case_id: UUID, who: directory.Actor, now: dt.datetime) -> CaseView:
    """A case for an officer of an agency that takes part; personal data masked."""
    row = policy.check_takes_part(models.Case.objects.filter(id=case_id).first(), who)
    return _view(row, _Viewer(who, "", applicant=False, unsealed=False), now)


@ledger.within_region
def case_of_number(*, number: str, who: directory.Actor, now: dt.datetime) -> CaseView:
    """The same, found by its number."""
    row = policy.check_takes_part(tracking.case_by_number(number), who)
    return _view(row, _Viewer(who, "", applicant=False, unsealed=False), now)


@ledger.within_region
def case_of_task(*, task_id: UUID, who: directory.Actor, now: dt.datetime) -> CaseView:
    """The case of a task."""
    row = models.Case.objects.filter(tasks__id=task_id).first()
    return _view(
        policy.check_takes_part(row, who), _Viewer(who, "", applicant=False, unsealed=False), now
    )


@ledger.within_region
def unseal(*, case_id: UUID, who: directory.Actor, purpose: str, now: dt.datetime) -> CaseView:
    """The case with personal data in clear; the view is a fact before anything is shown."""
    row = policy.check_takes_part(models.Case.objects.filter(id=case_id).first(), who)
    directory.record_view(
        row.person_id,
        viewer=who,
        purpose=purpose,
        now=now,
        organisation_id=min((organisation for organisation, _ in who.roles), default=None),
        case_id=row.id,
    )
    return _view(row, _Viewer(who, "", applicant=False, unsealed=True), now)


@ledger.within_region
def applicant_case(
    *, number: str, who: directory.Actor, key: str = "", now: dt.datetime
) -> CaseView:
    """The applicant's own case: by account, or by number and access code."""
    row = policy.check_applicant(tracking.case_by_number(number), who, key)
    return _view(row, _Viewer(who, key, applicant=True, unsealed=True), now)


def _view(row: models.Case, viewer: _Viewer, now: dt.datetime) -> CaseView:
    compiled = services.version(hash=row.version_hash)
    state = services.flow.CaseState.decode(bytes(row.state))
    key = directory.load_key(row.key_id)
    letters = _letters(row, compiled, viewer, now)
    tasks = list(row.tasks.order_by("opened_at"))
    names = compiled.form_names(row.answers, state.applicant, directory.today(row.submitted_at))
    personal = vault.unseal(key, row.sealed, table="casework_case", field="sealed", row=row.id)
    views = [_task(task, row, compiled, state, key, letters, viewer, now) for task in tasks]
    visible = [one for one in views if one is not None]
    return CaseView(
        id=row.id,
        number=row.number,
        service=row.service,
        service_title=compiled.service.title,
        version_hash=row.version_hash,
        person_id=row.person_id,
        applicant_masked=row.applicant_masked,
        status=row.status,
        status_words=tracking.STATUS[row.status],
        outcome=row.outcome,
        tracking=tracking.tracking_of(row, now=now, public_only=viewer.applicant),
        answers=answers.shown(
            compiled.form, row.answers, personal, names, unsealed=viewer.unsealed
        ),
        unsealed=viewer.unsealed,
        tasks=tuple(one for one in visible if one.status == "open"),
        done=tuple(one for one in visible if one.status == "done"),
        notes=_notes(row, key, viewer),
        files=_files(row, compiled),
        letters=letters,
        visits=_visits(row, key),
        licence=_licence(row, compiled),
        opened_by=_opened_by(tasks, viewer.who, now),
        version=row.version,
        may_withdraw=viewer.applicant and services.flow.may_withdraw(compiled, state),
    )


def _task(
    task: models.Task,
    row: models.Case,
    compiled: services.Compiled,
    state: services.flow.CaseState,
    key: directory.DataKey,
    letters: Sequence[LetterView],
    viewer: _Viewer,
    now: dt.datetime,
) -> TaskView | None:
    """A task as the viewer may see it: the applicant sees own tasks and public outcomes only."""
    if viewer.applicant and task.role != policy.APPLICANT:
        return None
    definition = compiled.tasks[task.element]
    mine = policy.may_do(task, row, viewer.who, viewer.key)
    open_now = task.status == models.Task.Status.OPEN
    link = definition.link(task.item)
    return TaskView(
        id=task.id,
        case_id=row.id,
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
        clock=services.flow.task_reading(
            compiled, state, task.token, directory.calendar(), now
        ) if open_now else None,
        outcomes=_outcomes(definition) if mine and open_now else (),
        form=definition.form if mine and open_now else None,
        draft=_draft(task, key) if mine and open_now else {},
        letter_id=letters[-1].letter_id if letters else None,
        version=task.version,
        completed_at=task.completed_at,
        outcome=task.outcome,
        answers=_task_answers(task, key, viewer),
        items=_items(task, key, compiled),
    )  # fmt: skip


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


def _draft(task: models.Task, key: directory.DataKey) -> Mapping[str, Any]:
    if not task.draft_sealed:
        return {}
    return dict(
        vault.unseal(key, task.draft_sealed, table="casework_task", field="draft", row=task.id)
    )


def _kept(task: models.Task, key: directory.DataKey) -> Mapping[str, Any]:
    if not task.sealed:
        return {"answers": {}, "items": []}
    return dict(vault.unseal(key, task.sealed, table="casework_task", field="sealed", row=task.id))


def _task_answers(task: models.Task, key: directory.DataKey, viewer: _Viewer) -> Mapping[str, Any]:
    """What the doer wrote; personal parts only where personal data is open."""
    personal = _kept(task, key)["answers"] if viewer.unsealed else {}
    return {**task.answers, **personal}


def _items(
    task: models.Task, key: directory.DataKey, compiled: services.Compiled
) -> tuple[tuple[str, Text, str], ...]:
    """(question, its title, reason) of what the applicant must mend."""
    found = []
    for item in _kept(task, key)["items"]:
        question = compiled.form.questions.get(item["field"])
        title = Text(**question.title) if question else Text(id="Berkas", en="The application")
        found.append((item["field"], title, item["reason"]))
    return tuple(found)


def _notes(row: models.Case, key: directory.DataKey, viewer: _Viewer) -> tuple[NoteView, ...]:
    rows = row.notes.order_by("at")
    if viewer.applicant:
        rows = rows.filter(internal=False)
    return tuple(
        NoteView(
            id=note.id,
            at=note.at,
            internal=note.internal,
            by_applicant=note.organisation_id is None,
            author_id=note.author_id,
            organisation_id=note.organisation_id,
            body=vault.unseal(key, note.sealed, table="casework_note", field="sealed", row=note.id),
        )
        for note in rows
    )


def _files(row: models.Case, compiled: services.Compiled) -> tuple[FileView, ...]:
    attached = list(row.attachments.filter(withdrawn_at=None).order_by("added_at"))
    found = documents.files(file_ids=[one.file_id for one in attached])
    known = {one.id: one for one in found}
    return tuple(
        FileView(
            file_id=one.file_id,
            question=one.question,
            label=Text(**compiled.form.questions[one.question].title)
            if one.question in compiled.form.questions
            else Text(id=one.question, en=one.question),
            name=known[one.file_id].name,
            size=known[one.file_id].size,
            media_type=known[one.file_id].media_type,
            added_at=one.added_at,
        )
        for one in attached
        if one.file_id in known
    )


def _letters(
    row: models.Case, compiled: services.Compiled, viewer: _Viewer, now: dt.datetime
) -> tuple[LetterView, ...]:
    """The applicant sees signed letters only."""
    made = list(row.letters.order_by("made_at"))
    found = documents.letters(letter_ids=[one.letter_id for one in made], now=now)
    known = {one.id: one for one in found}
    views = [
        LetterView(
            letter_id=one.letter_id,
            template=one.template,
            title=compiled.service.letters[one.template].title,
            status=known[one.letter_id].status,
            number=known[one.letter_id].number,
            signed_at=known[one.letter_id].signed_at,
            verify_id=known[one.letter_id].verify_id,
            result=True,
        )
        for one in made
        if one.letter_id in known
    ]
    return tuple(one for one in views if not viewer.applicant or one.status == "signed")


def _visits(row: models.Case, key: directory.DataKey) -> tuple[Visit, ...]:
    return tuple(
        Visit(
            id=one.id,
            task_id=one.task_id,
            at=one.at,
            place=vault.unseal(
                key, one.place_sealed, table="casework_appointment", field="place_sealed",
                row=one.id,
            ),
            status=one.status,
            wish_at=one.wish_at,
            version=one.version,
        )
        for one in row.appointments.order_by("at")
    )  # fmt: skip


def _licence(row: models.Case, compiled: services.Compiled) -> LicenceView | None:
    found = models.Licence.objects.filter(case=row).first()
    return licence_view(found, row.number, compiled) if found else None


def licence_view(one: models.Licence, number: str, compiled: services.Compiled) -> LicenceView:
    return LicenceView(
        id=one.id,
        number=one.number,
        service=one.service,
        service_title=compiled.service.title,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        status=one.status,
        letter_id=one.letter_id,
        case_number=number,
    )


def _opened_by(
    tasks: Sequence[models.Task], who: directory.Actor, now: dt.datetime
) -> tuple[UUID, ...]:
    rows = models.Opening.objects.filter(task__in=tasks, at__gte=now - OPENED_FOR)
    return tuple(rows.exclude(account_id=who.account_id).values_list("account_id", flat=True))
