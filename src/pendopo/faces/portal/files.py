"""Files of a draft or of a case: which there are, those that came with a form, and what a
question takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components import pieces
from pendopo.faces.components.access import clock
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal import patience
from pendopo.faces.portal.page import citizen

PURPOSE = "attachment"
MEGABYTE = 10**6


@dataclass(frozen=True, slots=True)
class Owner:
    """What files belong to: a draft or a case, and the key that seals them."""

    id: UUID
    key: Callable[[], directory.DataKey]


def of_draft(draft: casework.Draft) -> Owner:
    return Owner(draft.id, lambda: directory.load_key(draft.key_id))


def known(
    draft_id: UUID, answers: Mapping[str, object], questions: Iterable[Question]
) -> dict[str, tuple[documents.File, ...]]:
    """The files that answer file questions; ids that are not this draft's are left out."""
    wanted = {
        one.name: tuple(pieces.file_ids(answers.get(one.name))) for one in questions if one.file
    }
    found = own(draft_id, (file_id for ids in wanted.values() for file_id in ids))
    return {
        name: tuple(found[file_id] for file_id in ids if file_id in found)
        for name, ids in wanted.items()
    }


def own(draft_id: UUID, file_ids: Iterable[UUID]) -> dict[UUID, documents.File]:
    """Those of the files that belong to the draft, by id."""
    wanted = list(file_ids)
    found = documents.files(file_ids=wanted) if wanted else ()
    return {file.id: file for file in found if file.owner_id == draft_id}


def take(
    request: HttpRequest,
    owner: Owner,
    questions: Iterable[Question],
    typed: dict[str, object],
) -> tuple[Error, ...]:
    """Store the files that came with the form itself and add their ids to what was typed.

    Without scripts this is how files arrive. Returns what could not be kept, and why.
    """
    errors = []
    for question in (one for one in questions if one.file):
        for sent in request.FILES.getlist(question.name)[: pieces.MOST]:
            try:
                _add(question, typed, _store(request, owner, question, sent))
            except (documents.Refused, casework.Refused) as refused:
                text = f"{sent.name}: {words(refused.text)}"
                errors.append(Error(question.name, text, words(question.title)))
    return tuple(errors)


def check_size(question: Question, size: int) -> None:
    """Raises `documents.Refused` when the question takes only smaller files."""
    if question.file and size > question.file.max_mb * MEGABYTE:
        raise documents.Refused("file_too_large", limit=question.file.max_mb)


def check_kind(question: Question, file: documents.File) -> None:
    """Raises `documents.Refused`, and forgets the file, when the question takes other kinds."""
    accept = question.file.accept if question.file else ()
    if file.media_type in accept or f"{file.media_type.split('/')[0]}/*" in accept:
        return
    documents.remove_file(file_id=file.id, reason="not_this_kind", now=clock())
    kinds = ", ".join(kind.split("/")[-1].upper() for kind in accept)
    raise documents.Refused("file_not_this_kind", kinds=kinds)


def _store(request: HttpRequest, owner: Owner, question: Question, sent: Any) -> documents.File:
    patience.take(request, patience.UPLOADS)
    check_size(question, sent.size or 0)
    file = documents.store(
        name=str(sent.name or "")[:200],
        data=sent.read(),
        purpose=PURPOSE,
        key=owner.key(),
        owner_id=owner.id,
        now=clock(),
        actor_id=citizen(request).account_id,
    )
    check_kind(question, file)
    return file


def _add(question: Question, typed: dict[str, object], file: documents.File) -> None:
    """A question for one file takes the newest; one for several takes them all."""
    before = typed.get(question.name)
    several = question.file is not None and question.file.max_files > 1
    kept = list(before) if several and isinstance(before, list) else []
    typed[question.name] = [*kept, str(file.id)]
