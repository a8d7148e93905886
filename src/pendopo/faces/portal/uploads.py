"""Files of a draft, sent in pieces (`pieces`), and opened again."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal import files, keys, pieces
from pendopo.faces.portal.page import citizen
from pendopo.faces.portal.told import told, told_in_json
from pendopo.services import api as services


@open_to_all
@told_in_json
@require_POST
def start(request: HttpRequest, draft_id: UUID, question: str) -> HttpResponse:
    draft, asked = _asked(request, draft_id, question)
    return pieces.begin(
        request,
        asked,
        files.of_draft(draft),
        lambda upload_id: reverse("portal-chunk", args=[draft_id, question, upload_id]),
    )


@open_to_all
@told_in_json
@require_http_methods(["HEAD", "PATCH"])
def chunk(request: HttpRequest, draft_id: UUID, question: str, upload_id: UUID) -> HttpResponse:
    asked = _asked(request, draft_id, question)[1]
    return pieces.go_on(request, asked, draft_id, upload_id)


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
