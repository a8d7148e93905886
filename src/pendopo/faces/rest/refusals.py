"""Refusals of the rooms below, told as problems with the status a machine understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.errors import SOON
from pendopo.faces.rest import mistakes, problems
from pendopo.faces.rest.problems import Problem
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import api as voice

CONFLICTS = frozenset(
    {"draft_sent", "case_ended", "service_changed", "task_taken", "too_late_to_withdraw"}
)
UNFIT = frozenset(
    {"outcome_unknown", "items_missing", "visit_missing", "letter_missing", "files_unknown",
     "flow", "note_empty", "note_long", "appointment_past", "sign_here"}
)  # fmt: skip
VOICE = {"closed": 409, "not_answered": 409, "own_report": 409, "not_for_you": 403}
STATUSES = {"too_many": 429, "file_too_large": 413, "scanner_down": 503}


def _of_casework(request: HttpRequest, refused: casework.Refused) -> HttpResponse:
    if isinstance(refused, casework.Invalid):
        errors = [problems.field(one.field, one.rule, one.message) for one in refused.errors]
        return problems.respond(422, refused.code, refused.text, errors=errors)
    if isinstance(refused, casework.NotFound) or refused.code.endswith("_unknown"):
        status = 422 if refused.code in UNFIT else 404
    elif isinstance(refused, casework.Stale) or refused.code in CONFLICTS:
        status = 409
    else:
        status = 422 if refused.code in UNFIT else STATUSES.get(refused.code, 403)
    return problems.respond(status, refused.code, refused.text)


def _of_others(request: HttpRequest, refused: Any) -> HttpResponse:
    """documents, directory and services: unknown is 404, the rest is what was sent."""
    unknown = refused.code.endswith("_unknown")
    status = STATUSES.get(refused.code, 404 if unknown else 422)
    return problems.respond(status, refused.code, refused.text)


def _of_voice(request: HttpRequest, refused: voice.Refused) -> HttpResponse:
    status = 404 if isinstance(refused, voice.NotFound) else VOICE.get(refused.code, 422)
    return problems.respond(status, refused.code, refused.text)


def _of_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """ninja's own: it wraps what our parser says."""
    if isinstance(error.__cause__, Problem):
        return problems.answer(error.__cause__)
    if isinstance(error, AuthenticationError):
        return problems.answer(Problem(401, "sign_in"))
    code = "not_found" if error.status_code == 404 else "request_unreadable"
    return problems.answer(Problem(error.status_code, code))


def _of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.answer(Problem(422, "request_invalid", errors=mistakes.lines(error.errors)))


def _always(status: int, code: str) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: problems.answer(Problem(status, code))


def _away(request: HttpRequest, error: Any) -> HttpResponse:
    """The database is just starting again: as the pages say it (components/errors)."""
    answer = problems.answer(Problem(503, "try_again"))
    answer.headers["Retry-After"] = SOON
    return answer


def teach(api: NinjaAPI) -> None:
    """Give the API its way of saying no."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Problem: lambda request, problem: problems.answer(problem),
        casework.Refused: _of_casework,
        documents.Refused: _of_others,
        directory.Refused: _of_others,
        services.Refused: _of_others,
        voice.Refused: _of_voice,
        ledger.KeyReused: _always(409, "key_reused"),
        directory.KeyUnavailable: _always(404, "data_erased"),
        Http404: _always(404, "not_found"),
        HttpError: _of_http,
        ValidationError: _of_validation,
        RequestDataTooBig: _always(413, "request_too_large"),
        SuspiciousOperation: _always(400, "request_unreadable"),
        MultiPartParserError: _always(400, "request_unreadable"),
        UnreadablePostError: _always(400, "request_unreadable"),
        OperationalError: _away,
        InterfaceError: _away,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
