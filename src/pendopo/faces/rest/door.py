"""Every operation of the face enters through this door, which knows who may call it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from ninja import Router

from pendopo.faces.rest.auth import Access

Method = Literal["GET", "POST", "PUT", "DELETE"]
Takes = Literal["", "json", "file"]
F = TypeVar("F", bound=Callable[..., Any])
_CONVERTER = re.compile(r"{[a-z]+:")
_IN_ROUTE = re.compile(r"<([a-z]+:)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation: what it is called, who may call it, what it takes.

    largest: bytes of a request's body. weight: which share of `pace` it uses up.
    """

    method: Method
    path: str
    access: Access
    takes: Takes
    largest: int
    weight: str

    @property
    def public_path(self) -> str:
        """The path as the OpenAPI document writes it."""
        return _CONVERTER.sub("{", self.path)


@dataclass(slots=True)
class Door:
    router: Router = field(default_factory=Router)
    entries: list[Entry] = field(default_factory=list)

    def operation(
        self,
        method: Method,
        path: str,
        *,
        access: Access,
        response: Any,
        tag: str,
        takes: Takes = "",
        largest: int = 1024,
        weight: str = "light",
        openapi: dict[str, Any] | None = None,
    ) -> Callable[[F], F]:
        """Add an operation. Its docstring's first line is the summary."""
        self.entries.append(Entry(method, path, access, takes, largest, weight))

        def add(view: F) -> F:
            summary, _, more = (view.__doc__ or "").strip().partition("\n")
            self.router.api_operation(
                [method],
                path,
                auth=access.checks or None,
                response=response,
                operation_id=view.__name__,
                url_name=re.sub(r"[^a-z]+", "-", _CONVERTER.sub("", path)).strip("-"),
                summary=summary.rstrip("."),
                description=" ".join(more.split()) or None,
                tags=[tag],
                openapi_extra=openapi,
            )(view)
            return view

        return add

    def on(self, route: str) -> dict[str, Entry]:
        """The operations of a route, as the URL resolver writes it, by method."""
        path = "/" + _IN_ROUTE.sub("{", route).replace(">", "}")
        return {one.method: one for one in self.entries if one.public_path == path}


door = Door()
JSON_LIMIT = 256 * 1024
