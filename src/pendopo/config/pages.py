"""Pages (WSGI, PEP 3333) run in threads of the web process: one hand-over there, one back.

A page's answer goes out whole. A long one (the ledger's feed, a large file) is sent in pieces by
the same thread, which waits for a slow reader.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from pendopo.faces.command.rsgi import Exchange, Headers, ProtocolClosed, Scope

Pages = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Whole = tuple[int, Headers, bytes]

WHOLE = 1_000_000  # bytes; a longer answer, or one of unknown length, goes in pieces
IN_MEMORY = 256_000  # bytes of a request's body; a longer one waits in a file
LONGEST = 64_000_000  # bytes of a request's body: more than any form takes
_TOO_LONG = b"Kiriman ini terlalu besar. This request is too large.\n"
_TEXT = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
_JOINED = {"cookie": "; "}
"""Headers that come twice are joined by a comma, but these (RFC 9110 section 5.3)."""


class Threads:
    """Runs `pages` in `size` threads."""

    def __init__(self, pages: Pages, *, size: int) -> None:
        self._pages = pages
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="page")

    async def answer(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        loop = asyncio.get_running_loop()
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            if not await _read(exchange, body):
                exchange.response_bytes(413, _TEXT, _TOO_LONG)
                return
            work = _Work(self._pages, exchange, loop)
            whole = await loop.run_in_executor(self._pool, work.run, environ(scope, body))
        if whole is not None:
            exchange.response_bytes(*whole)


class _Work:
    """One page in its thread."""

    def __init__(self, pages: Pages, exchange: Exchange, loop: asyncio.AbstractEventLoop) -> None:
        self._pages = pages
        self._exchange = exchange
        self._loop = loop
        self._status = 0
        self._headers: Headers = []

    def run(self, given: dict[str, Any]) -> Whole | None:
        """The answer, or None when it was sent in pieces."""
        answer = self._pages(given, self._start)
        try:
            if not self._in_pieces(answer):
                return self._status, self._headers, b"".join(answer)
            self._send(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        return None

    def _start(self, status: str, headers: Headers, trouble: Any = None) -> None:
        self._status, self._headers = int(status[:3]), headers

    def _in_pieces(self, answer: Iterable[bytes]) -> bool:
        if not getattr(answer, "streaming", False):
            return False
        lengths = [value for name, value in self._headers if name.lower() == "content-length"]
        return not lengths or int(lengths[0]) > WHOLE

    def _send(self, answer: Iterable[bytes]) -> None:
        async def begin() -> Any:
            return self._exchange.response_stream(self._status, self._headers)

        async def send(piece: bytes) -> None:
            await transport.send_bytes(piece)

        try:
            transport = self._wait(begin())
            for piece in answer:
                self._wait(send(piece))
        except ProtocolClosed:
            pass  # the reader went away

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


async def _read(exchange: Exchange, body: IO[bytes]) -> bool:
    """Put the request's body into `body`, ready to be read; False when it is too long."""
    size = 0
    async for piece in exchange:
        size += len(piece)
        if size > LONGEST:
            return False
        body.write(piece)
    body.seek(0)
    return True


def environ(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The request as PEP 3333 writes it down."""
    server, _, port = scope.server.rpartition(":")
    given: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        before = given.get(key)
        given[key] = value if before is None else f"{before}{_JOINED.get(name, ', ')}{value}"
    return given
