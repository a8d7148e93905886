"""`/events`: server-sent events for officers' pages, served natively beside the pages.

An event says only *that* facts of some kinds came; the page then asks for its own parts, and
every right is checked there. A beat every few seconds says that we still hear the database.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError

from pendopo.faces.command.entry import region_for
from pendopo.faces.command.hub import PACE, Hub, Stream, encode
from pendopo.faces.command.rsgi import Exchange, ProtocolClosed, Scope, Transport

BEAT = 5.0  # seconds
LIFE = 600.0  # seconds; then the browser comes again and its rights are checked anew
MOST = 2_000  # streams of one process
_HEADERS = [
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-accel-buffering", "no"),
    ("x-content-type-options", "nosniff"),
]
_hub: Hub | None = None


def start(loop: asyncio.AbstractEventLoop) -> None:
    """Begin to listen, once for each process of the server."""
    global _hub
    _hub = Hub()
    _hub.start(loop)
    _end_streams_on_sigterm(_hub, loop)


def end() -> None:
    """Let every stream finish."""
    if _hub:
        _hub.end()


def _end_streams_on_sigterm(hub: Hub, loop: asyncio.AbstractEventLoop) -> None:
    """The server does not stop while a stream is open, so end them first."""
    before = signal.getsignal(signal.SIGTERM)

    def handle(number: int, frame: Any) -> None:
        loop.call_soon_threadsafe(hub.end)
        if callable(before):
            before(number, frame)

    with contextlib.suppress(ValueError):  # not the main thread: the server handles it alone
        signal.signal(signal.SIGTERM, handle)


async def serve(scope: Scope, exchange: Exchange) -> None:
    """One stream, from the check of who asks to the last byte."""
    if scope.method != "GET":
        _answer(exchange, 405, b"GET\n")
        return
    try:
        region = await sync_to_async(region_for)(scope)
    except DatabaseError:
        _answer(exchange, 503, b"Coba lagi sebentar lagi. Try again in a moment.\n")
        return
    if region is None:
        _answer(exchange, 403, b"Masuk dahulu. Sign in first.\n")
    elif _hub is None or _hub.ended.is_set() or len(_hub.streams) >= MOST:
        _answer(exchange, 503, b"Coba lagi sebentar lagi. Try again in a moment.\n")
    else:
        with contextlib.suppress(ProtocolClosed):  # the reader went away
            await _stream(_hub, Stream(region=region), _last_event_id(scope), exchange)


async def _stream(hub: Hub, stream: Stream, last: int | None, exchange: Exchange) -> None:
    first = hub.join(stream)
    stream.seen = last if last is not None else -1
    gone = asyncio.create_task(_until_gone(exchange, stream))
    try:
        transport = exchange.response_stream(200, _HEADERS)
        await transport.send_bytes(b"retry: 3000\n\n")
        if last is not None:
            await _replay(hub, stream, last, first, transport)
        await _pump(hub, stream, gone, transport)
    finally:
        hub.streams.discard(stream)
        gone.cancel()


async def _replay(hub: Hub, stream: Stream, last: int, first: int, transport: Transport) -> None:
    with contextlib.suppress(psycopg.Error, OSError):  # the next event will do
        if missed := await hub.missed(stream.region, last, first):
            await transport.send_bytes(encode(missed))


async def _pump(hub: Hub, stream: Stream, gone: asyncio.Task[None], transport: Transport) -> None:
    loop = asyncio.get_running_loop()
    ends = loop.time() + LIFE
    quiet = True
    while not (hub.ended.is_set() or gone.done() or loop.time() > ends):
        if quiet and hub.listening:
            await transport.send_bytes(b"event: beat\ndata: {}\n\n")
        quiet = await _nothing_came(stream)
        if not hub.ended.is_set() and (news := stream.take()):
            await transport.send_bytes(encode(news))
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


async def _until_gone(exchange: Exchange, stream: Stream) -> None:
    await exchange.client_disconnect()
    stream.waiting.set()


def _last_event_id(scope: Scope) -> int | None:
    value = scope.headers.get("last-event-id") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _answer(exchange: Exchange, status: int, body: bytes) -> None:
    headers = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]
    headers += [("allow", "GET")] if status == 405 else []
    exchange.response_bytes(status, headers, body)
