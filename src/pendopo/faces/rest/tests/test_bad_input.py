"""Whatever is sent, the answer is a 4xx with a sentence, never a 500 and never a half change."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from pendopo.faces.rest.tests.applying import SERVICE

NOBODY = str(uuid4())
DEEP = b"[" * 100_000 + b"]" * 100_000


def refused(answer: Any, *statuses: int) -> dict[str, Any]:
    """The problem of a refused request, complete in both languages."""
    assert answer.status_code in statuses, (answer.status_code, answer.content[:300])
    assert answer["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["text"]["id"] == problem["title"] and problem["text"]["en"]
    return problem


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"service": "a", "service": "b"}', 400),
        (b'{"service": NaN}', 400),
        (b'{"service": ' + b"9" * 5000 + b"}", 400),
        (b'{"service": "\\u0000"}', 400),
        (b'{"service": "\\ud800"}', 400),
        (DEEP[:200_000], 400),
        (b'{"service": ' + b"[" * 20 + b"]" * 20 + b"}", 400),
        (b"[]", 422),
        (b'"sip-dokter"', 422),
        (b"null", 422),
        (b'{"service": 3}', 422),
        (b'{"service": "sip-dokter", "language": "jv"}', 422),
        (b'{"service": "sip-dokter", "is_admin": true}', 422),
        (b'{"service": "../../etc/passwd"}', 422),
        (b'{"service": "no-such-service"}', 404),
        (b" " * 300_000, 413),
        (b'{"service": "' + b"a" * 10_000_000 + b'"}', 413),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_body(application: Any, body: bytes, status: int) -> None:
    refused(application.send("drafts", body, key=str(uuid4())), status)


def test_the_kind_of_content(application: Any) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = application.client.post(
            "/api/v1/drafts",
            b'{"service": "sip-dokter"}',
            content_type=kind,
            headers=application.headers,
        )
        refused(answer, 415)
    broken = application.client.post(
        "/api/v1/letters/check", b"--x\r\nrubbish", content_type="multipart/form-data; boundary=x"
    )
    refused(broken, 400, 422)
    unbound = application.client.post(
        "/api/v1/letters/check", b"rubbish", content_type="multipart/form-data"
    )
    refused(unbound, 400, 422)


@pytest.mark.parametrize(
    "path",
    [
        "services/%00",
        "services/SIP",
        "services/no-such-service",
        "services/" + "a" * 5000,
        "services?q=%00",
        "services?limit=0",
        "services?limit=x",
        "services?cursor=%00",
        "services?cursor=bm9wZQ",
        "services?cursor=%C3%A9",
        "services?q=" + "a" * 201,
        "track/K7M-4QP-2XD",
        "track/%00%00%00%00%00%00%00%00%00",
        "track/x",
        "letters/K7M-4QP-2XD",
        "ledger/feed?after=-1",
        "ledger/feed?after=99999999999999999999999",
        "ledger/receipts/K7M-4QP-2XD",
        "drafts/not-a-uuid",
        "nowhere",
        "services/../../etc/passwd",
    ],
)
def test_an_address(anyone: Any, path: str) -> None:
    refused(anyone.client.get(f"/api/v1/{path}"), 400, 404, 422)


@pytest.mark.parametrize("key", ["", "short", "x" * 81, "has space", "naïve-key-1"])
def test_a_key(application: Any, key: str) -> None:
    headers = {**application.headers, **({"idempotency-key": key} if key else {})}
    answer = application.client.post(
        f"/api/v1/drafts/{NOBODY}/submit",
        {"version": 1},
        content_type="application/json",
        headers=headers,
    )
    assert refused(answer, 422)["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize("version", [-1, 2**31, 1.5, "1", None, True, [1]])
def test_a_version(application: Any, version: object) -> None:
    answer = application.send(f"drafts/{NOBODY}/submit", {"version": version}, key=NOBODY)
    refused(answer, 422)


def test_strange_answers_change_nothing(application: Any) -> None:
    draft = application.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    step = draft["steps"][0]
    path = f"drafts/{draft['id']}/steps/{step}"
    for value in ({"a": [{}]}, [[]], 10**14, 1e14, "x" * 200_000, True, {"": ""}, ["\n"] * 500):
        body = {"version": draft["version"], "answers": {"profesi": value}}
        refused(application.send(path, body, method="PUT"), 422)
    stale = {"version": draft["version"] + 1, "answers": {"profesi": "dokter"}}
    assert refused(application.send(path, stale, method="PUT"), 409)["code"] == "draft_stale"
    after = application.get(f"drafts/{draft['id']}").json()
    assert (after["version"], after["answers"]) == (draft["version"], draft["answers"])


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("kosong.pdf", b"", 422),
        ("naskah.docx", b"PK\x03\x04" + b"\0" * 100, 422),
        ("bukan.pdf", b"<html>", 422),
        ("potong.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, 422),
        ("../../etc/passwd", b"root:x:0:0", 422),
        ("besar.pdf", b"%PDF-1.4" + b"\0" * (10 * 1024 * 1024), 413),
        ("terlalu.pdf", b"%PDF-1.4" + b"\0" * (12 * 1024 * 1024), 413),
    ],
)
def test_a_file(application: Any, name: str, data: bytes, status: int) -> None:
    draft = application.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    refused(application.upload(f"drafts/{draft['id']}/files", name, data), status)


def test_any_file_can_be_checked(anyone: Any) -> None:
    for data in (b"x", b"%PDF-1.4 rubbish", b"\0" * 1000, b"%PDF-1.7\n%%EOF"):
        answer = anyone.upload("letters/check", "surat.pdf", data)
        assert answer.status_code == 200, answer.content
        assert answer.json()["verdict"] in ("unreadable", "unsigned")
    refused(anyone.client.post("/api/v1/letters/check", {"surat": "x"}), 422)


@pytest.mark.parametrize(
    "receipt",
    [
        {},
        {"head": 3, "fact": []},
        {"head": {"size": 1e9}, "fact": {}},
        {"head": {"size": "9" * 5000}, "fact": {}},
        {"head": None, "fact": {"recorded_at": "x"}, "seq": -5, "proof": [None]},
    ],
)
def test_any_receipt_can_be_checked(anyone: Any, receipt: dict[str, Any]) -> None:
    answer = anyone.send("ledger/check", {"receipt": receipt})
    assert (answer.status_code, answer.json()["holds"]) == (200, False)


def test_a_method_that_there_is_not(anyone: Any) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"):
        answer = anyone.client.generic(method, "/api/v1/services")
        assert answer.status_code == 405 and answer["Allow"] == "GET"


def test_problems_are_json_whatever_is_wanted(anyone: Any) -> None:
    answer = anyone.client.get("/api/v1/track/K7M-4QP-2XD", headers={"accept": "text/html"})
    assert json.loads(answer.content)["type"].startswith("urn:pendopo:problem:")
