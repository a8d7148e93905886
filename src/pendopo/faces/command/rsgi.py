"""What the server hands over: the parts of RSGI that Pendopo uses (granian's RSGI, version 1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from granian.rsgi import (  # type: ignore[attr-defined]  # it hands it on without saying so
    ProtocolClosed as ProtocolClosed,
)

Headers = list[tuple[str, str]]


class AskedHeaders(Protocol):
    """Header names are in lower case; `items` tells one that came twice as two."""

    def get(self, key: str, default: str | None = None) -> str | None: ...

    def items(self) -> Headers: ...


class Scope(Protocol):
    """One request; `path` is unquoted, `client` and `server` are `host:port`."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str

    @property
    def headers(self) -> AskedHeaders: ...


class Transport(Protocol):
    """An answer sent in pieces; waits for a slow reader."""

    async def send_bytes(self, data: bytes) -> None: ...


class Exchange(Protocol):
    """The body that comes (in pieces) and the one answer that goes."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def client_disconnect(self) -> None: ...

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_stream(self, status: int, headers: Headers) -> Transport: ...
