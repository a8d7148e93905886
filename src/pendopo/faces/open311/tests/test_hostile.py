"""What nobody should send: every answer is one of the specification, and nothing breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest
import xmltodict
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import hostile_photos

from pendopo.faces.open311.tests.conftest import DESCRIPTION, Caller, photo

FORM = "application/x-www-form-urlencoded"
SCRIPT = "<script>alert(1)</script>]]>&'\""


def turned_down(answer: Any, *statuses: int) -> None:
    assert answer.status_code in statuses, (answer.status_code, answer.content[:300])
    assert all(one["code"] == answer.status_code for one in answer.json())


@pytest.mark.parametrize("name", ["description", "service_code", "first_name", "attribute[x]"])
def test_nul_is_refused_everywhere(application: Caller, name: str) -> None:
    turned_down(application.file(**{name: f"{DESCRIPTION}\x00"}), 400)


def test_ten_megabytes_of_words_are_too_large(application: Caller) -> None:
    body = f"api_key={application.key}&description=" + "a" * (10 * 1024 * 1024)
    sent = application.client.post("/open311/v2/requests.json", body, content_type=FORM)
    turned_down(sent, 413)
    turned_down(application.file(description="a" * (10 * 1024 * 1024)), 413)


def test_a_thousand_fields_are_refused(application: Caller) -> None:
    many = "&".join(f"attribute[a{one}]=1" for one in range(1000))
    sent = application.client.post("/open311/v2/requests.json", many, content_type=FORM)
    turned_down(sent, 400)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        (b"kosong", "multipart/form-data"),
        (b"", "multipart/form-data; boundary=" + "b" * 500),
        (b"description=%ff%fe&service_code=complaint", FORM),
        (b"\xff\xfe\x00", FORM),
        (b"[" * 100_000, "application/json"),
    ],
)
def test_broken_bodies_get_an_answer(application: Caller, body: bytes, kind: str) -> None:
    sent = application.client.post("/open311/v2/requests.json", body, content_type=kind)
    turned_down(sent, 400, 403, 415)


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", b"%PDF-1.4", b"\xff\xd8\xff" + b"\x00" * 500],
)
def test_what_is_no_photo_is_refused(application: Caller, data: bytes) -> None:
    file = SimpleUploadedFile("foto.jpg", data, content_type="image/jpeg")
    turned_down(application.file(media=file, description=f"{DESCRIPTION} {len(data)}"), 400)


@pytest.mark.parametrize("name", hostile_photos.REFUSED)
def test_a_photo_that_would_break_us_is_refused(application: Caller, name: str) -> None:
    data = hostile_photos.REFUSED[name]()
    file = SimpleUploadedFile("foto.jpg", data, content_type="image/jpeg")
    turned_down(application.file(media=file, description=f"{DESCRIPTION} {name}"), 400, 413)


@pytest.mark.parametrize("name", hostile_photos.TAKEN)
def test_what_a_camera_wrote_does_not_hurt(application: Caller, name: str) -> None:
    data = hostile_photos.TAKEN[name]()
    file = SimpleUploadedFile("foto.jpg", data, content_type="image/jpeg")
    answer = application.file(media=file, description=f"{DESCRIPTION} {name}")
    assert answer.status_code == 201, answer.content


def test_swapped_says_what_was_meant(application: Caller) -> None:
    answer = application.file(lat="113.82134", long="-7.91355")
    turned_down(answer, 400)
    (line,) = answer.json()
    assert "Maksud Anda -7.91355, 113.82134?" in line["description"]
    assert "Did you mean -7.91355, 113.82134?" in line["description"]
    turned_down(application.file(lat="-6.2", long="106.8"), 400)


@pytest.mark.parametrize(
    ("text", "status"), [("Tlg", 400), ("lampu mati dpn psr", 201), ("🙏🙏🙏", 400), (" ", 400)]
)
def test_a_fragment_as_short_as_an_sms(application: Caller, text: str, status: int) -> None:
    answer = application.file(description=text)
    assert answer.status_code == status, answer.content
    if status == 400:
        turned_down(answer, 400)


def test_a_name_of_a_file_leads_nowhere(application: Caller) -> None:
    file = photo()
    file.name = "../../../etc/passwd"
    assert application.file(media=file).status_code == 201


def test_scripts_stay_words_in_both_formats(application: Caller) -> None:
    answer = application.file(
        "requests.xml", description=f"{DESCRIPTION} {SCRIPT}", account_id=f"{SCRIPT}\x01",
        address_string=SCRIPT,
    )  # fmt: skip
    assert answer.status_code == 201 and b"<script>" not in answer.content
    (request,) = xmltodict.parse(answer.content)["service_requests"].values()
    assert "\ufffd" in request["account_id"]
    for path in ("requests.xml", "services/<script>.xml", "tokens/%3Cscript%3E.xml"):
        page = application.get(path)
        assert b"<script>" not in page.content
        xmltodict.parse(page.content)


@pytest.mark.parametrize(
    "path",
    [
        "requests/" + "9" * 300,
        "services/%00",
        "services/..%2f..%2f",
        "requests/\u202e",
        "tokens/%0a",
    ],
)
def test_odd_addresses_are_not_found(anyone: Caller, path: str) -> None:
    answer = anyone.client.get(f"/open311/v2/{path}.json")
    assert answer.status_code in (400, 404)
    assert json.loads(answer.content)[0]["code"] == answer.status_code


def test_an_address_may_not_be_endless(anyone: Caller) -> None:
    turned_down(anyone.get("requests.json", {"service_code": "a" * 20_000}), 400)


def test_an_unknown_error_says_nothing_of_us(
    anyone: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.faces.open311 import catalogue

    def broken(*_: Any) -> Any:
        raise RuntimeError("rahasia dapur")

    monkeypatch.setattr(catalogue, "offered", broken)
    answer = anyone.get("services.json")
    turned_down(answer, 500)
    assert b"rahasia" not in answer.content and b"Runtime" not in answer.content


def test_no_module_of_the_face_reads_xml_or_opens_a_connection() -> None:
    import ast
    from pathlib import Path

    room = Path(__file__).parents[1]
    names = set()
    for path in room.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    readers = ("xml.etree", "xml.dom", "xml.sax.expat", "lxml", "xmltodict", "defusedxml")
    callers = ("urllib.request", "http.client", "requests", "httpx", "socket", "aiohttp")
    assert names and not [one for one in names if one.startswith((*readers, *callers))]
