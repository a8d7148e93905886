"""Files that officers add to a task's form: a report of a visit, photos. In pieces that resume, or
in one go. Until the task is completed they belong to the task, then to the case's papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.completion import check_free, check_open, find
from pendopo.casework.refusals import NotFound
from pendopo.core.forms import FileRule
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

PURPOSE, PHOTO = "attachment", "photo"
MEGABYTE = 10**6


@ledger.within_region
def begin_task_upload(
    *,
    task_id: UUID,
    who: directory.Actor,
    question: str,
    name: str,
    size: int,
    now: dt.datetime,
) -> documents.Upload:
    """Announce a file of `size` bytes for a question of an open task. Raises `Refused`,
    `documents.Refused` when the question takes only smaller ones."""
    task, rule = _asked(task_id, who, question)
    _check_size(rule, size)
    return documents.begin_upload(
        name=name,
        size=size,
        purpose=_purpose(rule),
        key=directory.load_key(task.case.key_id),
        owner_id=task.id,
        now=now,
        actor_id=who.account_id,
    )


@ledger.within_region
def append_task_chunk(
    *,
    task_id: UUID,
    who: directory.Actor,
    question: str,
    upload_id: UUID,
    offset: int,
    data: bytes,
    now: dt.datetime,
) -> documents.Upload | documents.File:
    """Add a piece; the last one makes the file. One of another kind than asked is not kept."""
    task, rule = _asked(task_id, who, question)
    upload = documents.append_chunk(upload_id=upload_id, owner_id=task.id, offset=offset, data=data)
    if upload.offset < upload.size:
        return upload
    file = documents.finish_upload(
        upload_id=upload_id, owner_id=task.id, now=now, actor_id=who.account_id
    )
    _check_kind(rule, file)
    return file


@ledger.within_region
def task_upload(
    *, task_id: UUID, who: directory.Actor, question: str, upload_id: UUID
) -> documents.Upload:
    """How far an upload is."""
    task, _rule = _asked(task_id, who, question)
    return documents.upload(upload_id=upload_id, owner_id=task.id)


@ledger.within_region
def add_task_file(
    *,
    task_id: UUID,
    who: directory.Actor,
    question: str,
    name: str,
    data: bytes,
    now: dt.datetime,
) -> documents.File:
    """Take a file in one go, from a form without scripts."""
    task, rule = _asked(task_id, who, question)
    _check_size(rule, len(data))
    file = documents.store(
        name=name,
        data=data,
        purpose=_purpose(rule),
        key=directory.load_key(task.case.key_id),
        owner_id=task.id,
        now=now,
        actor_id=who.account_id,
    )
    _check_kind(rule, file)
    return file


@ledger.within_region
def task_files(
    *, task_id: UUID, who: directory.Actor, file_ids: Iterable[UUID]
) -> dict[UUID, documents.File]:
    """Those of the files that were added to this task, by id."""
    policy.check_takes_part(find(task_id)[1], who)
    found = documents.files(file_ids=list(file_ids))
    return {file.id: file for file in found if file.owner_id == task_id}


def _asked(task_id: UUID, who: directory.Actor, question: str) -> tuple[models.Task, FileRule]:
    """An open task of the officer's and what its file question takes. Takes no lock: pieces of a
    file hold up nobody who works on the case."""
    task, case = find(task_id)
    policy.check_may_do(task, case, who)
    check_open(task, task.version)
    check_free(task, who)
    definition = services.version(hash=case.version_hash).tasks[task.element]
    form = None if task.role == policy.APPLICANT else definition.form
    asked = form.questions.get(question) if form else None
    if asked is None or asked.file is None:
        raise NotFound("question_unknown")
    return task, asked.file


def _purpose(rule: FileRule) -> str:
    """A question for pictures alone gets photos: kept as taken, compared, shown as copies."""
    return PHOTO if all(kind.startswith("image/") for kind in rule.accept) else PURPOSE


def _check_size(rule: FileRule, size: int) -> None:
    if size > rule.max_mb * MEGABYTE:
        raise documents.Refused("file_too_large", limit=rule.max_mb)


def _check_kind(rule: FileRule, file: documents.File) -> None:
    """The content decides, not the name. The transaction is rolled back, the bytes are swept."""
    if file.media_type in rule.accept or f"{file.media_type.split('/')[0]}/*" in rule.accept:
        return
    kinds = ", ".join(kind.split("/")[-1].upper() for kind in rule.accept)
    raise documents.Refused("file_not_this_kind", kinds=kinds)
