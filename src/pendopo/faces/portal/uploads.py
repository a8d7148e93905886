"""Files of a draft in pieces that resume: what `<pendopo-upload>` speaks.

POST {name, size, type} -> {id, chunk_size, url}; PATCH url with `Upload-Offset` and a raw piece;
HEAD url -> `Upload-Offset`; the last answer is {id, name, size}. A refusal is {detail}.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal import files, keys
from pendopo.faces.portal.page import citizen
from pendopo.faces.portal.told import told, told_in_json
from pendopo.services import api as services


@open_to_all
@told_in_json
@require_POST
def start(request: HttpRequest, draft_id: UUID, question: str) -> HttpResponse:
    draft, asked = _asked(request, draft_id, question)
    name, size = _announced(request)
    files.check_size(asked, size)
    upload = documents.begin_upload(
        name=name,
        size=size,
        purpose=files.PURPOSE,
        key=directory.load_key(draft.key_id),
        owner_id=draft_id,
        now=clock(),
        actor_id=citizen(request).account_id,
    )
    url = reverse("portal-chunk", args=[draft_id, question, upload.id])
    return JsonResponse({"id": str(upload.id), "chunk_size": upload.chunk_size, "url": url})


@open_to_all
@told_in_json
@require_http_methods(["HEAD", "PATCH"])
def chunk(request: HttpRequest, draft_id: UUID, question: str, upload_id: UUID) -> HttpResponse:
    asked = _asked(request, draft_id, question)[1]
    if request.method == "HEAD":
        return _at(documents.upload(upload_id=upload_id, owner_id=draft_id))
    offset = _whole(request.headers.get("Upload-Offset"), otherwise=-1)
    upload = documents.append_chunk(
        upload_id=upload_id, owner_id=draft_id, offset=offset, data=request.body
    )
    if upload.offset < upload.size:
        return _at(upload)
    file = documents.finish_upload(upload_id=upload_id, owner_id=draft_id, now=clock())
    files.check_kind(asked, file)
    return JsonResponse({"id": str(file.id), "name": file.name, "size": file.size})


@open_to_all
@told
@require_safe
def received(request: HttpRequest, draft_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file of this draft, for whoever may open the draft."""
    _draft(request, draft_id)
    if not files.own(draft_id, [file_id]):
        raise Http404
    file, pieces = documents.open_file(file_id=file_id)
    response = FileResponse(pieces, content_type=file.media_type, filename=file.name)
    response["Content-Length"] = str(file.size)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _draft(request: HttpRequest, draft_id: UUID) -> casework.Draft:
    key = keys.code_of(request, draft_id)
    return casework.draft(draft_id=draft_id, who=citizen(request), key=key, now=clock())


def _asked(request: HttpRequest, draft_id: UUID, name: str) -> tuple[casework.Draft, Question]:
    """The visitor's draft and the file question; 404 when it is neither."""
    draft = _draft(request, draft_id)
    question = services.version(hash=draft.version_hash).form.questions.get(name)
    if question is None or question.file is None or draft.case_id:
        raise Http404
    return draft, question


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
