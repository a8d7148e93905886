"""The files that the published table was made from, as they were."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import open_to_all
from pendopo.voice import api as voice


@open_to_all
@require_safe
def reputation(request: HttpRequest) -> HttpResponse:
    """Reports: what `./pendopo voice reputation --from` recomputes the table from."""
    return _file(request, "reports", "rapor")


@open_to_all
@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """Ratings of services, and of agencies without a case."""
    return _file(request, "ratings", "penilaian")


def _file(request: HttpRequest, kind: Literal["reports", "ratings"], name: str) -> HttpResponse:
    found = voice.published_file(kind=kind, month=request.GET.get("bulan", "")[:7])
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, public=True, max_age=60)
    return response
