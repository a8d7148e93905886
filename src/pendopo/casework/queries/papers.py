"""Files, letters and the licence of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pendopo.casework import models, policy
from pendopo.casework.licence_values import LicenceView
from pendopo.casework.standing import standing
from pendopo.casework.values import FileView, LetterView
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.services import api as services

Text = services.Text


def letters_of(
    row: models.Case,
    compiled: services.Compiled,
    tasks: Sequence[models.Task],
    *,
    applicant: bool,
    now: dt.datetime,
) -> tuple[LetterView, ...]:
    """Letters, oldest first; the applicant sees signed ones only. Two statements."""
    made = list(row.letters.order_by("made_at", "id"))
    ids = [one.letter_id for one in made]
    known = {one.id: one for one in documents.letters(letter_ids=ids, now=now)} if ids else {}
    result = _result(row, compiled, tasks)
    found = [
        LetterView(
            letter_id=one.letter_id,
            template=one.template,
            title=compiled.service.letters[one.template].title,
            status=known[one.letter_id].status,
            number=known[one.letter_id].number,
            signed_at=known[one.letter_id].signed_at,
            verify_id=known[one.letter_id].verify_id,
            result=one.template == result and known[one.letter_id].status == "signed",
        )
        for one in made
        if one.letter_id in known
    ]
    return tuple(one for one in found if not applicant or one.status == "signed")


def _result(row: models.Case, compiled: services.Compiled, tasks: Sequence[models.Task]) -> str:
    """The kind of letter that a closed case ended with: the one signed last."""
    signed = [
        task
        for task in tasks
        if task.status == models.Task.Status.DONE
        and task.completed_at
        and compiled.tasks[task.element].work == "sign"
    ]
    if row.ended_at is None or row.status == models.Case.Status.WITHDRAWN or not signed:
        return ""
    last = max(signed, key=lambda one: (one.completed_at, one.token))
    return compiled.tasks[last.element].letter(last.outcome)


def files_of(
    row: models.Case, compiled: services.Compiled, who: directory.Actor, *, applicant: bool
) -> tuple[FileView, ...]:
    """Files in force, in the order they came; of officers' tasks only for officers, and of the
    application those that the officer's agencies may see."""
    attached = list(
        row.attachments.filter(withdrawn_at=None).select_related("task").order_by("added_at", "id")
    )
    attached = [
        one
        for one in attached
        if (is_applicants(one) if applicant else policy.may_see_file(compiled, one, who))
    ]
    ids = [one.file_id for one in attached]
    known = {one.id: one for one in documents.files(file_ids=ids)} if ids else {}
    return tuple(
        FileView(
            file_id=one.file_id,
            question=one.question,
            label=_label(one, compiled),
            name=known[one.file_id].name,
            size=known[one.file_id].size,
            media_type=known[one.file_id].media_type,
            added_at=one.added_at,
            task_id=one.task.id if one.task else None,
        )
        for one in attached
        if one.file_id in known
    )


def is_applicants(one: models.Attachment) -> bool:
    """Came from the applicant: with the application, or in answer to a question."""
    return one.task is None or one.task.role == policy.APPLICANT


def _label(one: models.Attachment, compiled: services.Compiled) -> Text:
    form = compiled.tasks[one.task.element].form if one.task else compiled.form
    question = form.questions.get(one.question) if form else None
    return Text(**question.title) if question else Text(id=one.question, en=one.question)


def licence_view(one: models.Licence, number: str, title: Text, today: dt.date) -> LicenceView:
    """A line of the register as of `today`; `number` is its case's, "" without one."""
    now_is = standing(one, today)
    return LicenceView(
        id=one.id,
        number=one.number,
        service=one.service,
        service_title=title,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        status=now_is.status,
        letter_id=one.letter_id,
        case_number=number,
        standing=now_is,
        dated=one.dated,
        organisation_id=one.organisation_id,
        holder_masked=one.holder_masked,
        version=one.version,
    )
