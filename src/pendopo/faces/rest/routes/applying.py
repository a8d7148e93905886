"""Applying: begin a draft, save it step by step, add files, send it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import File, Path, Status, UploadedFile
from pydantic import Field

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock
from pendopo.faces.rest import problems
from pendopo.faces.rest.auth import APPLYING, caller
from pendopo.faces.rest.commands import command
from pendopo.faces.rest.door import JSON_LIMIT, door
from pendopo.faces.rest.problems import Problem
from pendopo.faces.rest.shapes import applying as shapes
from pendopo.faces.rest.shapes.base import CommandKey
from pendopo.services import api as services

CHANNEL = "api"
FILE_LIMIT = 11 * 1024 * 1024  # a file of 10 MB and its wrapping
UNKNOWN = {"id": "Pertanyaan ini tidak ada pada langkah ini.", "en": "Not asked in this step."}
StepName = Annotated[str, Field(max_length=80)]


@door.operation(
    "POST", "/drafts", access=APPLYING, response={201: shapes.Draft}, tag="apply",
    takes="json", largest=JSON_LIMIT,
)  # fmt: skip
def begin_draft(request: HttpRequest, wanted: shapes.Begin, key: CommandKey) -> Status[Any]:
    """Begin an application. The answer holds the applicant's code.

    The same key with the same request gets the same draft again; with another request it is a 409.
    """
    made = casework.begin_draft(
        service=wanted.service,
        who=caller(request),
        channel=CHANNEL,
        language=wanted.language,
        now=clock(),
        command=command(request, key),
    )
    return Status(201, _shown(request, made))


@door.operation(
    "GET", "/drafts/{uuid:draft_id}", access=APPLYING, response=shapes.Draft, tag="apply"
)
def one_draft(request: HttpRequest, draft_id: UUID) -> shapes.Draft:
    """A draft this application began, with the steps to answer now."""
    return _shown(request, casework.draft(draft_id=draft_id, who=caller(request), now=clock()))


@door.operation(
    "DELETE", "/drafts/{uuid:draft_id}", access=APPLYING, response={204: None}, tag="apply"
)
def remove_draft(request: HttpRequest, draft_id: UUID) -> Status[Any]:
    """Throw an unsent draft away, for good."""
    casework.remove_draft(draft_id=draft_id, who=caller(request), now=clock())
    return Status(204, None)


@door.operation(
    "PUT", "/drafts/{uuid:draft_id}/steps/{step}", access=APPLYING, response=shapes.Draft,
    tag="apply", takes="json", largest=JSON_LIMIT,
)  # fmt: skip
def save_step(
    request: HttpRequest, draft_id: UUID, step: Path[StepName], wanted: shapes.Save
) -> shapes.Draft:
    """Save the answers of one step.

    Answers that do not hold are refused with one error each, and nothing is saved.
    """
    _check_asked(request, draft_id, step, wanted.answers)
    saved = casework.save_draft(
        draft_id=draft_id,
        who=caller(request),
        answers=wanted.answers,
        step=step,
        version=wanted.version,
        now=clock(),
        for_other=wanted.for_other,
    )
    return _shown(request, saved)


@door.operation(
    "POST", "/drafts/{uuid:draft_id}/files", access=APPLYING, response={201: shapes.File},
    tag="apply", takes="file", largest=FILE_LIMIT, weight="heavy",
)  # fmt: skip
def upload_file(request: HttpRequest, draft_id: UUID, file: File[UploadedFile]) -> Status[Any]:
    """Upload a document of the draft: PDF, JPEG, PNG or WebP, at most 10 MB.

    Its id then answers the question that asks for it, as a list of one.
    """
    draft = casework.draft(draft_id=draft_id, who=caller(request), now=clock())
    if draft.case_id:
        raise casework.Refused("draft_sent")
    kept = documents.store(
        name=str(file.name or "")[:200],
        data=file.read(),
        purpose="attachment",
        key=directory.load_key(draft.key_id),
        owner_id=draft_id,
        now=clock(),
        actor_id=caller(request).account_id,
    )
    return Status(201, shapes.file(kept))


@door.operation(
    "POST", "/drafts/{uuid:draft_id}/submit", access=APPLYING, response={201: shapes.Sent},
    tag="apply", takes="json", largest=JSON_LIMIT,
)  # fmt: skip
def submit_draft(
    request: HttpRequest, draft_id: UUID, wanted: shapes.Send, key: CommandKey
) -> Status[Any]:
    """Send the application.

    The same key with the same request gets the same answer again and changes nothing; with
    another request it is a 409.
    """
    sent = casework.submit(
        draft_id=draft_id,
        who=caller(request),
        version=wanted.version,
        now=clock(),
        command=command(request, key),
    )
    return Status(201, shapes.sent(sent))


def _shown(request: HttpRequest, draft: casework.Draft) -> shapes.Draft:
    compiled = services.version(hash=draft.version_hash)
    now = clock()
    names = compiled.form_names(
        draft.answers, casework.rule_names(caller(request)), directory.today(now)
    )
    return shapes.draft(
        draft,
        steps=[one.id for one in compiled.form.visible_steps(draft.answers, names)],
        missing=list(compiled.form.missing(draft.answers, names)),
        answers=dict(draft.answers),
    )


def _check_asked(request: HttpRequest, draft_id: UUID, step: str, answers: dict[str, Any]) -> None:
    """A machine is told when it names a step or a question that there is not."""
    draft = casework.draft(draft_id=draft_id, who=caller(request), now=clock())
    found = services.version(hash=draft.version_hash).form.step(step)
    if found is None:
        raise Http404
    strange = [name for name in answers if name not in found.questions]
    if strange:
        errors = [problems.field(name[:80], "unknown", UNKNOWN) for name in strange[:50]]
        raise Problem(422, "request_invalid", errors=errors)
