"""Routes of the machine face, mounted at `/api/v1/`: each operation behind the guard."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from pendopo.faces.rest import page
from pendopo.faces.rest.api import api
from pendopo.faces.rest.door import door
from pendopo.faces.rest.guard import guarded

app_name = "rest"


def _operations() -> list[URLPattern]:
    """One pattern per route (ninja makes one per operation)."""
    found: dict[str, URLPattern] = {}
    for pattern in api.urls[0]:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern)
        if route and route not in found:
            view = guarded(pattern.callback, door.on(route))
            found[route] = path(route, view, name=pattern.name)
    return list(found.values())


urlpatterns = [
    path("", page.reference, name="reference"),
    path("openapi.json", page.openapi, name="openapi"),
    *_operations(),
    re_path(r"^", page.unknown, name="unknown"),  # any other address, newlines included
]
