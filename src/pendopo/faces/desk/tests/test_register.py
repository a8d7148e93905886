"""The register at the desk: found, decided on, taken out, brought in; and what the public sees."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pendopo.faces.desk.tests.seeing import text, work

CODE = "35.11"


@pytest.fixture
def granted(regency: Any, officer: Any) -> Any:
    """A case whose licence is in the register; its id."""
    from tests.house.registers import MONDAY
    from tests.house.walks import to_signature

    from pendopo.casework.actions.licences import grant_licence
    from pendopo.ledger import api as ledger

    case = to_signature(regency)
    assert case.sign().ok
    with ledger.use_region(CODE):
        grant_licence(case_id=case.case_id, now=MONDAY)
    return case


def url(case: Any, rest: str = "") -> str:
    return f"/meja/register/{case.mine().licence.id}/{rest}"


def test_a_licence_is_found_and_its_holder_stays_masked(granted: Any, officer: Any) -> None:
    clerk, number = officer("loket.ptsp"), granted.mine().licence.number
    for query in (f"?nomor={number}", "?status=valid&dari=2026-11-16&sampai=2026-11-16"):
        assert number in text(clerk.get(f"/meja/register/{query}"))
    assert number not in text(clerk.get("/meja/register/?status=revoked"))
    assert number not in text(clerk.get("/meja/register/?sampai=2026-11-15"))
    page = text(clerk.get(url(granted)))
    assert granted.view("loket.ptsp").applicant_masked in page
    assert "bekukan/" not in page, "a clerk decides nothing"
    assert clerk.get(url(granted, "bekukan/")).status_code == 403


def test_a_suspension_asks_first_and_is_told_everywhere(granted: Any, officer: Any) -> None:
    head, public = officer("kadis.ptsp"), officer("warga")
    verify = next(one.verify_id for one in granted.mine().letters)
    page = text(head.get(url(granted, "bekukan/")))
    assert "Masa berlakunya tetap berjalan" in page and "21 hari kerja" in page
    sent = {"versi": "1", "alasan": "", "dasar": "UU 30/2014 Pasal 65"}
    wrong = head.post(url(granted, "bekukan/"), sent)
    assert wrong.status_code == 422 and "Pilih salah satu alasan." in text(wrong)
    sent |= {"alasan": "inspection", "penjelasan": "Ruang tunggu terendam."}
    past = {"sampai-day": "1", "sampai-month": "1", "sampai-year": "2020"}
    assert head.post(url(granted, "bekukan/"), {**sent, **past}).status_code == 422
    done = head.post(url(granted, "bekukan/"), sent)
    assert done.status_code == 302 and "Dibekukan" in text(head.get(url(granted)))
    again = head.post(url(granted, "cabut/"), {**sent, "versi": "1"})
    assert again.status_code == 409 and "diubah orang lain" in text(again)
    seen = text(public.get(f"/verify/{verify}"))
    assert "Temuan pengawasan" in seen and "16 November 2026" in seen
    assert "terendam" not in seen, "the explanation is for the holder and the agency"
    api = public.get(f"/api/v1/letters/{verify}").json()
    assert (api["standing"], api["licence"]["reason"], api["licence"]["since"]) == (
        "suspended", "inspection", "2026-11-16",
    )  # fmt: skip


def test_data_in_clear_are_shown_once_and_recorded(granted: Any, officer: Any) -> None:
    head = officer("kadis.ptsp")
    opened = text(head.post(url(granted, "lihat/"), {"tujuan": "check"}))
    assert "Pembukaan ini tercatat" in opened
    assert "Pembukaan ini tercatat" not in text(head.get(url(granted)))


def test_the_book_and_the_recap_take_few_statements(
    granted: Any, officer: Any, statements: Any
) -> None:
    head = officer("kadis.ptsp")
    for path in ("/meja/register/", "/meja/register/buku/", "/meja/register/rekap/"):
        head.get(path)
        with statements() as captured:
            assert head.get(path).status_code == 200
        assert len(work(captured)) <= 14, (path, work(captured))


def test_a_clerk_takes_the_book_out_masked_only(granted: Any, officer: Any) -> None:
    clerk = officer("loket.ptsp")
    sent = {"bentuk": "xlsx", "dari": "2026-11-16", "sampai": "2026-11-16"}
    book = clerk.post("/meja/register/buku/ambil/", sent)
    assert book.status_code == 200 and book.content.startswith(b"PK")
    assert book["Content-Disposition"].startswith("attachment")
    full = clerk.post("/meja/register/buku/ambil/", {**sent, "nama": "lengkap"})
    assert full.status_code == 403
    backwards = {**sent, "dari": "2026-12-01"}
    assert clerk.post("/meja/register/buku/ambil/", backwards).status_code == 422


def test_the_recap_is_signed_with_a_passphrase_or_says_why_not(officer: Any) -> None:
    head = officer("kadis.ptsp")
    page = text(head.get("/meja/register/rekap/?bulan=2026-07"))
    assert 'name="frasa"' in page and "Dua belas bulan terakhir" in page
    assert 'name="frasa"' not in text(head.get("/meja/register/rekap/")), "the month is not over"
    organisation = head_agency()
    sent = {"bulan": "2026-07", "organisasi": organisation, "frasa": ""}
    assert head.post("/meja/register/rekap/tanda-tangan/", sent).status_code == 422
    wrong = head.post("/meja/register/rekap/tanda-tangan/", {**sent, "frasa": "bukan ini"})
    assert wrong.status_code == 422 and "bukan ini" not in text(wrong)
    for form, start in (("xlsx", b"PK"), ("pdf", b"%PDF-")):
        file = head.get(f"/meja/register/rekap/berkas/?bulan=2026-07&bentuk={form}")
        assert file.content.startswith(start)


def head_agency() -> str:
    from tests.house.registers import agency
    from tests.regency import Regency

    return str(agency(Regency()))


def test_an_old_register_is_judged_copied_and_told_for_what_it_is(
    regency: Any, officer: Any
) -> None:
    from tests.house.registers import old_list

    head = officer("kadis.ptsp")
    assert officer("loket.ptsp").get("/meja/register/impor/").status_code == 403
    broken = {"daftar": SimpleUploadedFile("a.xlsx", b"x"), "organisasi": head_agency()}
    answer = head.post("/meja/register/impor/", broken)
    assert answer.status_code == 422 and "bukan buku kerja Excel" in text(answer)
    number = f"503/{uuid4().hex[:6]}/desk"
    list_ = SimpleUploadedFile("a.xlsx", old_list(number))
    sent = {"daftar": list_, "organisasi": head_agency()}
    judged = head.post("/meja/register/impor/", sent)["Location"]
    assert "siap disalin" in text(head.get(judged))
    assert head.post(judged, {"versi": "1"}).status_code == 302
    assert "Sedang disalin" in text(head.get(judged))
    assert head.get("/meja/register/impor/contoh.xlsx").content.startswith(b"PK")


def test_a_long_book_is_ordered_followed_and_fetched(
    regency: Any, officer: Any, monkeypatch: Any
) -> None:
    from tests.worker import Worker

    from pendopo.casework import api
    from pendopo.casework.tests.test_licence_life import granted

    granted(regency)
    monkeypatch.setattr(api, "AT_ONCE", 0)
    client = officer("kadis.ptsp")
    sent = {"bentuk": "xlsx", "nama": "lengkap", "kunci": "buku-kunci-12"}
    first = client.post("/meja/register/buku/ambil/", sent)
    assert first.status_code == 302
    assert client.post("/meja/register/buku/ambil/", sent)["Location"] == first["Location"]
    address = first["Location"]
    page = client.get(address).content.decode()
    assert "Sedang disiapkan" in page and 'http-equiv="refresh"' in page
    assert client.get(f"{address}berkas/").status_code == 404
    Worker().drain()
    page = client.get(address).content.decode()
    assert f'href="{address}berkas/"' in page and 'http-equiv="refresh"' not in page
    assert "Siap diambil" in client.get("/meja/register/buku/").content.decode()
    file = client.get(f"{address}berkas/")
    assert file.content[:2] == b"PK" and file["Cache-Control"] == "private, no-store"
    assert "attachment" in file["Content-Disposition"]
    other = officer("kabid.ptsp")
    assert other.get(address).status_code == other.get(f"{address}berkas/").status_code == 404
