"""Doing a task on the screen: reading, deciding, sending back, being too late."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pendopo.faces.desk.tests.seeing import all_pages, form, open_task, text, url

DAY = dt.timedelta(days=1)


def test_a_task_is_completed_with_a_button(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = form(client.get(url(task.id)))
    done = client.post(url(task.id, "selesai/"), {**sent, "hasil": "lengkap"})
    assert (done.status_code, done["Location"]) == (302, "/meja/")
    assert case.number in text(client.get(done["Location"]))
    assert case.view("loket.ptsp").status == "running"


def test_the_same_form_sent_twice_acts_once(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = {**form(client.get(url(task.id))), "hasil": "lengkap"}
    answers = [client.post(url(task.id, "selesai/"), sent).status_code for _time in range(2)]
    assert answers == [302, 302]


def test_an_outcome_that_needs_words_asks_for_them_in_place(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = form(client.get(url(task.id)))
    page = client.post(url(task.id, "selesai/"), {**sent, "hasil": "tolak"})
    assert page.status_code == 422
    assert "<title>Galat:" in text(page)
    assert 'href="#alasan"' in text(page)


def test_too_late_shows_who_did_what_and_keeps_ones_own_words(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = form(client.get(url(task.id)))
    case.do("loket.ptsp", "lengkap")
    mine = {**sent, "hasil": "tolak", "alasan": "STR bukan miliknya"}
    page = client.post(url(task.id, "selesai/"), mine)
    assert page.status_code == 409
    assert "STR bukan miliknya" in text(page)
    assert "Lengkap dan benar" in text(page)


def test_a_draft_survives_and_its_own_save_is_no_conflict(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = {**form(client.get(url(task.id))), "alasan": "Ijazah tidak terbaca"}
    kept = client.post(url(task.id, "simpan/"), sent, HTTP_HX_REQUEST="true")
    assert 'id="versi" value="2"' in text(kept)
    assert "Ijazah tidak terbaca" in text(client.get(url(task.id)))
    done = client.post(url(task.id, "selesai/"), {**sent, "hasil": "tolak"})
    assert done.status_code == 302, text(done)


def test_a_draft_is_kept_without_scripts_too(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = {**form(client.get(url(task.id))), "alasan": "Tunggu ijazah"}
    back = client.post(url(task.id, "simpan/"), sent, follow=True)
    assert "Konsep tersimpan." in text(back)
    assert "Tunggu ijazah" in text(back)


def test_a_file_goes_back_item_by_item(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    sent = form(client.get(url(task.id)))
    on = client.post(url(task.id, "selesai/"), {**sent, "hasil": "kembalikan"})
    assert "/rinci/kembalikan/" in on["Location"]
    page = client.get(on["Location"])
    nothing = client.post(on["Location"], form(page))
    assert nothing.status_code == 422
    assert 'href="#butir"' in text(nothing)
    bare = client.post(on["Location"], {**form(page), "butir": ["str"]})
    assert 'href="#sebab-str"' in text(bare)
    items = {"butir": ["str", "umum"], "sebab-str": "Pindaian terpotong", "sebab-umum": "Lengkapi"}
    done = client.post(on["Location"], {**form(page), **items})
    assert done.status_code == 302, text(done)
    (mend,) = case.mine().tasks
    (before,) = (one for one in case.view("loket.ptsp").done if one.id == task.id)
    assert [reason for _field, _title, reason in before.items] == ["Pindaian terpotong", "Lengkapi"]
    assert mend.work == "correct"


def test_personal_data_open_for_a_purpose_and_the_applicant_can_read_it(
    regency: Any, officer: Any
) -> None:
    case, client = regency.submit(nama="dr. Rahasia Sekali"), officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    page = client.get(url(task.id))
    assert "Rahasia Sekali" not in text(page)
    opened = client.post(url(task.id, "lihat/"), {**form(page, "lihat"), "tujuan": "check"})
    assert "Rahasia Sekali" in text(opened)
    assert "Rahasia Sekali" not in text(client.get(url(task.id)))
    assert client.get(url(task.id, "lihat/")).status_code == 405


def test_take_release_and_put_off(regency: Any, officer: Any, now: dt.datetime) -> None:
    case = regency.submit(now=now - dt.timedelta(days=90))  # first in any list
    client = officer("loket.ptsp")
    task = open_task(case, "loket.ptsp")
    taken = client.post(
        url(task.id, "ambil/"), form(client.get(url(task.id)), "pegang"), follow=True
    )
    assert "Anda pegang" in text(taken)
    client.post(url(task.id, "tunda/"), form(taken, "pegang"))
    assert case.number not in all_pages(client, "/meja/?tampilan=mine")
    assert case.number in all_pages(client, "/meja/?tampilan=team")


def test_a_note_among_officers_and_a_reply_to_the_applicant(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    path = f"/meja/berkas/{case.number}/pesan/"
    client.post(path, {"pesan": "Cek wastafel", "jenis": "internal"})
    client.post(path, {"pesan": "Mohon tunggu", "jenis": "pemohon"})
    page = text(client.get(f"/meja/berkas/{case.number}/"))
    assert 'class="msg note"' in page
    assert 'class="msg mine"' in page
    assert [note.body for note in case.mine().notes] == ["Mohon tunggu"]
    assert client.post(path, {"pesan": " ", "jenis": "internal"}).status_code == 422


def test_documents_open_in_a_harmless_way_and_only_for_those_in_the_case(
    regency: Any, officer: Any
) -> None:
    case = regency.submit()
    path = f"/meja/dokumen/{case.view('loket.ptsp').files[0].file_id}/"
    file = officer("loket.ptsp").get(path)
    assert file["Content-Type"] == "application/pdf"
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Disposition"].startswith("inline;")
    assert "script" not in file["Content-Security-Policy"]
    assert officer("teknis.dinkes").get(path).status_code == 404


def test_another_agency_does_not_learn_that_a_case_exists(regency: Any, officer: Any) -> None:
    case = regency.submit()
    task = open_task(case, "loket.ptsp")
    stranger = officer("teknis.dinkes")
    assert stranger.get(url(task.id)).status_code == 404
    assert stranger.get(f"/meja/berkas/{case.number}/").status_code == 404
    assert stranger.post(url(task.id, "selesai/"), {"hasil": "lengkap"}).status_code == 404


def test_a_case_is_found_by_its_number_however_it_is_typed(regency: Any, officer: Any) -> None:
    case, client = regency.submit(), officer("loket.ptsp")
    typed = case.number.replace("-", "").lower()
    assert client.get(f"/meja/berkas/?q={typed}")["Location"] == f"/meja/berkas/{case.number}/"
    assert client.get(f"/meja/lompat/?q={typed}").json()[0]["text"] == case.number
    assert client.get("/meja/berkas/?q=ABC").status_code == 404


def test_a_visit_is_proposed_on_a_working_day(regency: Any, officer: Any) -> None:
    case = regency.submit(jenis_praktik="mandiri")
    case.do("loket.ptsp", "lengkap")
    task, client = open_task(case, "teknis.dinkes"), officer("teknis.dinkes")
    assert task.work == "visit"
    day = {"jadwal-day": "21", "jadwal-month": "11", "jadwal-year": "2026", "jam": "09.30"}
    refused = client.post(url(task.id, "jadwal/"), {**day, "tempat": "Klinik"})
    assert refused.status_code == 422  # a Saturday
    day["jadwal-day"] = "19"
    done = client.post(url(task.id, "jadwal/"), {**day, "tempat": "Klinik"}, follow=True)
    assert "pukul 09.30" in text(done)
    (visit,) = case.view("teknis.dinkes").visits
    assert visit.at == dt.datetime(2026, 11, 19, 2, 30, tzinfo=dt.UTC)


def test_a_case_is_found_by_name_and_the_name_stands_in_no_address(
    regency: Any, officer: Any, worker: Any
) -> None:
    from tests.regency import MONDAY

    case, client = regency.submit(nama="Larasati Puspaningrum"), officer("loket.ptsp")
    worker.drain(MONDAY)
    page = client.post("/meja/berkas/", {"nama": "puspaningrum"})
    assert case.number in text(page)
    assert "Larasati" not in text(page)
    nobody = client.post("/meja/berkas/", {"nama": "Puspaningrum Wibawa"})
    assert "Tidak ada berkas dengan nama ini" in text(nobody)
    assert "Puspaningrum" not in text(client.get("/meja/berkas/?nama=Puspaningrum"))
