"""A number of a case in an address: however it was typed, one page."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pendopo.core import references

Handler = Callable[..., HttpResponse]


def with_number(view: Handler) -> Handler:
    """The view gets the number as it was issued; another spelling is sent to the right one."""

    @functools.wraps(view)
    def handle(request: HttpRequest, number: str, *args: object, **kwargs: object) -> HttpResponse:
        canonical = references.normalise(number)
        if canonical is None:
            raise Http404
        if canonical != number and request.method in ("GET", "HEAD") and request.resolver_match:
            name = request.resolver_match.url_name or ""
            return HttpResponseRedirect(reverse(name, kwargs={"number": canonical, **kwargs}))
        return view(request, canonical, *args, **kwargs)

    return handle
