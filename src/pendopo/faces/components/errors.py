"""Pages for when something is wrong: a sentence that says what to do, never a stack trace."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SOON = "5"
"""Seconds after which a request that found no database may try again."""


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A defect of ours is 500; a database that is just starting again is 503: come back soon."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = render(request, "errors/503.html", status=503)
        response.headers["Retry-After"] = SOON
        return response
    return render(request, "errors/500.html", status=500)
