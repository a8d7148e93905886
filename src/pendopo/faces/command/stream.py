"""`/events`: server-sent events for officers' pages, served natively beside the pages.

An event says only *that* facts of some kinds came; the page then asks for its own parts, and
every right is checked there. A beat every few seconds says that we still hear the database.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError

from pendopo.faces.command.entry import region_for
from pendopo.faces.command.hub import PACE, Hub, Stream, encode

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BEAT = 5.0  # seconds
LIFE = 600.0  # seconds; then the browser comes again and its rights are checked anew
MOST = 2_000  # streams of one process
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
_hub: Hub | None = None


async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    global _hub
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _hub = Hub()
            _hub.start()
            _end_streams_on_sigterm(_hub)
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            if _hub:
                _hub.end()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _end_streams_on_sigterm(hub: Hub) -> None:
    """The server does not stop while a stream is open, so end them first."""
    before = signal.getsignal(signal.SIGTERM)
    loop = asyncio.get_running_loop()

    def handle(number: int, frame: Any) -> None:
        loop.call_soon_threadsafe(hub.end)
        if callable(before):
            before(number, frame)

    with contextlib.suppress(ValueError):  # not the main thread: the server handles it alone
        signal.signal(signal.SIGTERM, handle)


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """One stream, from the check of who asks to the last byte."""
    if scope["method"] != "GET":
        await _answer(send, 405, b"GET\n")
        return
    try:
        region = await sync_to_async(region_for)(scope)
    except DatabaseError:
        await _answer(send, 503, b"Coba lagi sebentar lagi. Try again in a moment.\n")
        return
    if region is None:
        await _answer(send, 403, b"Masuk dahulu. Sign in first.\n")
    elif _hub is None or _hub.ended.is_set() or len(_hub.streams) >= MOST:
        await _answer(send, 503, b"Coba lagi sebentar lagi. Try again in a moment.\n")
    else:
        await _stream(_hub, Stream(region=region), _last_event_id(scope), receive, send)


async def _stream(hub: Hub, stream: Stream, last: int | None, receive: Receive, send: Send) -> None:
    hub.streams.add(stream)
    gone = asyncio.create_task(_until_gone(receive, stream))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await _body(send, b"retry: 3000\n\n")
        if last is not None:
            await _replay(hub, stream, last, send)
        await _pump(hub, stream, gone, send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        hub.streams.discard(stream)
        gone.cancel()


async def _replay(hub: Hub, stream: Stream, last: int, send: Send) -> None:
    with contextlib.suppress(psycopg.Error, OSError):  # the next event will do
        if missed := await hub.missed(stream.region, last):
            await _body(send, encode(missed))
            stream.skip_to(missed[1])


async def _pump(hub: Hub, stream: Stream, gone: asyncio.Task[None], send: Send) -> None:
    loop = asyncio.get_running_loop()
    ends = loop.time() + LIFE
    quiet = True
    while not (hub.ended.is_set() or gone.done() or loop.time() > ends):
        if quiet and hub.listening:
            await _body(send, b"event: beat\ndata: {}\n\n")
        quiet = await _nothing_came(stream)
        if not hub.ended.is_set() and (news := stream.take()):
            await _body(send, encode(news))
            await asyncio.sleep(PACE)


async def _nothing_came(stream: Stream) -> bool:
    """Wait for news at most a beat long."""
    try:
        async with asyncio.timeout(BEAT):
            await stream.waiting.wait()
    except TimeoutError:
        return True
    stream.waiting.clear()
    return False


async def _until_gone(receive: Receive, stream: Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.waiting.set()


def _last_event_id(scope: Scope) -> int | None:
    for name, value in scope["headers"]:
        if name.lower() == b"last-event-id" and value.isdigit() and len(value) < 19:
            return int(value)
    return None


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    headers += [(b"allow", b"GET")] if status == 405 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _body(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})
