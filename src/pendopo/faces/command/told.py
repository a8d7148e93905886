"""A verb said no: its sentence on a page, with the status that a machine understands."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.command.page import show
from pendopo.faces.components.wording import words
from pendopo.ledger import api as ledger
from pendopo.watch import api as watch

Handler = Callable[..., HttpResponseBase]


def told(view: Handler) -> Handler:
    """Refusals that the view does not show in place become a page."""

    @functools.wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (watch.Refused, documents.Refused, casework.Refused) as refused:
            return show(request, "refused", status=status(refused), sentence=words(refused.text))
        except ledger.KeyReused:
            sentence = _(
                "Formulir ini sudah pernah dikirim dengan isi lain. Muat ulang halamannya."
            )
            return show(request, "refused", status=409, sentence=sentence)

    return handle


def status(refused: Exception) -> int:
    """404 for what is not there (for you), 409 for late, 403 for rights, else 422."""
    if isinstance(refused, watch.NotFound | casework.NotFound):
        return 404
    if isinstance(refused, watch.Stale):
        return 409
    return 403 if getattr(refused, "code", "") == "not_for_you" else 422
