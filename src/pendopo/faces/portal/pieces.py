"""A file in pieces that resume, whatever it belongs to: what `<pendopo-upload>` speaks.

POST {name, size, type} -> {id, chunk_size, url}; PATCH url with `Upload-Offset` and a raw piece;
HEAD url -> `Upload-Offset`; the last answer is {id, name, size}. A refusal is {detail}.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from pendopo.core.forms import Question
from pendopo.documents import api as documents
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
    name, size = _announced(request)
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
    return JsonResponse(
        {"id": str(upload.id), "chunk_size": upload.chunk_size, "url": place(upload.id)}
    )


def go_on(request: HttpRequest, asked: Question, owner_id: UUID, upload_id: UUID) -> HttpResponse:
    """Take the next piece (PATCH), or say where the next one begins (HEAD)."""
    if request.method == "HEAD":
        return _at(documents.upload(upload_id=upload_id, owner_id=owner_id))
    offset = _whole(request.headers.get("Upload-Offset"), otherwise=-1)
    upload = documents.append_chunk(
        upload_id=upload_id, owner_id=owner_id, offset=offset, data=request.body
    )
    if upload.offset < upload.size:
        return _at(upload)
    file = documents.finish_upload(upload_id=upload_id, owner_id=owner_id, now=clock())
    files.check_kind(asked, file)
    return JsonResponse({"id": str(file.id), "name": file.name, "size": file.size})


def _at(upload: documents.Upload) -> HttpResponse:
    response = HttpResponse(status=204)
    response["Upload-Offset"] = str(upload.offset)
    return response


def _announced(request: HttpRequest) -> tuple[str, int]:
    """Name and size of the file to come; nonsense is a file of no bytes, which is refused."""
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        found = None
    told = found if isinstance(found, Mapping) else {}
    return str(told.get("name", ""))[:200], _whole(told.get("size"), otherwise=0)


def _whole(value: object, *, otherwise: int) -> int:
    """A whole number of at most 15 digits."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else otherwise
