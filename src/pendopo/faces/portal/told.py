"""A verb said no: the page that says so, with the status a machine understands too."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.wording import words
from pendopo.faces.portal.page import show
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

Handler = Callable[..., HttpResponseBase]
Refusal = casework.Refused | documents.Refused | voice.Refused | directory.Refused
REFUSALS = (casework.Refused, documents.Refused, voice.Refused, directory.Refused)
UNKNOWN = ("file_unknown", "upload_unknown", "letter_unknown", "verify_unknown")


def told(view: Handler) -> Handler:
    """Refusals of verbs become pages; what is shown here is nobody else's to cache."""

    @functools.wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except REFUSALS as refused:
            response = refusal(request, refused.code, words(refused.text), status=status(refused))
            _when(response, refused)
        except ledger.KeyReused:
            sentence = _(
                "Formulir ini sudah pernah dikirim dengan isi lain. Muat ulang halamannya."
            )
            response = refusal(request, "key_reused", sentence, status=409)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return handle


def told_in_json(view: Handler) -> Handler:
    """The same for scripts: {"detail": sentence}; a wrong place in an upload says the right one."""

    @functools.wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except (casework.Refused, documents.Refused) as refused:
            wrong_place = refused.code == "upload_offset"
            code = 409 if wrong_place else status(refused)
            response = JsonResponse({"detail": words(refused.text)}, status=code)
            _when(response, refused)
            if wrong_place:
                response["Upload-Offset"] = str(getattr(refused, "details", {}).get("offset", 0))
        patch_cache_control(response, private=True, no_store=True)
        return response

    return handle


def status(refused: Refusal) -> int:
    """404 for what is not there (for you), 409 for late or repeated, 422 for answers, else 403."""
    if isinstance(refused, casework.NotFound | voice.NotFound) or refused.code in UNKNOWN:
        return 404
    if isinstance(refused, casework.Stale) or refused.code == "draft_sent":
        return 409
    if isinstance(refused, casework.Invalid | documents.Refused | voice.Refused):
        return 422
    return 429 if refused.code == "too_many" else 403


def _when(response: HttpResponseBase, refused: Refusal) -> None:
    """To whoever comes too often, when to come again."""
    minutes = getattr(refused, "details", {}).get("minutes")
    if minutes:
        response.headers["Retry-After"] = str(int(minutes) * 60)


def refusal(request: HttpRequest, code: str, sentence: str, *, status: int) -> HttpResponse:
    """One sentence, and the ways on."""
    return show(request, "refused", status=status, code=code, sentence=sentence)
