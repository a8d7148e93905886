"""The web application, made to die when a request asks for it (a header only tests send).

`before`: as soon as it arrived; `during`: some milliseconds later, somewhere between statements;
`after`: when the verb has committed and the answer is about to leave.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator

from pendopo.config.web import application as whole
from pendopo.faces.command.rsgi import Exchange, Headers, Scope, Transport

HEADER = "x-die"


class Dying:
    """The whole application, and a death where the request asks for one."""

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        whole.__rsgi_init__(loop)

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        wish = scope.headers.get(HEADER) or ""
        if wish == "before":
            _die()
        if wish.startswith("during "):
            threading.Timer(float(wish.split()[1]), _die).start()
        await whole.__rsgi__(scope, Silenced(exchange) if wish == "after" else exchange)


class Silenced:
    """An exchange that dies when its answer would leave."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._exchange.__aiter__()

    async def client_disconnect(self) -> None:
        await self._exchange.client_disconnect()

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        _die()

    def response_stream(self, status: int, headers: Headers) -> Transport:
        _die()
        raise AssertionError("still alive")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


application = Dying()
