"""What every request passes through: headers, language, and the region it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation

from pendopo.directory import api as directory
from pendopo.faces.components.access import Known
from pendopo.ledger import api as ledger

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
LANGUAGE_COOKIE = "bahasa"


def security_headers(handler: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self)")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if settings.SECURE:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response

    return handle


class Plain:
    """What was typed, without the sign that no text may hold (NUL): nobody types it, PostgreSQL
    keeps none, and what a page does with the rest is the page's to say. Doors of programs, which
    have no forms and read the body themselves, refuse it in their own words."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._handler(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> None:
        if getattr(view, "csrf_exempt", False):
            return
        request.GET = _plain(request.GET)  # type: ignore[assignment]  # a copy of what it was
        if request.method == "POST":
            request.POST = _plain(request.POST)  # type: ignore[assignment]  # likewise


def _plain(sent: QueryDict) -> QueryDict:
    if not any("\x00" in one for _name, values in sent.lists() for one in values):
        return sent
    found = sent.copy()
    for name, values in sent.lists():
        found.setlist(name, [one.replace("\x00", "") for one in values])
    return found


def language(handler: Handler) -> Handler:
    """Indonesian unless the visitor chose otherwise: phones here are often set to English."""
    known = {code for code, _ in settings.LANGUAGES}

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        code = chosen if chosen in known else settings.LANGUAGE_CODE
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = handler(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle


def region(handler: Handler) -> Handler:
    """The host says the region; an account of another region is nobody here.

    A page that only reads sees one snapshot (one transaction around the whole request); a
    request that acts leaves the transaction to its verb, one each.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/static/") or request.path == "/healthz":
            return handler(request)
        found = directory.region_of_host(request.get_host().rsplit(":", 1)[0])
        found = found or directory.region(settings.DEFAULT_REGION)
        if found is None:
            return render(request, "errors/no_region.html", status=404)
        cast(Known, request).region = found
        with ledger.use_region(found.code):
            user = request.user
            if user.is_authenticated and user.region_code != found.code:
                request.user = AnonymousUser()
            if request.method in ("GET", "HEAD"):
                with ledger.region_transaction():
                    return handler(request)
            return handler(request)

    return handle
