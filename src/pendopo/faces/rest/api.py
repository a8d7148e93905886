"""The machine face as one API, and its OpenAPI 3.1 document."""

from __future__ import annotations

import functools
from typing import Any

from ninja import NinjaAPI

from pendopo.faces.rest import problems, refusals
from pendopo.faces.rest.body import StrictParser
from pendopo.faces.rest.door import Entry, door
from pendopo.faces.rest.routes import (  # noqa: F401  (each puts its operations on the door)
    applying,
    book,
    catalogue,
    following,
    letters,
    reports,
    tasks,
)

PREFIX = "/api/v1/"
TITLE = "Pendopo"
ABOUT = (
    "Layanan daerah untuk aplikasi: katalog, permohonan, pelacakan, tugas, verifikasi surat, dan"
    " buku besar. / A region's services for applications: catalogue, applying, tracking, tasks,"
    " verification of letters, and the ledger.\n\n"
    "Every problem is `application/problem+json` (RFC 9457) with a sentence in both languages."
    " Moments are UTC. The host name says the region."
)

api = NinjaAPI(
    title=TITLE,
    version="1.0.0",
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
    urls_namespace="rest",
)
refusals.teach(api)
api.add_router("", door.router)


@functools.cache
def document() -> dict[str, Any]:
    """The OpenAPI document: ninja's, with our problems and who may call each operation."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    components = found["components"]
    components["responses"] = {"Problem": _problem_response()}
    components["schemas"]["Problem"] = _problem_schema()
    for entry in door.entries:
        operation = found["paths"][PREFIX.rstrip("/") + entry.public_path][entry.method.lower()]
        operation["responses"] = {
            **{str(status): one for status, one in operation["responses"].items()},
            "4XX": {"$ref": "#/components/responses/Problem"},
            "503": {"$ref": "#/components/responses/Problem"},
        }
        operation["x-access"] = list(entry.access.words)
    return found


def operations() -> list[tuple[Entry, dict[str, Any]]]:
    """Every operation with its part of the document, in the order they were written."""
    paths = document()["paths"]
    return [
        (one, paths[PREFIX.rstrip("/") + one.public_path][one.method.lower()])
        for one in door.entries
    ]


def _problem_response() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "The request was turned down; the sentence says what to do.",
        "content": {problems.MEDIA_TYPE: {"schema": schema}},
    }


def _problem_schema() -> dict[str, Any]:
    text = {
        "type": "object",
        "required": ["id", "en"],
        "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
    }
    line = {
        "type": "object",
        "required": ["field", "rule", "text"],
        "properties": {"field": {"type": "string"}, "rule": {"type": "string"}, "text": text},
    }
    return {
        "type": "object",
        "required": ["type", "title", "status", "code", "text"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "text": text,
            "errors": {"type": "array", "items": line},
        },
    }
