"""Pages in threads: what a page is told of a request, and how its answer goes out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from pendopo.config import pages
from pendopo.faces.command.rsgi import Headers, ProtocolClosed


@dataclass
class Names:
    given: Headers

    def get(self, key: str, default: str | None = None) -> str | None:
        return dict(self.given).get(key, default)

    def items(self) -> Headers:
        return self.given


@dataclass
class Request:
    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    headers: Names = field(default_factory=lambda: Names([]))
    proto: str = "http"
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    client: str = "[::1]:4711"
    scheme: str = "http"


@dataclass
class Line:
    """The other end: `body` comes in these pieces; `leaves` pieces of a stream are read."""

    body: tuple[bytes, ...] = ()
    leaves: int = 1_000
    whole: tuple[int, Headers, bytes] | None = None
    pieces: list[bytes] = field(default_factory=list)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.body:
            yield piece

    async def client_disconnect(self) -> None:
        await asyncio.Event().wait()

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.whole = (status, headers, body)

    def response_stream(self, status: int, headers: Headers) -> Line:
        return self

    async def send_bytes(self, data: bytes) -> None:
        if len(self.pieces) == self.leaves:
            raise ProtocolClosed
        self.pieces.append(data)


@dataclass
class Stream:
    """What Django returns for a streaming response."""

    made: Iterator[bytes]
    closed: bool = False
    streaming: bool = True

    def __iter__(self) -> Iterator[bytes]:
        return self.made

    def close(self) -> None:
        self.closed = True


def answer(
    page: Callable[[dict[str, Any]], tuple[Headers, Iterable[bytes]]],
    line: Line,
    request: Request | None = None,
) -> Line:
    def app(given: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        headers, body = page(given)
        start("200 OK", headers)
        return body

    asyncio.run(pages.Threads(app, size=1).answer(request or Request(), line))
    return line


def test_a_request_is_told_as_pep_3333_says() -> None:
    asked = Request(
        method="POST",
        path="/izin/é",
        query_string="q=%20x",
        headers=Names(
            [("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x"), ("accept", "y"),
             ("content-type", "text/plain"), ("content-length", "4")]
        ),
    )  # fmt: skip
    seen: dict[str, Any] = {}

    def page(given: dict[str, Any]) -> tuple[Headers, Iterable[bytes]]:
        seen.update(given, body=given["wsgi.input"].read())
        return [], [b"ok"]

    line = answer(page, Line(body=(b"ab", b"", b"cd")), asked)
    assert line.whole == (200, [], b"ok")
    assert seen["body"] == b"abcd"
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/izin/é"
    assert seen["QUERY_STRING"] == "q=%20x"
    assert seen["HTTP_COOKIE"] == "a=1; b=2"
    assert seen["HTTP_ACCEPT"] == "x, y"
    assert (seen["CONTENT_TYPE"], seen["CONTENT_LENGTH"]) == ("text/plain", "4")
    assert (seen["REMOTE_ADDR"], seen["SERVER_PORT"]) == ("[::1]", "8000")


def test_a_body_without_end_is_refused_before_any_page_sees_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages, "LONGEST", 10)
    line = answer(lambda given: pytest.fail("the page ran"), Line(body=(b"x" * 6, b"x" * 6)))
    assert line.whole is not None and line.whole[0] == 413


@pytest.mark.parametrize(
    ("headers", "in_pieces"),
    [([("Content-Length", "4")], False), ([("Content-Length", "2000000")], True), ([], True)],
)
def test_only_a_long_or_endless_answer_goes_in_pieces(headers: Headers, in_pieces: bool) -> None:
    body = Stream(iter([b"ab", b"cd"]))
    line = answer(lambda given: (headers, body), Line())
    assert (line.pieces == [b"ab", b"cd"]) is in_pieces
    assert (line.whole == (200, headers, b"abcd")) is not in_pieces
    assert body.closed


def test_a_reader_who_leaves_ends_the_page() -> None:
    made: list[int] = []

    def endless() -> Iterator[bytes]:
        while len(made) < 1_000:
            made.append(1)
            yield b"x"

    body = Stream(endless())
    line = answer(lambda given: ([], body), Line(leaves=3))
    assert len(line.pieces) == 3
    assert len(made) == 4
    assert body.closed
