"""A browser that, before it sends what it means, sends the same form or body spoiled in every way.

One field at a time gets what no page would send, is left out, or comes twice; files become bombs.
Whatever a spoiled request does is rolled back, so the honest one finds the house as it was.
"""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import xlsxwriter
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from pendopo.documents import ports
from tests.house.roles import Browser, Role
from tests.house.visits import visit
from tests.house.witness import FACTS, NO_FACT_NEEDED

MARK = "<script>alert('jahat')</script>"
WORDS = (
    "\x00", MARK, "1e400", "NaN", "-1", "9" * 400, "A" * 100_000, "../../../etc/passwd",
    "\u202egpj.exe", "35.11\r\nSet-Cookie: a=b", "0-0",
    "00000000-0000-0000-0000-000000000000", "0001-01-01",
)  # fmt: skip
"""What is typed where something else belongs; each field gets a few of them, each form all."""
SHORT = ("\x00", MARK, "1e400", "-1", "9" * 200, "9999-12-31")
"""What is asked of a page in its address."""
A_FIELD = 4
THINGS: tuple[Any, ...] = (None, [], {}, [[[[{}]]]], 10**400, True, "\x00", "A" * 100_000, -1.5e308)
"""What a program puts where something else belongs."""
TOO_MUCH = "A" * 10_000_000
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<Types>&d;&f;</Types>"
)


@dataclass(frozen=True, slots=True)
class Crash:
    """A request that the house did not take in its stride."""

    method: str
    path: str
    how: str
    status: int
    error: str


class Spoiler(Client):
    """Django's test client, which tries every request spoiled first."""

    crashes: ClassVar[list[Crash]] = []
    sent: ClassVar[int] = 0
    _busy = False

    def post(self, path: str, data: Any = None, content_type: str = MULTIPART_CONTENT,
             **more: Any) -> Any:  # fmt: skip
        self._spoil("post", path, data, content_type, more)
        return super().post(path, data, content_type, **more)

    def put(self, path: str, data: Any = "", content_type: str = "application/octet-stream",
            **more: Any) -> Any:  # fmt: skip
        self._spoil("put", path, data, content_type, more)
        return super().put(path, data, content_type, **more)

    def patch(self, path: str, data: Any = "", content_type: str = "application/octet-stream",
              **more: Any) -> Any:  # fmt: skip
        self._spoil("patch", path, data, content_type, more)
        return super().patch(path, data, content_type, **more)

    def _spoil(self, method: str, path: str, data: Any, content_type: str, more: Any) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            for how, spoiled, kind in _spoiled(data, content_type):
                self._try(method, path, spoiled, kind, how, more)
        finally:
            self._busy = False
            cache.clear()  # what counts guesses and haste
            ports.demo_signer()._wrong.clear()  # likewise
            if isinstance(data, dict):
                _again(data)

    def _try(self, method: str, path: str, data: Any, kind: str, how: str, more: Any) -> None:
        """Send it from an address of its own (guesses are counted by address), and take it back."""
        Spoiler.sent += 1
        given = {"REMOTE_ADDR": f"10.254.{self.sent >> 8 & 255}.{self.sent & 255}", **more}
        browser = Browser(Role(), self, given.pop("headers", None) or {})
        raising = self.raise_request_exception
        self.raise_request_exception = False
        logging.disable()  # a test keeps every line with its request, of ten megabytes too
        try:
            answer = visit(browser, method, path, data, look=changed, content_type=kind, **given)
        finally:
            self.raise_request_exception = raising
            logging.disable(logging.NOTSET)
        wrong = answer.error
        if not wrong and answer.status >= 400 and answer.tables:
            wrong = f"refused, and changed {sorted(answer.tables)}"
        if not wrong and MARK.encode() in answer.body:
            wrong = "a script stands in the page"
        if wrong or answer.status >= 500:
            self.crashes.append(Crash(method, path, how, answer.status, wrong))


def changed() -> frozenset[str]:
    """Tables that need a fact and were changed by the transaction we are in, by the witness."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT name FROM house_change WHERE xid = pg_current_xact_id()")
        return frozenset(row[0] for row in cursor.fetchall()) - NO_FACT_NEEDED.keys() - {FACTS}


def _spoiled(data: Any, kind: str) -> Iterator[tuple[str, Any, str]]:
    """(how, the same request with one thing wrong, its content type)."""
    if isinstance(data, dict):
        yield from ((how, form, kind) for how, form in _forms(data))
        yield "ten megabytes", {**data, "lebih": TOO_MUCH}, kind
    elif isinstance(data, str) and kind == "application/json":
        body = json.loads(data or "null")
        yield "no JSON", data[:-1] or "{", kind
        yield "deep", "[" * 20_000, kind
        yield "a form", {"a": "b"}, MULTIPART_CONTENT
        for thing in THINGS:
            yield f"{str(thing)[:20]} as the whole", json.dumps(thing), kind
        for how, spoiled in _bodies(body):
            yield how, json.dumps(spoiled), kind
    elif isinstance(data, bytes):
        yield "nothing", b"", kind
        yield "ten megabytes", TOO_MUCH.encode(), kind


def _forms(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    count = 0
    for name, value in data.items():
        others = {key: one for key, one in data.items() if key != name}
        yield f"{name} left out", _again(others)
        if hasattr(value, "read"):
            for how, file in bombs(value.name):
                yield f"{how} as {name}", _again(others) | {name: file}
            yield f"a word as {name}", _again(others) | {name: "kata"}
            continue
        yield f"a file as {name}", _again(others) | {name: SimpleUploadedFile("a.txt", b"\x00")}
        for _ in range(A_FIELD):
            word = WORDS[count % len(WORDS)]
            count += 1
            yield f"{word[:20]!r} as {name}", _again(others) | {name: word}
    yield "an unknown field", _again(data) | {"__proto__": "\x00"}


def _again(data: dict[str, Any]) -> dict[str, Any]:
    """The same fields; files are read from their beginning once more."""
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return dict(data)


def _bodies(body: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(body, dict):
        return
    for name, value in body.items():
        others = {key: one for key, one in body.items() if key != name}
        yield f"{name} left out", others
        for thing in THINGS:
            yield f"{str(thing)[:20]} as {name}", {**others, name: thing}
        for how, inner in _bodies(value):
            yield f"{how} in {name}", {**others, name: inner}


def bombs(name: str) -> Iterator[tuple[str, SimpleUploadedFile]]:
    """Files that are not what they say."""
    for how, content in _bombs().items():
        yield how, SimpleUploadedFile(name, content)
    yield "a path", SimpleUploadedFile("../../etc/passwd\x00.pdf", b"%PDF-1.4")


@lru_cache
def _bombs() -> dict[str, bytes]:
    return {
        "an empty file": b"",
        "a NUL": b"\x00" * 64,
        "a zip bomb": zipped({"xl/worksheets/sheet1.xml": b"0" * 300_000_000}),
        "a workbook without sheets": zipped({"[Content_Types].xml": b"<Types/>"}),
        "a billion laughs": zipped({"xl/workbook.xml": LAUGHS, "[Content_Types].xml": LAUGHS}),
        "a cell far away": far_away(),
        "a torn picture": b"\x89PNG\r\n\x1a\n" + b"\xff" * 64,
        "a list that is none": b'\xff\xfe"a;b\n' + b"1e400;" * 50,
    }


def far_away() -> bytes:
    """A small workbook whose grid would fill the machine."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    page.write("A1", "NIP")
    page.write("XFD1048576", "jauh")
    book.close()
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return found.getvalue()
