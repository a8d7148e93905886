"""Letters: previewed, initialled, signed in a batch with one passphrase."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import form, open_task, text, url


@pytest.fixture
def ready(regency: Any, officer: Any) -> Any:
    """A case whose letter waits for the head's signature."""
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan", pertimbangan="Layak")
    case.do("penata.ptsp", "siap")
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf")
    return case


def test_a_batch_is_signed_with_one_passphrase(ready: Any, officer: Any) -> None:
    from tests.regency import PASSPHRASE

    client, task = officer("kadis.ptsp"), open_task(ready, "kadis.ptsp")
    assert ready.number in text(client.get("/meja/tanda-tangan/"))
    page = client.post("/meja/tanda-tangan/", {"tugas": [str(task.id)], "frasa": PASSPHRASE})
    assert "1 dari 1 surat ditandatangani." in text(page)
    (letter,) = ready.view("kadis.ptsp").letters
    assert letter.status == "signed"
    assert letter.number in text(page)
    pdf = client.get(f"/meja/surat/{letter.letter_id}/")
    assert pdf.content.startswith(b"%PDF-")


def test_a_wrong_passphrase_signs_nothing_and_is_not_shown_again(ready: Any, officer: Any) -> None:
    client, task = officer("kadis.ptsp"), open_task(ready, "kadis.ptsp")
    page = client.post("/meja/tanda-tangan/", {"tugas": [str(task.id)], "frasa": "bukan-ini"})
    assert page.status_code == 422
    assert "Frasa sandi salah" in text(page)
    assert "bukan-ini" not in text(page)
    assert open_task(ready, "kadis.ptsp").id == task.id


@pytest.mark.parametrize(
    ("sent", "field"), [({"frasa": "x"}, "#tugas"), ({"tugas": ["rubbish"]}, "#frasa")]
)
def test_nothing_chosen_or_no_passphrase_is_said_in_place(
    ready: Any, officer: Any, sent: dict[str, Any], field: str
) -> None:
    page = officer("kadis.ptsp").post("/meja/tanda-tangan/", sent)
    assert page.status_code == 422
    assert f'href="{field}"' in text(page)


def test_only_signers_come_here(ready: Any, officer: Any) -> None:
    assert officer("loket.ptsp").get("/meja/tanda-tangan/").status_code == 403


def test_the_head_sends_a_letter_back_with_a_reason(ready: Any, officer: Any) -> None:
    client, task = officer("kadis.ptsp"), open_task(ready, "kadis.ptsp")
    sent = {**form(client.get(url(task.id))), "hasil": "kembalikan", "catatan": "Perbaiki nama"}
    done = client.post(url(task.id, "selesai/"), sent)
    assert done.status_code == 302, text(done)
    assert open_task(ready, "penata.ptsp").work == "draft"


def test_the_letter_is_previewed_before_it_is_signed(ready: Any, officer: Any) -> None:
    task = open_task(ready, "kadis.ptsp")
    pdf = officer("kadis.ptsp").get(url(task.id, "konsep.pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert "no-store" in pdf["Cache-Control"]


def test_with_ink_when_the_signer_is_down(ready: Any, officer: Any) -> None:
    """Number and date first, then the scan; the case ends as if signed electronically."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from pendopo.config.seeding.applying import PDF

    client, task = officer("kadis.ptsp"), open_task(ready, "kadis.ptsp")
    path = url(task.id, "tinta/")
    numbered = client.post(path, {"aksi": "nomor", "versi": task.version}, follow=True)
    (letter,) = ready.view("kadis.ptsp").letters
    assert letter.status == "numbered"
    assert letter.number in text(numbered)
    assert client.post(path, {"aksi": "unggah", "versi": task.version}).status_code == 422
    scan = SimpleUploadedFile("pindaian.pdf", PDF)
    done = client.post(path, {"aksi": "unggah", "versi": task.version, "pindaian": scan})
    assert done.status_code == 302, text(done)
    assert ready.view("kadis.ptsp").letters[0].status == "signed"
