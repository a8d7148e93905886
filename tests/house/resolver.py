"""What the URL resolver knows: every route by name, with its view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

View = Callable[..., Any]


def patterns() -> Iterator[tuple[str, str, View]]:
    """(name with its namespace, path as written, view) of every route."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(
    found: list[URLPattern | URLResolver], space: str, prefix: str
) -> Iterator[tuple[str, str, View]]:
    for one in found:
        path = f"{prefix}{one.pattern}"
        if isinstance(one, URLPattern):
            yield f"{space}{one.name or ''}", path, one.callback
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, inner, path)
