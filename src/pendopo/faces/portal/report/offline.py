"""The script that opens the form of a report without a connection (a service worker)."""

from __future__ import annotations

import functools
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import open_to_all

SCRIPT = Path(__file__).parents[1] / "static" / "portal" / "offline.js"


@open_to_all
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """It stands below `/lapor/`, because a worker may only look after what lies beside it; asked
    for anew each time, as browsers do anyway (Service Workers, section 4.4)."""
    response = HttpResponse(_text(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@functools.cache
def _text() -> bytes:
    return SCRIPT.read_bytes()
