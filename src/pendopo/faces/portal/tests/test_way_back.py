"""Who may open a draft: this browser, whoever holds the code, the account; nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings


def test_the_code_leads_back_on_another_device(walk: Any, other: Any) -> None:
    walk.begin()
    walk.answer(walk.first())
    assert other.get(walk.draft).status_code == 404
    answer = other.post("/lanjut/", {"kode": f" {walk.code.lower().replace('-', ' ')} "})
    assert answer["Location"] == walk.draft
    assert "1 dari" in other.get(walk.draft).content.decode()


@pytest.mark.parametrize(
    "path", ["", "kode/", "hapus/", "periksa/", "terkirim/", "langkah/diri/", "langkah/x/"]
)
def test_a_stranger_gets_the_same_answer_as_for_nothing(walk: Any, other: Any, path: str) -> None:
    walk.begin()
    assert other.get(walk.draft + path).status_code == 404
    assert other.get(f"/berkas/01234567-89ab-7def-8123-456789abcdef/{path}").status_code == 404
    assert other.post(walk.draft + path, {"pernyataan": "ya"}).status_code in (404, 405)


def test_a_cookie_that_we_did_not_sign_opens_nothing(walk: Any, other: Any) -> None:
    walk.begin()
    for value in ("", "x", walk.code, walk.client.cookies["berkas"].value[:-2] + "zz"):
        other.cookies["berkas"] = value
        assert other.get(walk.draft).status_code == 404


def test_the_cookie_is_out_of_reach_of_scripts(walk: Any) -> None:
    walk.begin()
    cookie = walk.client.cookies["berkas"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_slip_of_the_hand_is_told_before_anything_is_looked_up(client: Any) -> None:
    for typed in ("", "K7M", "K7M-4QP-2X", "\x00\x00", "é" * 200, "<b>"):
        answer = client.post("/lanjut/", {"kode": typed})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "<title>Galat:" in page
        assert 'href="#kode"' in page


def test_guessing_is_slowed_down(walk: Any, other: Any) -> None:
    from pendopo.core import references
    from pendopo.faces.portal import patience

    walk.begin()
    for _ in range(patience.MOST):
        assert other.post("/lanjut/", {"kode": references.new_reference()}).status_code == 422
    assert other.post("/lanjut/", {"kode": references.new_reference()}).status_code == 429
    assert other.post("/lanjut/", {"kode": walk.code}).status_code == 429


def test_whoever_comes_too_often_is_told_when_to_come_again(
    walk: Any, client: Any, monkeypatch: Any
) -> None:
    """Drafts, files in pieces and files with a form are counted, for all processes at once."""
    import dataclasses

    from pendopo.faces.portal import patience

    for name in ("DRAFTS", "UPLOADS"):
        monkeypatch.setattr(
            patience, name, dataclasses.replace(getattr(patience, name), most=1, seconds=600)
        )
    walk.begin()
    answer = client.post("/ajukan/sip-dokter/", {"kunci": "k" * 12})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "600"
    assert "Coba lagi 10 menit lagi" in answer.content.decode()
    draft_id = walk.draft.strip("/").split("/")[-1]
    announced = {"name": "ktp.jpg", "size": 900, "type": "image/jpeg"}
    start = f"/unggah/{draft_id}/ktp/"
    assert client.post(start, announced, content_type="application/json").status_code == 200
    refused = client.post(start, announced, content_type="application/json")
    assert refused.status_code == 429
    assert "10 menit" in refused.json()["detail"]
    assert refused["Retry-After"] == "600"
    by_form = walk.answer(walk.step("str"))
    assert by_form.status_code == 422
    assert "10 menit" in by_form.content.decode()
    client.cookies["bahasa"] = "en"
    answer = client.post("/ajukan/sip-dokter/", {"kunci": "k" * 12})
    assert "Try again in 10 min" in answer.content.decode()


def test_a_sent_application_is_not_written_any_more(walk: Any, other: Any) -> None:
    walk.begin()
    walk.fill()
    walk.send()
    assert walk.client.get(f"{walk.draft}periksa/")["Location"] == f"{walk.draft}terkirim/"
    assert walk.client.get(walk.step("diri"))["Location"] == walk.draft
    assert walk.client.post(f"{walk.draft}hapus/", {}).status_code == 409
    sent = walk.client.get(f"{walk.draft}terkirim/").content.decode()
    number = re.findall(r'href="/lacak/([^"/]+)/"', sent)[0]
    back = other.post("/lanjut/", {"kode": walk.code})  # on another device
    assert back["Location"].startswith(f"{walk.draft}terkirim/")
    page = other.get(back["Location"]).content.decode()
    assert "Permohonan ini sudah dikirim" in page and number in page
    assert f'href="/lacak/{number}/"' in page
    assert "Jawaban yang Anda kirim" in other.get(f"/urus/{number}/").content.decode()


def test_the_button_pressed_twice_begins_one_draft(walk: Any, client: Any, other: Any) -> None:
    page = client.get("/ajukan/sip-dokter/").content.decode()
    key = re.search(r'name="kunci" value="([^"]+)"', page)
    assert key and walk.client is client
    first, again = (client.post("/ajukan/sip-dokter/", {"kunci": key[1]}) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert "data-copy-text" in client.get(again["Location"]).content.decode()
    # Another browser that sends the very same key begins a draft of its own.
    other.get("/ajukan/sip-dokter/")
    stranger = other.post("/ajukan/sip-dokter/", {"kunci": key[1]})
    assert stranger.status_code == 302 and stranger["Location"] != first["Location"]
    assert other.get(first["Location"]).status_code == 404


def test_pages_of_a_draft_are_nobody_elses_to_keep(walk: Any) -> None:
    walk.begin()
    for path in (walk.draft, walk.step("diri"), f"{walk.draft}periksa/"):
        assert "no-store" in walk.client.get(path)["Cache-Control"]


def test_with_an_account_no_code_is_needed(client: Any, other: Any, regency: Any) -> None:
    from django.contrib.auth import get_user_model

    from pendopo.faces.portal.tests.walking import Walk

    account = get_user_model().objects.get(username="warga")
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    walk = Walk(client, regency.answers())
    page = walk.begin().content.decode()
    assert walk.code == ""
    assert walk.draft in page
    assert other.get(walk.draft).status_code == 404
    walk.fill()
    assert walk.send()["Location"] == f"{walk.draft}terkirim/"
    client.cookies.pop("berkas", None)
    assert "Permohonan terkirim" in client.get(f"{walk.draft}terkirim/").content.decode()
