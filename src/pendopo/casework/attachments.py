"""Files of a case: of its application, and of the tasks that asked for some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.policy import APPLICANT
from pendopo.casework.refusals import Refused
from pendopo.core.forms import Form, files_in
from pendopo.core.identity import uuid7
from pendopo.documents import api as documents

Place = tuple[str, str]  # question, file id


def replace(case: models.Case, form: Form, answers: Mapping[str, Any], now: dt.datetime) -> None:
    """The application's files are now those of these answers. Raises `Refused`."""
    wanted = set(files_in(form, answers))
    known = {
        (one.question, str(one.file_id)): one
        for one in case.attachments.filter(task=None, withdrawn_at=None)
    }
    gone = [one.id for place, one in known.items() if place not in wanted]
    if gone:
        models.Attachment.objects.filter(id__in=gone).update(withdrawn_at=now)
    _attach(case, None, sorted(wanted - set(known)), now, owner_id=case.id)


def add(
    case: models.Case, task: models.Task, form: Form, answers: Mapping[str, Any], now: dt.datetime
) -> None:
    """The files that answer a task: an officer's were added to the task, the applicant's to the
    case. Raises `Refused` for one that is not there, or not ours."""
    owner_id = case.id if task.role == APPLICANT else task.id
    _attach(case, task, files_in(form, answers), now, owner_id=owner_id)


def _attach(
    case: models.Case,
    task: models.Task | None,
    places: Iterable[Place],
    now: dt.datetime,
    *,
    owner_id: UUID,
) -> None:
    new = [(question, UUID(file_id)) for question, file_id in dict.fromkeys(places)]
    ids = [file_id for _, file_id in new]
    if ids and not documents.all_complete(file_ids=ids, owner_id=owner_id):
        raise Refused("files_unknown")
    models.Attachment.objects.bulk_create(
        models.Attachment(
            id=uuid7(now), case=case, task=task, question=question, file_id=file_id, added_at=now
        )
        for question, file_id in new
    )
