"""A village's helper at the desk: a power recorded, an application made by it, its end."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pendopo.faces.desk.tests.seeing import text

HELPER = "bantu.pancoran"
GIVEN = {
    "untuk": "layanan", "layanan": "sip-dokter", "nama": "Aminah Contoh",
    "nik": "3511014507900077", "telepon": "081298760003", "lama": "30",
    "nomor_surat": "474/9/2026", "dilihat": "ya",
}  # fmt: skip


def record(client: Any, **changes: Any) -> Any:
    return client.post("/meja/kuasa/baru/", {**GIVEN, "kunci": str(uuid4()), **changes})


def recorded(client: Any, **changes: Any) -> str:
    """Path of the page of a new power."""
    response = record(client, **changes)
    assert response.status_code == 302, text(response)
    return str(response["Location"])


def test_a_helper_comes_to_those_they_help_and_to_nothing_else(officer: Any) -> None:
    client = officer(HELPER)
    assert client.get("/masuk/")["Location"] == "/meja/kuasa/"
    page = text(client.get("/meja/kuasa/"))
    assert "Untuk saya" not in page and 'href="/meja/register/"' not in page
    for path in ("/meja/", "/meja/register/", "/meja/berkas/", "/meja/lompat/"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("username", ["penata.ptsp", "admin.kabupaten", "bupati", "warga"])
def test_nobody_else_records_one(officer: Any, username: str) -> None:
    assert officer(username).get("/meja/kuasa/baru/").status_code == 403
    assert record(officer(username)).status_code == 403


def test_from_the_paper_to_the_application_and_its_end(officer: Any) -> None:
    client = officer(HELPER)
    path = recorded(client)
    begun = client.post(f"{path}ajukan/", {"kunci": str(uuid4())})
    assert begun.status_code == 302 and begun["Location"].startswith("/berkas/")
    draft = begun["Location"]
    assert "dengan surat kuasa" in text(client.get(draft))
    steps = re.findall(rf'href="({draft}langkah/[^"]+)"', text(client.get(draft)))
    pages = [text(client.get(one)) for one in steps]
    assert any('value="Aminah Contoh"' in one for one in pages)
    assert not any("untuk_siapa" in one for one in pages)  # the paper has said for whom
    assert draft in text(client.get(path))
    assert client.post(f"{path}lepas/").status_code == 302
    assert client.get(path).status_code == 404
    assert client.get(draft).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nik": "12"}, "nik"),
        ({"nama": ""}, "nama"),
        ({"telepon": "x"}, "telepon"),
        ({"layanan": "tidak-ada"}, "layanan"),
        ({"lama": "9999"}, "lama"),
        ({"nomor_surat": ""}, "nomor_surat"),
        ({"dilihat": ""}, "dilihat"),
        ({"untuk": "berkas", "nomor": ""}, "nomor"),
        ({"untuk": "berkas", "nomor": "K7M-4QP-2XD", "kode": "K7M-4QP-2XD"}, "nomor"),
    ],
)
def test_what_does_not_hold_is_said_at_its_field(
    officer: Any, changes: dict[str, str], field: str
) -> None:
    response = record(officer(HELPER), **changes)
    assert response.status_code == 422
    assert f'href="#{field}"' in text(response) and f'id="{field}"' in text(response)


def test_an_unreadable_paper_is_refused_and_nothing_is_kept(officer: Any) -> None:
    client = officer(HELPER)
    before = text(client.get("/meja/kuasa/")).count("/meja/kuasa/0")
    wrong = SimpleUploadedFile("kuasa.pdf", b"bukan PDF", content_type="application/pdf")
    response = record(client, surat=wrong, nomor_surat="")
    assert response.status_code == 422 and 'href="#surat"' in text(response)
    assert text(client.get("/meja/kuasa/")).count("/meja/kuasa/0") == before


def test_the_counter_ends_one_for_the_citizen(officer: Any) -> None:
    helper = officer(HELPER)
    path = recorded(helper)
    number = re.findall(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", text(helper.get(path)))[0]
    counter = officer("loket.ptsp")
    assert counter.post("/meja/kuasa/cabut/", {"nomor": number}).status_code == 302
    assert helper.get(path).status_code == 404
    assert "dicabut di loket" in text(helper.get("/meja/kuasa/"))


def test_one_helper_does_not_open_anothers(officer: Any) -> None:
    path = recorded(officer(HELPER))
    counter = officer("loket.ptsp")
    for asked in (counter.get(path), counter.get(f"{path}surat/"), counter.post(f"{path}ajukan/")):
        assert asked.status_code == 404


def test_a_service_is_found_in_ones_own_words(officer: Any) -> None:
    page = text(officer("loket.ptsp").get("/meja/layanan/?q=praktek doktr"))
    assert "/meja/kuasa/baru/?layanan=sip-dokter" in page
    assert "Tidak ada layanan" in text(officer("loket.ptsp").get("/meja/layanan/?q=zzzz"))
