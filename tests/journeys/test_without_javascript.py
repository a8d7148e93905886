"""Everything that matters works without scripts: an old phone, a strict office browser."""

from __future__ import annotations

from tests.journeys import papers
from tests.journeys.citizens import Citizen
from tests.journeys.officers import Officer, Visit


def test_application_and_check_without_javascript(visit: Visit) -> None:
    budi = Citizen(visit("Budi", phone=True, java_script_enabled=False), scripts=False)
    budi.answers = {**budi.answers, "nama": "dr. Budi Hartono", "profesi": "dokter_spesialis"}
    budi.begin("izin praktek dokter")
    budi.visitor.press("Simpan dan lanjutkan")
    budi.visitor.heading("Apa profesi Anda?")
    budi.visitor.sees("Ada masalah")
    assert budi.visitor.page.title().startswith("Galat:"), budi.visitor.page.title()
    budi.answer_all()
    budi.visitor.sees("pas_foto.jpg")
    number = budi.send()
    budi.track()
    budi.visitor.sees("Sekarang di tangan")

    loket = Officer(visit("Loket", java_script_enabled=False), "loket.ptsp")
    loket.sign_in()
    loket.find(number)
    opened = loket.visitor.page.locator("a.chip", has_text="ktp.pdf").get_attribute("href")
    answer = loket.visitor.context.request.get(str(opened))
    assert papers.pages(answer.body()) == 1, "the officer reads what was uploaded"
    loket.press_outcome("Kembalikan untuk diperbaiki")
    loket.visitor.choose("KTP-el")
    loket.visitor.type("Yang harus diperbaiki: KTP-el", "Foto terpotong.")
    loket.visitor.press("Kembalikan untuk diperbaiki")
    loket.done(number)

    budi.open_case()
    budi.visitor.press("Mulai memperbaiki")
    budi.visitor.press("KTP-el")
    budi.upload("ktp", papers.scan("ktp-utuh"))
    budi.visitor.press("Simpan")
    budi.visitor.press("Kirim perbaikan")
    budi.visitor.sees("Berkas Anda sedang diperiksa kelengkapannya")
    loket.find(number)
    loket.visitor.sees("ktp-utuh.pdf")
    loket.finish(number, "Lengkap dan benar")
    budi.case_says("Dinas Kesehatan sedang menilai permohonan Anda")
