"""Finding a service: home, catalogue, search, the published standard."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.faces.portal.tests.conftest import work


def test_home_has_one_question_and_the_ways_on(client: Any) -> None:
    page = client.get("/").content.decode()
    assert "Mau urus apa hari ini?" in page
    assert 'name="q"' in page
    assert page.count("<h1") == 1
    assert 'href="/layanan/' in page  # one by one, or by agency where there are many


@pytest.mark.parametrize(
    "words", ["izin praktik dokter", "ijin praktek doktr", "perizinan dokter", "SIP", "doctor"]
)
def test_search_forgives_spelling(client: Any, words: str) -> None:
    page = client.get("/layanan/", {"q": words}).content.decode()
    assert "/layanan/sip-dokter/" in page


@pytest.mark.parametrize("words", ["xyzzy", "\x00", "' OR 1=1 --", "<script>", "a" * 5000, "%"])
def test_search_without_a_hit_is_a_kind_page(client: Any, words: str) -> None:
    answer = client.get("/layanan/", {"q": words})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_the_catalogue_narrows_by_life_event_and_agency(client: Any) -> None:
    def page(query: str) -> str:
        return str(client.get(f"/layanan/?{query}").content.decode())

    assert "/layanan/sip-dokter/" in page("peristiwa=starting-work")
    assert "Belum ketemu" in page("peristiwa=having-a-child")
    assert "Belum ketemu" in page("instansi=nowhere")


def test_the_service_page_publishes_all_14_components(client: Any) -> None:
    page = client.get("/layanan/sip-dokter/").content.decode()
    for words in (
        "GRATIS, laporkan pungli", "9 hari kerja", "Syarat", "Langkah-langkahnya", "Dasar hukum",
        "Biaya/tarif", "Produk pelayanan", "Penanganan pengaduan", "Sarana, prasarana",
        "Kompetensi pelaksana", "Pengawasan internal", "Jumlah pelaksana", "Jaminan pelayanan",
        "Jaminan keamanan", "Evaluasi kinerja", "contoh", "/ajukan/sip-dokter/",
    ):  # fmt: skip
        assert words in page, words


def test_it_speaks_english_completely_where_it_was_chosen(client: Any) -> None:
    client.cookies["bahasa"] = "en"
    page = client.get("/layanan/sip-dokter/").content.decode()
    assert '<html lang="en"' in page
    assert "practice licence" in page
    assert "9 working days" in page


@pytest.mark.parametrize("path", ["/layanan/tidak-ada/", "/ajukan/tidak-ada/"])
def test_an_unknown_service_is_not_found(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/layanan/", "/layanan/sip-dokter/"])
def test_pages_that_many_open_ask_the_database_little(
    client: Any, statements: Any, path: str
) -> None:
    """At most six statements, with everything a process may remember forgotten but regions."""
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    client.get(path)
    with ledger.use_region("35.11"):
        directory.forget_chart()
    with statements() as captured:
        client.get(path)
    assert len(work(captured)) <= 6, work(captured)
