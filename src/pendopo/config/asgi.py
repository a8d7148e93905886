"""One origin: live streams run natively, pages through their own threads.

A page through Django's own ASGI handler is several times slower, and a stream in a page
thread would block it: hence the small router.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from pendopo.config.wsgi import application as pages
from pendopo.faces.command import stream

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_pages = WSGIMiddleware(pages, workers=4)  # type: ignore[arg-type]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await stream.lifespan(scope, receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/events"):
        await stream.serve(scope, receive, send)
    elif scope["type"] == "http":
        await _page(scope, receive, send)


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand the request to a page thread, which reads its body through this loop.

    The server's `receive` and `send` are awaitables but no coroutines, and the loop takes only
    coroutines from other threads.
    """

    async def take() -> MutableMapping[str, Any]:
        return await receive()

    async def give(message: MutableMapping[str, Any]) -> None:
        await send(message)

    await _pages(scope, take, give)  # type: ignore[arg-type]
