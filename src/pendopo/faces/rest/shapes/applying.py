"""An application on its way: drafts, files, the submission."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, JsonValue

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.rest.shapes.base import Given, Slug, Told, Version

Answers = Annotated[dict[str, JsonValue], Field(max_length=400)]


class Begin(Given):
    """What to apply for. `language` is the one the applicant is written to in."""

    service: Slug
    language: Literal["id", "en"] = "id"


class Save(Given):
    """Answers of one step by question name; `version` is the draft's, as last seen.

    `for_other`: the account applies on another's behalf (true), or for its owner again (false);
    left out, it stays as it is. Only a signed-in account can say so.
    """

    version: Version
    answers: Answers
    for_other: bool | None = None


class Send(Given):
    version: Version


class Draft(Told):
    """A draft. `steps` are those to answer now, `missing` the questions still open.

    `code` is set once, when the draft is begun: with it the applicant can follow the case
    without an account. Keep it as you would keep a password.
    """

    id: UUID
    service: str
    package: str
    version: int
    started_at: dt.datetime
    updated_at: dt.datetime
    steps: list[str]
    missing: list[str]
    answers: dict[str, JsonValue]
    sent: bool
    for_other: bool
    code: str | None


class File(Told):
    """A stored file; its `id` is the answer to a question that asks for a file."""

    id: UUID
    name: str
    size: int
    media_type: str
    sha256: str
    created_at: dt.datetime


class Sent(Told):
    """What the applicant gets: the number to follow the case by."""

    case_id: UUID
    number: str
    submitted_at: dt.datetime


def draft(
    given: casework.Draft, *, steps: list[str], missing: list[str], answers: dict[str, JsonValue]
) -> Draft:
    return Draft(
        id=given.id,
        service=given.service,
        package=given.version_hash,
        version=given.version,
        started_at=given.started_at,
        updated_at=given.updated_at,
        steps=steps,
        missing=missing,
        answers=answers,
        sent=given.case_id is not None,
        for_other=given.for_other,
        code=given.code or None,
    )


def file(given: documents.File) -> File:
    return File(
        id=given.id,
        name=given.name,
        size=given.size,
        media_type=given.media_type,
        sha256=given.sha256,
        created_at=given.created_at,
    )


def sent(given: casework.Submission) -> Sent:
    return Sent(case_id=given.case_id, number=given.number, submitted_at=given.submitted_at)
