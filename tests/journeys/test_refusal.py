"""A refusal says why, on what ground, and what can be done; and a citizen may change her mind."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import papers
from tests.journeys.citizens import Citizen
from tests.journeys.officers import Visit, decide, officer

WHY = "Ruang periksa belum memiliki sarana cuci tangan."
GROUND = "Permenkes 17/2024 (contoh)"
NEXT = "Lengkapi sarana cuci tangan, lalu ajukan lagi."


def test_refused_with_grounds_and_a_way_on(visit: Visit) -> None:
    rina = Citizen(visit("Rina", phone=True))
    number = rina.apply(nama="dr. Rina Susanti")
    decide(visit, "loket.ptsp", number, "Lengkap dan benar")
    decide(visit, "teknis.dinkes", number, "Tidak direkomendasikan", alasan=WHY)

    penata = officer(visit, "penata.ptsp")
    penata.find(number)
    penata.press_outcome("Surat siap ditandatangani")
    penata.visitor.sees("Ada masalah")
    penata.visitor.picture("refusal-1-belum-lengkap")
    penata.write(alasan=WHY, dasar=GROUND, langkah=NEXT)
    penata.finish(number, "Surat siap ditandatangani")
    officer(visit, "kadis.ptsp").sign(number)

    rina.case_says(
        "Selesai, ditolak",
        "Surat untuk Anda",
        "Mengapa ditolak",
        WHY,
        GROUND,
        NEXT,
        "Yang dapat Anda lakukan sekarang",
    )
    rina.visitor.picture("refusal-2-berkas")
    text = rina.visitor.text()
    assert re.search(r"paling lambat 21 hari kerja .*hari terakhirnya \w+, \d+ \w+ 20\d\d", text)
    assert "banding kepada atasan" in text
    assert "Ajukan lagi kapan saja" in text
    letter = rina.visitor.downloads("Surat Penolakan Permohonan Izin Praktik (PDF)")
    assert papers.signature(letter).coverage.name == "ENTIRE_FILE"
    written = papers.words(letter)
    for text in (WHY, GROUND, NEXT):
        assert text in written, written
    rina.track()
    rina.visitor.sees_not(WHY)  # tracking by number tells nobody why

    # The code on her slip of paper, typed as if the form were still to be filled in.
    later = visit("Rina di warnet", phone=True)
    later.open("/lanjut/")
    later.type("Apa kode berkas Anda?", rina.code)
    later.press("Lanjutkan")
    later.heading("Permohonan ini sudah dikirim")
    later.sees(number, "Selesai, ditolak")
    later.picture("refusal-2b-sudah-dikirim")
    later.press("Buka berkas")
    later.sees("Mengapa ditolak", WHY)


def test_the_applicant_withdraws(visit: Visit) -> None:
    tono = Citizen(visit("Tono", phone=True))
    number = tono.apply(nama="dr. Tono Prasetyo")
    tono.open_case()
    tono.visitor.press("Tarik permohonan ini")
    tono.visitor.heading("Tarik permohonan ini?")
    tono.visitor.press("Ya, tarik permohonan")
    tono.visitor.sees("ditarik")
    tono.visitor.picture("refusal-3-ditarik")
    loket = officer(visit, "loket.ptsp")
    loket.inbox()
    expect(loket.row(number)).to_have_count(0)
    tono.track()
    tono.visitor.sees("ditarik")
