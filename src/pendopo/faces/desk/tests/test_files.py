"""Files in a task's form: with the form itself, in pieces, taken off again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import form, open_task, text, url

EXPERT = "teknis.dinkes"
VISITED = {
    "tanggal_kunjungan-day": "16", "tanggal_kunjungan-month": "11",
    "tanggal_kunjungan-year": "2026", "sesuai": "true",
}  # fmt: skip


@pytest.fixture
def visit(regency: Any) -> Any:
    case = regency.submit(jenis_praktik="mandiri")
    case.do("loket.ptsp", "lengkap")
    return case


def a_pdf(name: str = "berita.pdf") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from pendopo.config.seeding.applying import PDF

    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def test_a_file_comes_with_the_form_and_stands_on_the_case(visit: Any, officer: Any) -> None:
    client, task = officer(EXPERT), open_task(visit, EXPERT)
    page = client.get(url(task.id))
    assert 'enctype="multipart/form-data"' in text(page)
    sent = {**form(page), **VISITED, "hasil": "selesai", "dokumentasi": a_pdf()}
    assert client.post(url(task.id, "selesai/"), sent).status_code == 302
    for username in (EXPERT, "loket.ptsp"):
        shown = text(officer(username).get(f"/meja/berkas/{visit.number}/"))
        (link,) = re.findall(r'href="(/meja/dokumen/[^"]+)"[^>]*>(?:(?!</a>).)*berita\.pdf', shown)
        assert officer(username).get(link)["Content-Type"] == "application/pdf"


def test_a_file_is_kept_with_the_draft_and_taken_off_again(visit: Any, officer: Any) -> None:
    client, task = officer(EXPERT), open_task(visit, EXPERT)
    sent = {**form(client.get(url(task.id))), "dokumentasi": a_pdf()}
    kept = client.post(url(task.id, "simpan/"), sent, follow=True)
    assert "berita.pdf" in text(kept)
    again = form(client.get(url(task.id)))
    assert again["dokumentasi"]
    gone = {**again, "remove_dokumentasi": again["dokumentasi"]}
    left = client.post(url(task.id, "selesai/"), gone, follow=True)
    assert "berita.pdf" not in text(left)
    assert open_task(visit, EXPERT).status == "open"


def test_a_file_of_the_wrong_kind_is_told_in_place(visit: Any, officer: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, task = officer(EXPERT), open_task(visit, EXPERT)
    bad = SimpleUploadedFile("alat.exe", b"MZ" + b"\0" * 80)
    sent = {**form(client.get(url(task.id))), **VISITED, "hasil": "selesai", "dokumentasi": bad}
    page = client.post(url(task.id, "selesai/"), sent)
    assert page.status_code == 422
    assert 'href="#dokumentasi"' in text(page)
    assert "alat.exe" in text(page)
    assert open_task(visit, EXPERT).status == "open"


def test_a_file_comes_in_pieces(visit: Any, officer: Any) -> None:
    from pendopo.config.seeding.applying import PDF

    client, task = officer(EXPERT), open_task(visit, EXPERT)
    start = url(task.id, "unggah/dokumentasi/")
    assert start in text(client.get(url(task.id)))
    body = json.dumps({"name": "foto.pdf", "size": len(PDF)})
    begun = client.post(start, body, content_type="application/json").json()
    half = len(PDF) // 2

    def piece(at: int, data: bytes) -> Any:
        kind = "application/offset+octet-stream"
        return client.patch(begun["url"], data, content_type=kind, HTTP_UPLOAD_OFFSET=str(at))

    assert piece(0, PDF[:half])["Upload-Offset"] == str(half)
    lost = piece(0, PDF[:half])
    assert (lost.status_code, lost["Upload-Offset"]) == (409, str(half))
    assert client.head(begun["url"])["Upload-Offset"] == str(half)
    done = piece(half, PDF[half:]).json()
    assert done["name"] == "foto.pdf"
    kept = {**form(client.get(url(task.id))), "dokumentasi": done["id"]}
    client.post(url(task.id, "simpan/"), kept)
    assert "foto.pdf" in text(client.get(url(task.id)))
    assert (
        officer("loket.ptsp").post(start, body, content_type="application/json").status_code == 403
    )
    huge = json.dumps({"name": "foto.pdf", "size": 10**9})
    told = client.post(start, huge, content_type="application/json")
    assert (told.status_code, "10 MB" in told.json()["detail"]) == (422, True)
