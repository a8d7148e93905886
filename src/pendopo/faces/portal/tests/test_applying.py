"""Applying without an account and without scripts, from the first page to the number."""

from __future__ import annotations

import re
from typing import Any

from pendopo.faces.portal.tests.conftest import work


def test_a_whole_application_ends_with_a_number(walk: Any) -> None:
    walk.begin()
    assert re.fullmatch(r"\w{3}-\w{3}-\w{3}", walk.code)
    assert walk.fill() == f"{walk.draft}periksa/"
    answer = walk.send()
    assert answer["Location"] == f"{walk.draft}terkirim/"
    page = walk.client.get(answer["Location"]).content.decode()
    assert "Permohonan terkirim" in page
    assert re.search(r'class="ref">\w{3}-\w{3}-\w{3}<', page)
    assert "9 hari kerja" in page
    assert walk.client.get(walk.draft)["Location"] == answer["Location"]


def test_sending_twice_with_one_key_acts_once(walk: Any, regency: Any) -> None:
    walk.begin()
    walk.fill()
    first, again = walk.send(kunci="satu-kunci-saja"), None
    number = _number(walk)
    again = walk.client.post(
        f"{walk.draft}periksa/",
        {"kunci": "satu-kunci-saja", "versi": _version_sent(first), "pernyataan": "ya"},
    )
    assert again.status_code == 302
    assert _number(walk) == number


def test_the_statement_of_truth_comes_first(walk: Any) -> None:
    walk.begin()
    walk.fill()
    answer = walk.send(pernyataan="")
    assert answer.status_code == 422
    assert "<title>Galat:" in answer.content.decode()
    assert 'href="#pernyataan"' in answer.content.decode()


def test_an_unfinished_application_is_not_sent_and_says_what_is_missing(walk: Any) -> None:
    walk.begin()
    page = walk.client.get(f"{walk.draft}periksa/").content.decode()
    assert "Belum bisa dikirim" in page
    assert "Kirim permohonan" not in page
    answer = walk.send()
    assert answer.status_code == 422
    assert "Ada masalah" in answer.content.decode()


def test_the_task_list_counts_and_leads_on(walk: Any) -> None:
    page = walk.begin().content.decode()
    assert "0 dari" in page
    assert "Belum diisi" in page
    path = walk.first()
    assert walk.answer(path).status_code == 302
    assert "Selesai" in walk.client.get(walk.draft).content.decode()


def test_a_wrong_answer_stays_on_the_page_with_its_words(walk: Any) -> None:
    walk.begin()
    answer = walk.answer(walk.step("diri"), nik="12", nama="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Galat:" in page
    assert "Ada masalah" in page
    assert 'href="#nik"' in page
    assert 'value="12"' in page  # what was typed is still there


def test_the_summary_names_each_field_that_fails_and_leads_to_it(walk: Any) -> None:
    """Several files of one page, and lines of an address, fail for the same reason."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    walk.begin()
    walk.fill()
    files = {name: SimpleUploadedFile(f"{name}.txt", b"kosong") for name in ("ktp", "ijazah")}
    summary = _summary(walk.answer(walk.step("dokumen"), **files))
    assert [one[0] for one in summary] == ["ktp", "ijazah"]
    assert summary[0][1].startswith("KTP") and "ktp.txt" in summary[0][1]
    assert summary[0][1] != summary[1][1]
    lines = {"alamat-desa": "", "alamat-kecamatan": "", "alamat-jalan": ""}
    summary = _summary(walk.answer(walk.step("alamat"), **lines))
    assert len({text for _, text in summary}) == len(summary) >= 2
    page = walk.client.get(walk.step("alamat")).content.decode()
    assert all(f'id="{field}"' in page for field, _ in summary)


def _summary(answer: Any) -> list[tuple[str, str]]:
    """(field, words) of each line of the summary."""
    assert answer.status_code == 422
    found = re.search(r"govuk-error-summary__list.*?</ul>", answer.content.decode(), re.S)
    assert found
    return [
        (field, " ".join(text.split()))
        for field, text in re.findall(r'href="#([^"]+)">(.*?)</a>', found[0], re.S)
    ]


def test_changing_an_answer_returns_to_the_check_page(walk: Any) -> None:
    walk.begin()
    walk.fill()
    page = walk.client.get(f"{walk.draft}periksa/").content.decode()
    link = re.search(r'href="([^"]+langkah/diri/\?kembali=periksa)#nama"', page)
    assert link
    step = walk.client.get(link[1]).content.decode()
    assert f'href="{walk.draft}periksa/"' in step  # the back link
    answer = walk.answer(walk.step("diri"), kembali="periksa", nama="dr. Budi Santoso")
    assert answer["Location"] == f"{walk.draft}periksa/"
    assert "dr. Budi Santoso" in walk.client.get(answer["Location"]).content.decode()


def test_a_question_appears_when_an_answer_calls_for_it(walk: Any) -> None:
    walk.begin()
    walk.answer(walk.first(), profesi="dokter_spesialis")
    page = walk.client.get(walk.draft).content.decode()
    walk.answer(walk.step("profesi"), profesi="dokter")
    other = walk.client.get(walk.draft).content.decode()
    assert "langkah/internsip/" in other
    assert "langkah/internsip/" not in page


def test_save_and_come_back_later_leads_to_the_task_list(walk: Any) -> None:
    walk.begin()
    assert walk.answer(walk.first(), nanti="1")["Location"] == walk.draft


def test_two_windows_do_not_overwrite_each_other(walk: Any) -> None:
    walk.begin()
    assert walk.answer(walk.step("profesi")).status_code == 302
    answer = walk.answer(walk.step("profesi"), versi="1")
    assert answer.status_code == 409
    assert "Muat ulang" in answer.content.decode()


def test_a_draft_can_be_thrown_away(walk: Any) -> None:
    walk.begin()
    assert "Hapus isian ini?" in walk.client.get(f"{walk.draft}hapus/").content.decode()
    assert walk.client.post(f"{walk.draft}hapus/", {"kunci": "k" * 12})["Location"] == "/"
    assert walk.client.get(walk.draft).status_code == 404


def test_the_code_is_shown_until_the_first_answer(walk: Any) -> None:
    walk.begin()
    assert walk.code in walk.client.get(f"{walk.draft}kode/").content.decode()
    walk.answer(walk.first())
    assert walk.client.get(f"{walk.draft}kode/")["Location"] == walk.draft


def test_sending_costs_the_verb_and_nothing_more(walk: Any, statements: Any) -> None:
    """No session without an account, and no query beside those of casework.submit.

    Days off and organisations are remembered for some seconds; here they are known already.
    """
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    walk.begin()
    walk.fill()
    path = f"{walk.draft}periksa/"
    page = walk.client.get(path).content.decode()
    (version,) = re.findall(r'"versi" value="(\d+)"', page)
    form = {"kunci": "k" * 12, "versi": version}
    with ledger.use_region("35.11"):
        directory.calendar()
        directory.chart()
    with statements() as captured:
        walk.client.post(path, {**form, "pernyataan": "ya"})
    assert not [sql for sql in work(captured) if "session" in sql or "directory_account" in sql]
    assert len(work(captured)) <= 6, "\n".join(sql[:150] for sql in work(captured))


def _number(walk: Any) -> str:
    page = walk.client.get(f"{walk.draft}terkirim/").content.decode()
    found = re.search(r'class="ref">([^<]+)<', page)
    assert found, page
    return found[1]


def _version_sent(answer: Any) -> str:
    return str(answer.wsgi_request.POST["versi"])
