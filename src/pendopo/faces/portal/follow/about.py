"""Short, honest statements: accessibility, privacy, and the promise of service."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import open_to_all
from pendopo.faces.portal.page import show

PAGES = {
    "aksesibilitas": later("Aksesibilitas"),
    "privasi": later("Privasi dan data Anda"),
    "maklumat": later("Maklumat pelayanan"),
}


@open_to_all
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return show(request, "follow/about", pages=PAGES)


@open_to_all
@require_safe
def about(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404
    return show(request, f"follow/about_{name}", heading=PAGES[name], pages=PAGES)
