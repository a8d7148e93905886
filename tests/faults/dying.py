"""The web application, made to die when a request asks for it (a header only tests send).

`before`: as soon as it arrived; `during`: some milliseconds later, somewhere between statements;
`after`: when the verb has committed and the answer is about to leave.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from pendopo.config.asgi import application as whole

HEADER = b"x-die"
Message = MutableMapping[str, Any]


async def application(
    scope: Message,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    wish = dict(scope.get("headers") or ()).get(HEADER, b"").decode()
    if wish == "before":
        _die()
    if wish.startswith("during "):
        threading.Timer(float(wish.split()[1]), _die).start()

    async def sending(message: Message) -> None:
        if wish == "after" and message["type"] == "http.response.start":
            _die()
        await send(message)

    await whole(scope, receive, sending)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
