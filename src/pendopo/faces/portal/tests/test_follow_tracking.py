"""Tracking, receipts and the ledger, over HTTP: what anyone may see, and nothing personal."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

DAY = dt.timedelta(days=1)
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture(scope="module")
def case(regency: Any) -> Any:
    """A checked case, waiting for the health agency."""
    sent = regency.submit(nama="dr. Wulandari Puspita")
    sent.do("loket.ptsp", "lengkap", MONDAY)
    return sent


def test_a_number_is_found_however_it_is_typed(client: Any, case: Any) -> None:
    answer = client.get("/lacak/", {"nomor": case.number.lower().replace("-", " ")})
    assert (answer.status_code, answer["Location"]) == (302, f"/lacak/{case.number}/")
    assert client.get(f"/lacak/{case.number.lower()}/")["Location"] == f"/lacak/{case.number}/"


@pytest.mark.parametrize("typed", ["", "abc", "K7M-4QP-2XE", "x" * 500, "\x00", "<b>"])
def test_a_wrong_number_is_said_kindly(client: Any, typed: str) -> None:
    answer = client.get("/lacak/", {"nomor": typed})
    assert answer.status_code == 422
    assert "<title>Galat:" in text(answer) and "<b>" not in text(answer).split("<h1")[1][:200]


def test_the_page_tells_who_has_it_until_when_and_nothing_personal(client: Any, case: Any) -> None:
    page = text(client.get(f"/lacak/{case.number}/"))
    assert "Sekarang di tangan" in page and "Dinas Kesehatan" in page
    assert "Dinyatakan lengkap dan benar" in page and "Berkas diterima" in page
    assert "hari kerja" in page and "Benang merah" in page
    for secret in ("Wulandari", "Puspita", "3511", "0812", case.code):
        assert secret not in page, secret


def test_unknown_numbers_are_slowed_down(client: Any, case: Any) -> None:
    from pendopo.core import references
    from pendopo.faces.portal.patience import MOST

    for _ in range(MOST):
        assert client.get(f"/lacak/{references.new_reference()}/").status_code == 404
    assert client.get(f"/lacak/{references.new_reference()}/").status_code == 429


def test_the_receipt_waits_for_its_seal_then_proves(client: Any, regency: Any, worker: Any) -> None:
    sent = regency.submit()
    soon = client.get(f"/tanda-terima/{sent.number}.pdf")
    assert soon.status_code == 202 and "sebentar lagi" in text(soon)
    assert client.get(f"/tanda-terima/{sent.number}.json").status_code == 202
    assert "sebentar lagi" in text(client.get(f"/tanda-terima/{sent.number}/"))
    worker.drain(MONDAY)
    page = text(client.get(f"/tanda-terima/{sent.number}/"))
    assert "Nomor urut di buku besar" in page and "Unduh PDF" in page
    receipt = client.get(f"/tanda-terima/{sent.number}.json")
    assert json.loads(receipt.content)["format"] == "pendopo-receipt-1"
    pdf = client.get(f"/tanda-terima/{sent.number}.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    for name, data in (("a.json", receipt.content), ("a.pdf", pdf.content)):
        told = client.post("/buku-besar/", {"tanda_terima": SimpleUploadedFile(name, data)})
        assert "masih utuh di buku besar" in text(told), name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seq": 0}, "tidak ada di bawah segelnya"),
        ({"head": {}}, "tidak lengkap atau rusak"),
        ({"proof": "zz"}, "tidak lengkap atau rusak"),
    ],
)
def test_a_forged_receipt_is_told(
    client: Any, regency: Any, worker: Any, change: dict[str, Any], said: str
) -> None:
    sent = regency.submit()
    worker.drain(MONDAY)
    receipt = json.loads(client.get(f"/tanda-terima/{sent.number}.json").content)
    forged = SimpleUploadedFile("a.json", json.dumps({**receipt, **change}).encode())
    assert said in text(client.post("/buku-besar/", {"tanda_terima": forged}))


def test_another_key_convinces_nobody(client: Any, regency: Any, worker: Any) -> None:
    sent = regency.submit()
    worker.drain(MONDAY)
    receipt = json.loads(client.get(f"/tanda-terima/{sent.number}.json").content)
    receipt["head"]["public_key"] = "00" * 32
    forged = SimpleUploadedFile("a.json", json.dumps(receipt).encode())
    assert "kunci lain" in text(client.post("/buku-besar/", {"tanda_terima": forged}))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[" * 100_000, b"%PDF-1.7 stream\n" * 5_000, b"\x00\xff" * 900, b'{"fact":1}'],
)
def test_hostile_receipts_are_not_found_in(client: Any, data: bytes) -> None:
    sent = SimpleUploadedFile("x", data) if data else ""
    assert client.post("/buku-besar/", {"tanda_terima": sent}).status_code == 422


def test_nested_rubbish_is_no_receipt(client: Any) -> None:
    rubbish = b'{"fact": {"id": []}, "proof": [1], "head": {"size": 1e999, "root": 5}, "seq": []}'
    sent = SimpleUploadedFile("x.json", rubbish)
    assert client.post("/buku-besar/", {"tanda_terima": sent}).status_code in (200, 422)


def test_a_bomb_in_a_pdf_stays_within_its_budget() -> None:
    import zlib

    from pendopo.faces.portal.follow import inside

    bomb = zlib.compress(b"0" * 50_000_000)
    assert inside.receipt_of(b"%PDF-1.7\n" + (b"stream\n" + bomb + b"\nendstream\n") * 80) is None


def test_the_feed_has_leaves_and_heads_from_a_place(client: Any, regency: Any, worker: Any) -> None:
    regency.submit()
    worker.drain(MONDAY)
    answer = client.get("/buku-besar/umpan", {"from": "2"})
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert lines[0]["seq"] == 2 and {"leaf", "fact", "seq"} == set(lines[0])
    assert "signature" in lines[-1]
    answer.close()
    for wrong in ("-1", "x", "1e5", "9" * 40, "٣"):
        assert client.get("/buku-besar/umpan", {"from": wrong}).status_code == 400


def test_feeds_give_their_place_back(client: Any, regency: Any) -> None:
    from pendopo.faces.portal.follow import book

    for _ in range(5):
        answer = client.get("/buku-besar/umpan")
        assert answer.status_code == 200
        answer.close()
    assert book.READERS.acquire(blocking=False)
    book.READERS.release()


def test_the_ledger_page_and_its_key(client: Any, regency: Any, worker: Any) -> None:
    worker.drain(MONDAY)
    page = text(client.get("/buku-besar/"))
    public = client.get("/buku-besar/kunci").json()
    assert public["public_key"] in page and public["algorithm"].startswith("Ed25519")


def test_the_step_has_its_own_clock_beside_the_clock_of_the_service(
    client: Any, case: Any, regency: Any
) -> None:
    """Six working days of the health agency, nine of the service, both from Monday 16 November."""
    from pendopo.ledger import api as ledger

    late = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
    with ledger.use_region("35.11"):
        from pendopo.casework import api as casework
        from pendopo.faces.portal.follow import timeline

        track = casework.track(number=case.number, now=late)
        assert timeline.holder(track)["due"] == "Selasa, 24 November 2026"
        assert timeline.holder(track)["state"] == "late"
        assert "Terlambat 1 hari kerja" in timeline.step_tag(track)
        total = timeline.total_words(track, late)
    assert total == (
        "Seluruh layanan: hari kerja ke-7 dari 9, paling lambat Jumat, 27 November 2026."
        " Sisa 2 hari kerja."
    )
