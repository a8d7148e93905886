"""A doctor gets her practice licence through one door: nobody walks between offices."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import officers, papers
from tests.journeys.citizens import Citizen
from tests.journeys.officers import Visit, officer
from tests.journeys.site import Site


def test_from_a_phone_to_a_signed_licence(visit: Visit, site: Site) -> None:
    siti = Citizen(visit("Siti", phone=True))
    siti.begin("praktek doktr")
    siti.answer_all()
    siti.visitor.sees("Klinik Pratama Melati", "pas_foto.jpg")
    siti.visitor.picture("licence-1-periksa")
    number = siti.send()
    siti.visitor.sees("Apa yang terjadi sekarang")
    siti.visitor.picture("licence-2-terkirim")
    siti.track()
    siti.visitor.sees("Sekarang di tangan")
    siti.visitor.picture("licence-3-lacak")

    loket = officer(visit, "loket.ptsp")
    loket.find(number)
    loket.visitor.picture("licence-4-loket")
    assert "Siti Rahmawati" not in loket.visitor.text(), "names are masked until asked for"
    loket.unseal()
    loket.visitor.sees("dr. Siti Rahmawati")
    loket.finish(number, "Lengkap dan benar")

    officers.decide(
        visit, "teknis.dinkes", number, "Rekomendasikan", pertimbangan="Tempat praktik layak."
    )

    penata = officer(visit, "penata.ptsp")
    penata.find(number)
    penata.visitor.picture("licence-5-draf")
    with penata.visitor.context.expect_page() as opened:
        penata.visitor.press("Pratinjau surat")
    assert opened.value.url.endswith(".pdf"), "the drafter looks at the letter as it will be"
    opened.value.close()
    penata.finish(number, "Draf siap diparaf")
    officers.initial(visit, number)

    kadis = officer(visit, "kadis.ptsp")
    kadis.sign(number, passphrase="frasa yang keliru")
    kadis.visitor.sees("Frasa sandi")
    kadis.visitor.picture("licence-6-tanda-tangan-keliru")
    kadis.sign(number)
    kadis.visitor.sees("Ditandatangani")
    kadis.visitor.picture("licence-7-tanda-tangan")

    siti.open_case()
    siti.case_says("Surat untuk Anda", "bertanda tangan")
    siti.visitor.picture("licence-8-berkas")
    licence = siti.visitor.downloads("Surat Izin Praktik (PDF)")
    seal = papers.signature(licence)
    assert seal.intact and seal.valid, seal.summary()
    assert seal.coverage.name == "ENTIRE_FILE", "nothing was added after signing"
    seen = siti.visitor.page.locator(".card", has_text="Siapa melihat data saya")
    expect(seen).to_contain_text("Memeriksa permohonan")

    anyone = visit("Siapa saja", phone=True)
    anyone.open(str(siti.visitor.control("Cek keaslian").get_attribute("href")))
    anyone.sees("berlaku", "TTE contoh")
    anyone.picture("licence-9-verify")
    anyone.press("Punya PDF-nya?")
    anyone.page.locator("input[name=pdf]").set_input_files(papers.as_file("sip.pdf", licence))
    anyone.press("Periksa PDF")
    anyone.heading("PDF ini asli, utuh, dan berlaku")
    anyone.picture("licence-10-asli")
    anyone.open("/verify/")
    forged = papers.as_file("sip.pdf", papers.changed(licence))
    anyone.page.locator("input[name=pdf]").set_input_files(forged)
    anyone.press("Periksa PDF")
    anyone.heading("PDF ini sudah diubah")
    anyone.picture("licence-11-diubah")

    siti.visitor.until(f"/tanda-terima/{number}/", "Tempatnya di buku besar")
    siti.visitor.picture("licence-12-tanda-terima")
    receipt = siti.visitor.downloads("Unduh PDF")
    assert papers.pages(receipt) >= 1
    anyone.open("/buku-besar/")
    anyone.page.locator("input[name=tanda_terima]").set_input_files(
        papers.as_file("tanda-terima.pdf", receipt)
    )
    anyone.press("Periksa", exact=True)
    anyone.sees("Catatan nomor urut")
    anyone.picture("licence-13-buku-besar")
