"""Uploads: in pieces that resume, with the form, and what is refused."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pendopo.faces.portal.tests.walking import jpeg

JSON = "application/json"
RAW = "application/offset+octet-stream"


def start(walk: Any, size: int, name: str = "ktp.jpg", client: Any = None) -> Any:
    draft_id = walk.draft.strip("/").split("/")[-1]
    return (client or walk.client).post(
        f"/unggah/{draft_id}/ktp/",
        json.dumps({"name": name, "size": size, "type": "image/jpeg"}),
        content_type=JSON,
    )


def patch(client: Any, url: str, offset: object, data: bytes) -> Any:
    return client.patch(url, data, content_type=RAW, headers={"Upload-Offset": str(offset)})


def test_a_file_goes_up_in_pieces_and_resumes_where_it_was(walk: Any) -> None:
    walk.begin()
    data = jpeg((400, 300))
    half = len(data) // 2
    place = start(walk, len(data)).json()
    assert patch(walk.client, place["url"], 0, data[:half]).status_code == 204
    lost = patch(walk.client, place["url"], 0, data[:half])  # the answer was lost on the way
    assert lost.status_code == 409
    assert lost["Upload-Offset"] == str(half)
    head = walk.client.head(place["url"])
    assert head["Upload-Offset"] == str(half)
    done = patch(walk.client, place["url"], half, data[half:])
    assert done.status_code == 200
    assert done.json()["name"] == "ktp.jpg"
    opened = walk.client.get(f"{walk.draft}unggahan/{done.json()['id']}/")
    assert opened["Content-Type"] == "image/jpeg"
    assert opened["Content-Security-Policy"].endswith("sandbox")


def test_an_uploaded_file_is_listed_kept_and_taken_off(walk: Any) -> None:
    walk.begin()
    walk.fill()
    page = walk.client.get(walk.step("dokumen")).content.decode()
    ids = dict(re.findall(r'type="hidden" name="(\w+)" value="([0-9a-f-]{36})"', page))
    assert "ktp.jpg" in page
    form = {**walk.form(page), **{name: one for name, one in ids.items() if name != "kunci"}}
    gone = walk.client.post(walk.step("dokumen"), {**form, "remove_ktp": ids["ktp"]})
    assert gone.status_code == 200
    assert "ktp.jpg" not in gone.content.decode()
    assert "ijazah.jpg" in gone.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("program.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("half.jpg", jpeg()[:40]),
        ("letter.docx", b"PK\x03\x04" + b"\x00" * 100),
    ],
)
def test_what_is_no_document_is_refused_with_words(walk: Any, name: str, data: bytes) -> None:
    walk.begin()
    walk.answer(walk.first())
    for step in ("jenis-praktik", "sip-ke", "purnawaktu"):
        walk.answer(walk.step(step))
    answer = walk.answer(walk.step("str"), str=SimpleUploadedFile(name, data))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ada masalah" in page
    assert 'href="#str"' in page


def test_a_stranger_can_neither_add_nor_open_files(walk: Any, other: Any) -> None:
    walk.begin()
    data = jpeg()
    assert start(walk, len(data), client=other).status_code == 404
    place = start(walk, len(data)).json()
    assert patch(other, place["url"], 0, data).status_code == 404
    assert other.head(place["url"]).status_code == 404
    done = patch(walk.client, place["url"], 0, data).json()
    assert other.get(f"{walk.draft}unggahan/{done['id']}/").status_code == 404


def test_a_file_of_another_draft_is_not_shown_or_sent(walk: Any, other: Any, regency: Any) -> None:
    from pendopo.faces.portal.tests.walking import Walk

    walk.begin()
    data = jpeg()
    theirs = patch(walk.client, start(walk, len(data)).json()["url"], 0, data).json()["id"]
    thief = Walk(other, regency.answers())
    thief.begin()
    assert other.get(f"{thief.draft}unggahan/{theirs}/").status_code == 404
    thief.fill()
    page = other.get(thief.step("dokumen")).content.decode()
    ids = dict(re.findall(r'type="hidden" name="(\w+)" value="([0-9a-f-]{36})"', page))
    ids.pop("kunci", None)
    other.post(thief.step("dokumen"), {**thief.form(page), **ids, "ktp": theirs})
    assert "ktp.jpg" not in other.get(f"{thief.draft}periksa/").content.decode()
    assert thief.send().status_code == 422


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b'{"size": "many"}', b'{"size": -1}', b"\xff", b"[" * 9000]
)
def test_nonsense_to_begin_with_is_refused(walk: Any, body: bytes) -> None:
    walk.begin()
    draft_id = walk.draft.strip("/").split("/")[-1]
    answer = walk.client.post(f"/unggah/{draft_id}/ktp/", body, content_type=JSON)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_nonsense_while_sending_is_refused(walk: Any) -> None:
    walk.begin()
    data = jpeg()
    place = start(walk, len(data)).json()
    for offset in ("", "x", "-1", "9" * 30, "1e3"):
        wrong = patch(walk.client, place["url"], offset, data)
        assert wrong.status_code == 409
        assert wrong["Upload-Offset"] == "0"
    assert patch(walk.client, place["url"], 10**12, data).status_code == 409
    assert walk.client.get(place["url"]).status_code == 405
    assert start(walk, 10**9).status_code == 422
