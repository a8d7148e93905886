"""Choosing the language: a cookie, and back to where one was."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pendopo.faces.components.access import open_to_all

COOKIE = "bahasa"
"""Read by the middleware; a preference, not a secret."""
AGE = 365 * 24 * 3600


@open_to_all
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(target if here and target.isprintable() else "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE, chosen, max_age=AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response
