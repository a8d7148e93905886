"""A verb said no: the sentence is shown, with the status a machine understands too."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import show
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning
from pendopo.voice import api as voice
from pendopo.watch import api as watch

Handler = Callable[..., HttpResponseBase]
REFUSALS = (
    casework.Refused, documents.Refused, directory.Refused, planning.Refused, voice.Refused,
    watch.Refused,
)  # fmt: skip
MISSING = (casework.NotFound, planning.NotFound, voice.NotFound, watch.NotFound)
STALE = (casework.Stale, planning.Stale, watch.Stale)


def told(view: Handler) -> Handler:
    """Refusals that the view does not show in place become a page."""

    @functools.wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except REFUSALS as refused:
            return show(request, "refused", status=status(refused), sentence=words(refused.text))
        except ledger.KeyReused:
            return show(request, "refused", status=409, sentence=key_reused())

    return handle


def told_in_json(view: Handler) -> Handler:
    """The same for scripts: {"detail": sentence}; a wrong place in an upload says the right one."""

    @functools.wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except REFUSALS as refused:
            wrong_place = refused.code == "upload_offset"
            code = 409 if wrong_place else status(refused)
            response = JsonResponse({"detail": words(refused.text)}, status=code)
            if wrong_place:
                response["Upload-Offset"] = str(getattr(refused, "details", {}).get("offset", 0))
        patch_cache_control(response, private=True, no_store=True)
        return response

    return handle


def key_reused() -> str:
    return _("Formulir ini sudah pernah dikirim dengan isi lain. Muat ulang halamannya.")


def status(refused: Exception) -> int:
    """404 for what is not there (for you), 409 for late, 422 for answers, else 403."""
    code = getattr(refused, "code", "")
    if isinstance(refused, MISSING) or code.endswith("_unknown"):
        return 404
    if isinstance(refused, STALE) or code in ("letter_stale", "case_ended"):
        return 409
    if code in ("not_for_you", "task_taken", "file_closed"):
        return 403
    return 422
