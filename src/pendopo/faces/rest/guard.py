"""What every request to the face passes before and after its operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from pendopo.faces.rest import pace, problems
from pendopo.faces.rest.body import is_plain
from pendopo.faces.rest.door import Entry
from pendopo.faces.rest.problems import Problem

CONTENT = {"json": "application/json", "file": "multipart/form-data"}
LONGEST_ADDRESS = 4096
Handler = Callable[..., HttpResponse]


def guarded(view: Handler, entries: Mapping[str, Entry]) -> Handler:
    """The view of one route, with its limits; `access` and `operations` tell who may call it."""

    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            entry = entries.get(request.method or "")
            if entry is None:
                raise Problem(405, "method")
            _check(request, entry)
            response = view(request, *args, **kwargs)
        except Problem as problem:
            response = problems.answer(problem)
            _add_headers(response, problem.status, entries)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    handle.csrf_exempt = True  # type: ignore[attr-defined]  # the session's access checks it
    words = {one.method: one.access.words for one in entries.values()}
    handle.access = _words(entries)  # type: ignore[attr-defined]  # what tests/house reads
    handle.operations = words  # type: ignore[attr-defined]  # as above, one by one
    return handle


def _check(request: HttpRequest, entry: Entry) -> None:
    pace.check(request, entry.weight)
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS or not _readable(request):
        raise Problem(400, "request_unreadable")
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0
    if size > entry.largest:
        raise Problem(413, "request_too_large")
    if size and entry.takes and request.content_type != CONTENT[entry.takes]:
        raise Problem(415, "media_type")


def _readable(request: HttpRequest) -> bool:
    """No NUL or broken UTF-8 in the path, the query or the key that names a command."""
    asked = [request.path, *request.GET.keys()]
    asked += [value for values in request.GET.lists() for value in values[1]]
    return all(is_plain(text) for text in asked)


def _add_headers(response: HttpResponse, status: int, entries: Mapping[str, Entry]) -> None:
    if status == 405:
        response["Allow"] = ", ".join(sorted(entries))
    if status == 429:
        response["Retry-After"] = str(pace.SECONDS)


def _words(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for entry in entries.values():
        found |= dict.fromkeys(entry.access.words)
    return tuple(found)
