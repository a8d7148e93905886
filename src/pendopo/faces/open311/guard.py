"""What every request to the face passes before and after its view: format, method, pace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from pendopo.faces.components import pace
from pendopo.faces.open311 import asked, keys, refusals
from pendopo.faces.open311.faults import Fault
from pendopo.faces.open311.formats import TYPES, Answer, chosen, written

MEGABYTE = 1024 * 1024
LARGEST = 32 * MEGABYTE
"""Bytes of a request's body: three photos of 10 MB and their wrapping."""
LONGEST_ADDRESS = 16_384
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
View = Callable[..., Answer | HttpResponse]
Words = tuple[str, ...]


def guarded(
    views: Mapping[str, tuple[View, Words]], *, formats: tuple[str, ...] = ("xml", "json")
) -> Callable[..., HttpResponse]:
    """The view of one route. views: by method, with who may call it, which tests/house reads."""

    def handle(request: HttpRequest, ending: str = "", **kwargs: Any) -> HttpResponse:
        named = ending or request.path.rpartition(".")[2].lower()
        form = chosen(named if named in TYPES else "", request.headers.get("Accept", ""))
        try:
            response = _answered(request, ending, form, **kwargs)
        except Exception as error:  # each becomes an answer of the specification
            response = _turned_down(refusals.fault(error), form, views)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def _answered(request: HttpRequest, ending: str, form: str, **kwargs: Any) -> HttpResponse:
        found = views.get(request.method or "")
        if found is None and request.method == "HEAD":
            found = views.get("GET")
        if found is None:
            raise Fault(405, "method")
        if ending and ending not in formats:
            raise Fault(404, "format", given=ending, known=", ".join(formats))
        _check(request)
        answer = found[0](request, **kwargs)
        return answer if isinstance(answer, HttpResponse) else _response(answer, form)

    handle.csrf_exempt = True  # type: ignore[attr-defined]  # no session: who acts sends a key
    roles = dict.fromkeys(one for _, words in views.values() for one in words)
    handle.access = tuple(roles)  # type: ignore[attr-defined]  # read by the house's route test
    handle.operations = {method: words for method, (_, words) in views.items()}  # type: ignore[attr-defined]  # the same
    return handle


def _check(request: HttpRequest) -> None:
    if len(request.get_full_path()) > LONGEST_ADDRESS:
        raise Fault(400, "unreadable")
    if not asked.plain([request.path, *_texts(request.GET)]):
        raise Fault(400, "unreadable")
    if request.method in ("GET", "HEAD"):
        limit = pace.Limit("open311-read", keys.most("light"), keys.SECONDS)
        if pace.take(limit, pace.address(request)):
            raise Fault(429, "too_many")
        return
    length = request.META.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0
    if size > LARGEST:
        raise Fault(413, "too_large")
    if size and request.content_type not in FORMS:
        raise Fault(415, "media_type")
    if not asked.plain(_texts(request.POST)):
        raise Fault(400, "unreadable")


def _texts(given: Any) -> list[str]:
    found = list(given.keys())
    return found + [str(one) for _, values in given.lists() for one in values]


def _response(answer: Answer, form: str) -> HttpResponse:
    return HttpResponse(written(answer, form), status=answer.status, content_type=TYPES[form])


def _turned_down(fault: Fault, form: str, views: Mapping[str, Any]) -> HttpResponse:
    answer = Answer("errors", fault.lines, fault.status)
    response = _response(answer, "xml" if form == "csv" else form)
    if fault.status == 405:
        response["Allow"] = ", ".join(sorted(views))
    if fault.status in (429, 503):
        response["Retry-After"] = str(keys.SECONDS if fault.status == 429 else 5)
    return response
