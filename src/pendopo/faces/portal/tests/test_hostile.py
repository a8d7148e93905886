"""Input that nobody means well with: a sentence or a plain refusal, never a crash."""

from __future__ import annotations

from typing import Any

import pytest

NASTY = ["\x00", "A" * 100_000, "<script>alert(1)</script>", "\u202egpj.exe", "-1", "1e309", "[]",
         "\r\nSet-Cookie: a=b"]  # fmt: skip
FIELDS = ("profesi", "nama", "nik", "telepon", "tanggal_lahir-day", "tanggal_lahir-year",
          "alamat-jalan", "ktp", "pernyataan", "versi", "kunci", "kembali",
          "remove_ktp")  # fmt: skip


@pytest.mark.parametrize("nasty", NASTY)
def test_no_answer_crashes_a_page(walk: Any, nasty: str) -> None:
    walk.begin()
    walk.answer(walk.first())
    for step in ("profesi", "diri", "alamat", "str", "dokumen", "pernyataan"):
        path = walk.step(step)
        page = walk.client.get(path).content.decode()
        for field in (one for one in FIELDS if f'name="{one.removeprefix("remove_")}"' in page):
            answer = walk.answer(path, **{field: nasty})
            assert answer.status_code in (200, 302, 409, 422), (step, field)
            assert b"<script>alert" not in answer.content
    assert walk.send(kunci=nasty, versi=nasty).status_code in (302, 409, 422)


@pytest.mark.parametrize("nasty", NASTY)
def test_no_address_crashes(client: Any, nasty: str) -> None:
    for path in ("/", "/layanan/", "/lanjut/"):
        answer = client.get(path, {"q": nasty, "peristiwa": nasty, "instansi": nasty})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    assert client.post("/lanjut/", {"kode": nasty}).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/berkas/x/", "/layanan/../etc/", "/layanan/%00/", "/ajukan/%F0%9F/", "/unggah/1/2/",
     "/layanan/" + "a" * 3000 + "/"],
)  # fmt: skip
def test_addresses_that_are_none_are_not_found(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/layanan/", "/layanan/sip-dokter/"])
def test_reading_pages_take_no_posts(client: Any, path: str) -> None:
    assert client.post(path, {}).status_code == 405


def test_a_form_from_elsewhere_is_refused(walk: Any) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    assert strict.post("/ajukan/sip-dokter/", {}).status_code == 403
    walk.begin()
    strict.cookies = walk.client.cookies
    assert strict.post(f"{walk.draft}hapus/", {}).status_code == 403


def test_the_key_of_one_form_does_not_send_another(walk: Any, other: Any, regency: Any) -> None:
    """A key is the sender's own: the same key of someone else is another command."""
    from pendopo.faces.portal.tests.walking import Walk

    walk.begin()
    walk.fill()
    assert walk.send(kunci="kunci-yang-sama").status_code == 302
    second = Walk(other, regency.answers())
    second.begin()
    second.fill()
    assert second.send(kunci="kunci-yang-sama").status_code == 302
