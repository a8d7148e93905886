"""Downloads from one's own case, and files that come with an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.documents import api as documents
from pendopo.faces.components import pieces
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.files import Owner
from pendopo.faces.portal.follow.own import data_key, key_of, own_case
from pendopo.faces.portal.page import citizen


@open_to_all
@require_safe
@own_case
def letter(request: HttpRequest, case: casework.CaseView, letter_id: UUID) -> HttpResponse:
    name, pdf = casework.letter_pdf(
        letter_id=letter_id, who=citizen(request), key=key_of(request, case), now=clock()
    )
    return as_download(name, pdf, "application/pdf")


@open_to_all
@require_safe
@own_case
def upload(request: HttpRequest, case: casework.CaseView, file_id: UUID) -> HttpResponse:
    try:
        file, data = casework.file_of_case(
            file_id=file_id, who=citizen(request), key=key_of(request, case), now=clock()
        )
    except documents.Refused as refused:
        if refused.code != "photo_private":  # whose file it is has been checked before
            raise
        file, data = copy_of(file_id)
    return as_download(file.name, data, file.media_type)


def copy_of(file_id: UUID) -> tuple[documents.File, bytes]:
    """The copy of a photo without place and camera. Raises 404 while it is being made."""
    found = next(iter(documents.pictures(file_ids=[file_id])), None)
    if found is None or found.preview_id is None:
        raise Http404
    (file,) = documents.files(file_ids=[found.preview_id])
    return file, documents.read_file(file_id=file.id)


def owner_of(case: casework.CaseView) -> Owner:
    """What files that come with an answer belong to."""
    return Owner(case.id, lambda: data_key(case))


def as_download(name: str, data: bytes, media_type: str) -> HttpResponse:
    """Bytes to be saved, never shown as a page of ours."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def known(
    case: casework.CaseView, answers: Mapping[str, object], questions: Iterable[Question]
) -> dict[str, tuple[object, ...]]:
    """The files that answer file questions: those sent before, and those added here."""
    sent = {one.file_id: _shown(one.file_id, one.name, one.size) for one in case.files}
    wanted = {
        one.name: pieces.file_ids(answers.get(one.name))
        for one in questions
        if one.file is not None
    }
    new = [one for ids in wanted.values() for one in ids if one not in sent]
    for file in documents.files(file_ids=new) if new else ():
        if file.owner_id == case.id:
            sent[file.id] = _shown(file.id, file.name, file.size)
    return {name: tuple(sent[one] for one in ids if one in sent) for name, ids in wanted.items()}


def _shown(file_id: UUID, name: str, size: int) -> dict[str, object]:
    return {"id": str(file_id), "name": name, "size": size}
