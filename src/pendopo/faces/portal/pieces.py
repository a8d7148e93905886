"""A file in pieces, whoever it belongs to: the protocol is `components/pieces`."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from pendopo.core.forms import Question
from pendopo.documents import api as documents
from pendopo.faces.components import pieces
from pendopo.faces.components.access import clock
from pendopo.faces.portal import files, patience
from pendopo.faces.portal.page import citizen


def begin(
    request: HttpRequest,
    asked: Question,
    owner: files.Owner,
    place: Callable[[UUID], str],
) -> HttpResponse:
    """Announce a file; `place` makes the address of its pieces. Raises `documents.Refused`, and
    `casework.Refused` when it is one of too many."""
    name, size = pieces.announced(request)
    files.check_size(asked, size)
    patience.take(request, patience.UPLOADS)
    upload = documents.begin_upload(
        name=name,
        size=size,
        purpose=files.PURPOSE,
        key=owner.key(),
        owner_id=owner.id,
        now=clock(),
        actor_id=citizen(request).account_id,
    )
    return pieces.begun(upload, place(upload.id))


def go_on(request: HttpRequest, asked: Question, owner_id: UUID, upload_id: UUID) -> HttpResponse:
    """Take the next piece (PATCH), or say where the next one begins (HEAD)."""
    if request.method == "HEAD":
        return pieces.arrived(documents.upload(upload_id=upload_id, owner_id=owner_id))
    upload = documents.append_chunk(
        upload_id=upload_id,
        owner_id=owner_id,
        offset=pieces.offset_of(request),
        data=request.body,
    )
    if upload.offset < upload.size:
        return pieces.arrived(upload)
    file = documents.finish_upload(upload_id=upload_id, owner_id=owner_id, now=clock())
    files.check_kind(asked, file)
    return pieces.arrived(file)
