"""A route permit: two agencies are asked at once, one says no, the applicant mends, all agree."""

from __future__ import annotations

from typing import Any

from tests.journeys import papers
from tests.journeys.citizens import DOCTOR, Citizen
from tests.journeys.officers import Visit, decide, officer
from tests.journeys.site import Site

ROUTE = "Trayek mana yang dilayani?"
ANSWERS: dict[str, Any] = {
    "jenis_permohonan": "baru",
    "bentuk_usaha": "perorangan",
    "dikuasakan": False,
    "trayek": "Bondowoso – Tenggarang – Wonosari",
    "jalan_desa": False,
    "jumlah_kendaraan": "2",
    "khusus": False,
    "kapasitas": "12",
    "nomor_kendaraan": "P 1234 XY, P 1235 XY",
    "nama": "Slamet Contoh",
    **{name: DOCTOR[name] for name in ("nik", "alamat", "telepon", "pernyataan")},
}


def test_one_agency_says_no_the_applicant_mends_and_the_permit_is_signed(
    visit: Visit, site: Site, regency: Any
) -> None:
    regency.publish("izin-trayek")
    slamet = Citizen(visit("Slamet", phone=True), answers=ANSWERS)
    slamet.begin("izin trayek angkot", "Izin Trayek Angkutan")
    slamet.answer_all()
    number = slamet.send()
    decide(visit, "loket.ptsp", number, "Lengkap dan benar")
    decide(
        visit, "teknis.dishub", number, "Survei selesai",
        tanggal_survei=site.now().date(), layak=True,
    )  # fmt: skip
    slamet.visitor.open(f"/lacak/{number}/")
    slamet.visitor.sees("Instansi terkait sedang memberi pendapat tentang trayek Anda")
    slamet.visitor.picture("opinions-1-lacak")

    polres = officer(visit, "teknis.polres")
    polres.find(number)
    polres.visitor.sees("(hanya untuk instansi tertentu)")
    polres.visitor.picture("opinions-2-pendapat")
    polres.write(alasan="Lintasan melawan arus di Tenggarang.")
    polres.finish(number, "Tidak setuju")

    penata = officer(visit, "penata.ptsp")
    penata.find(number)
    penata.press_outcome("Kembalikan untuk diperbaiki")
    penata.visitor.choose(ROUTE)
    penata.visitor.type(f"Yang harus diperbaiki: {ROUTE}", "Ubah lintasan di Tenggarang.")
    penata.visitor.press("Kembalikan untuk diperbaiki")
    penata.done(number)

    slamet.open_case()
    slamet.visitor.sees("Ubah lintasan di Tenggarang.")
    slamet.visitor.press("Mulai memperbaiki")
    slamet.visitor.press(ROUTE)
    slamet.visitor.type(ROUTE, "Bondowoso – Tegalampel – Wonosari")
    slamet.visitor.press("Simpan")
    slamet.visitor.press("Kirim perbaikan")

    decide(visit, "teknis.polres", number, "Setuju")
    decide(visit, "teknis.dishub", number, "Setuju dengan syarat", syarat="Pasang papan trayek.")
    decide(visit, "penata.ptsp", number, "Draf siap diparaf")
    for username in ("kabid.ptsp", "sekretaris.ptsp"):
        decide(visit, username, number, "Paraf")
    kadis = officer(visit, "kadis.ptsp")
    kadis.sign(number)
    kadis.visitor.sees("Ditandatangani")

    slamet.open_case()
    slamet.case_says("Surat untuk Anda", "bertanda tangan")
    slamet.visitor.picture("opinions-3-izin")
    licence = slamet.visitor.downloads("Izin Trayek (PDF)")
    assert papers.signature(licence).valid
    assert "Pasang papan trayek." in papers.words(licence)
