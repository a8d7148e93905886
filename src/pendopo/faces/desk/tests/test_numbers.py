"""The register of letter numbers: what was used, what is void, and why some are missing."""

from __future__ import annotations

from typing import Any

from pendopo.faces.desk.tests.seeing import text

GAP = {
    "klasifikasi": "503",
    "sampai": "40",
    "alasan": "Nomor 1–40 ada di register kertas.",
    "tahun": "2026",
}


def test_a_gap_is_told_with_its_reason(regency: Any, officer: Any) -> None:
    client = officer("kadis.ptsp")
    assert client.post("/meja/nomor/", GAP).status_code == 302
    page = text(client.get("/meja/nomor/?tahun=2026"))
    assert "1–40" in page and "register kertas" in page and "Dilewati" in page


def test_a_number_in_use_is_not_skipped_again(regency: Any, officer: Any) -> None:
    client = officer("kadis.ptsp")
    given = GAP | {"klasifikasi": "504"}
    client.post("/meja/nomor/", given)
    again = client.post("/meja/nomor/", given | {"sampai": "39"})
    assert again.status_code == 422 and "Nomor 40 sudah dipakai" in text(again)


def test_a_gap_needs_its_reason(regency: Any, officer: Any) -> None:
    answer = officer("kadis.ptsp").post("/meja/nomor/", GAP | {"alasan": " "})
    assert answer.status_code == 422 and "Sebutkan alasannya" in text(answer)


def test_only_the_signer_skips_numbers(regency: Any, officer: Any) -> None:
    client = officer("loket.ptsp")
    assert client.post("/meja/nomor/", GAP).status_code == 403
    assert "Lewati rentang" not in text(client.get("/meja/nomor/"))
