"""One origin: live streams run on the loop, pages in threads beside them.

A page through Django's own asynchronous handler is several times slower, and a stream in a page
thread would block it: hence the small router. docs/decisions/0005 has the figures.
"""

from __future__ import annotations

import asyncio
import gc

from pendopo.config.pages import Threads
from pendopo.config.wsgi import application as pages
from pendopo.faces.command import stream
from pendopo.faces.command.rsgi import Exchange, Scope

THREADS = 4
YOUNG = 50_000
"""New objects between two looks for garbage: a request makes some thousands, most of them freed
without a look, and each look costs as much as a statement."""


class Web:
    """What granian runs in each of its processes (RSGI)."""

    def __init__(self) -> None:
        self._pages = Threads(pages, size=THREADS)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        stream.start(loop)
        gc.collect()
        gc.freeze()  # what is loaded now stays for good
        gc.set_threshold(YOUNG, 20, 20)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        stream.end()

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        if scope.proto != "http":
            return
        if scope.path == "/events" or scope.path.startswith("/events/"):
            await stream.serve(scope, exchange)
        else:
            await self._pages.answer(scope, exchange)


application = Web()
