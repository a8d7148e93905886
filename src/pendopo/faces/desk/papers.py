"""Documents and letters of a case, opened through a door that checks who asks."""

from __future__ import annotations

import re
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk import form, sheet
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.told import told

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})
"""What a browser may show by itself; anything else is downloaded."""
_ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
)
# A browser's own PDF viewer is an <embed> and does not start in a sandbox; it runs apart from us.
_RULES = {"application/pdf": f"{_ALONE}; object-src 'self'"}


@for_role(*OFFICERS)
@told
@require_safe
def document(request: HttpRequest, file_id: UUID) -> HttpResponse:
    try:
        file, data = casework.file_of_case(file_id=file_id, who=actor(request), now=clock())
    except documents.Refused as refused:
        if refused.code != "photo_private":  # who asks has been checked before the file is read
            raise
        file, data = copy_of(file_id)
    return sent(file.name, file.media_type, data)


def copy_of(file_id: UUID) -> tuple[documents.File, bytes]:
    """The copy of a photo without place and camera. Raises 404 while it is being made."""
    found = next(iter(documents.pictures(file_ids=[file_id])), None)
    if found is None or found.preview_id is None:
        raise Http404
    (file,) = documents.files(file_ids=[found.preview_id])
    return file, documents.read_file(file_id=file.id)


@for_role(*OFFICERS)
@told
@require_safe
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    name, data = casework.letter_pdf(letter_id=letter_id, who=actor(request), now=clock())
    return sent(name, "application/pdf", data)


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The letter of a task: as kept, or with what stands in the form right now (POST)."""
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    task = sheet.task_of(view, task_id)
    answers = task.draft
    if request.method == "POST":
        answers = form.typed(form.asks_of(view, task), request.POST)
    data = casework.preview(task_id=task_id, who=actor(request), answers=answers, now=clock())
    return sent(f"konsep-{view.number}.pdf", "application/pdf", data)


@for_role(*OFFICERS)
@told
@require_POST
def export(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """The whole file to pass on; a POST, because it is written down who took it."""
    name, data = casework.export_file(task_id=task_id, who=actor(request), now=clock())
    return sent(name, "application/zip", data)


def sent(name: str, media_type: str, data: bytes) -> HttpResponse:
    """A file in a browser where it can do no harm: no scripts, no origin, never kept."""
    way = "inline" if media_type in INLINE else "attachment"
    response = HttpResponse(data, content_type=media_type)
    plain = re.sub(r"[^A-Za-z0-9 ._-]", "_", name)
    headers = response.headers
    headers["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    headers["Content-Security-Policy"] = _RULES.get(media_type, f"{_ALONE}; sandbox")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cache-Control"] = "private, no-store"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
