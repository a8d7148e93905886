"""Files in pieces that resume: what `<pendopo-upload>` says and hears.

POST {name, size, type} -> {id, chunk_size, url}; PATCH url with `Upload-Offset` and a raw piece;
HEAD url -> `Upload-Offset`; the last answer is {id, name, size}. A refusal is {detail}.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException

from pendopo.documents import api as documents

MOST = 20
"""Files looked at of one question."""


def announced(request: HttpRequest) -> tuple[str, int]:
    """Name and size of the file to come; nonsense is a file of no bytes, which is refused."""
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):
        found = None
    told = found if isinstance(found, Mapping) else {}
    return str(told.get("name", ""))[:200], _whole(told.get("size"), otherwise=0)


def offset_of(request: HttpRequest) -> int:
    """Where the piece belongs; -1 for nonsense, which is nowhere."""
    return _whole(request.headers.get("Upload-Offset"), otherwise=-1)


def begun(upload: documents.Upload, url: str) -> JsonResponse:
    """Where to send the pieces (`url`), and how large they had better be."""
    return JsonResponse({"id": str(upload.id), "chunk_size": upload.chunk_size, "url": url})


def arrived(found: documents.Upload | documents.File) -> HttpResponse:
    """How far it is, or what it became."""
    if isinstance(found, documents.File):
        return JsonResponse({"id": str(found.id), "name": found.name, "size": found.size})
    response = HttpResponse(status=204)
    response["Upload-Offset"] = str(found.offset)
    return response


def file_ids(value: object) -> list[UUID]:
    """The ids in an answer to a file question, `MOST` of them; what is no id is passed over."""
    found = []
    for text in value[:MOST] if isinstance(value, list) else ():
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found


def _whole(value: object, *, otherwise: int) -> int:
    """A whole number of at most 15 digits."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else otherwise
