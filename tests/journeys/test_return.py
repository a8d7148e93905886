"""A file comes back with reasons, waits for its citizen, is visited, asked about, and granted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from playwright.sync_api import expect

from tests.journeys import papers
from tests.journeys.browsing import fill_day
from tests.journeys.citizens import Citizen
from tests.journeys.officers import Visit, officer, to_signer
from tests.journeys.site import Site

PLAN = "Denah lokasi dan bangunan"
PLACE = "Apa nama tempat praktik?"


def test_returned_corrected_visited_asked_and_granted(visit: Visit, site: Site) -> None:
    ayu = Citizen(visit("Ayu", phone=True))
    number = ayu.apply(nama="dr. Ayu Lestari", jenis_praktik="mandiri")

    loket = officer(visit, "loket.ptsp")
    loket.find(number)
    loket.press_outcome("Kembalikan untuk diperbaiki")
    for part, reason in ((PLAN, "Skala denah tidak terbaca."), (PLACE, "Tulis sesuai papan nama.")):
        loket.visitor.choose(part)
        loket.visitor.type(f"Yang harus diperbaiki: {part}", reason)
    loket.visitor.picture("return-1-kembalikan")
    loket.visitor.press("Kembalikan untuk diperbaiki")
    loket.done(number)

    # Days later, at another computer, with nothing but the number and the code.
    site.turn_to(working_day(site, 2))
    away = Citizen(visit("Ayu di warnet"), number=number, code=ayu.code)
    away.track()
    away.visitor.sees("Menunggu jawaban pemohon", "waktu berhenti")
    away.visitor.picture("return-2-lacak")
    away.open_case()
    away.visitor.sees("Skala denah tidak terbaca.", "Tulis sesuai papan nama.")
    away.visitor.picture("return-3-berkas")
    away.visitor.press("Mulai memperbaiki")
    away.visitor.picture("return-4-perbaiki")
    away.visitor.press(PLAN)
    away.visitor.sees("Skala denah tidak terbaca.")
    lost = lose_one_piece(away)
    away.upload("denah", papers.scan("denah-baru"))
    assert lost, "the line was never cut"
    away.visitor.press("Simpan")
    away.visitor.press(PLACE)
    away.visitor.type(PLACE, "Praktik dr. Ayu Lestari")
    away.visitor.press("Simpan")
    away.visitor.press("Kirim perbaikan")
    away.visitor.sees("Berkas Anda sedang diperiksa kelengkapannya")

    loket.find(number)
    loket.visitor.sees("denah-baru.pdf")
    loket.finish(number, "Lengkap dan benar")

    dinkes = officer(visit, "teknis.dinkes")
    dinkes.find(number)
    dinkes.visitor.picture("return-5-tinjauan")
    proposed, wished = working_day(site, 2, hour=9), working_day(site, 3, hour=13)
    dinkes.propose(proposed, "Jalan Letnan Karsono 1")
    away.open_case()
    away.visitor.sees("Tinjauan lapangan", "Jalan Letnan Karsono 1")
    away.visitor.press("Minta waktu lain")
    fill_day(away.visitor.page, "tanggal", wished)
    away.visitor.page.get_by_label("Jam").select_option("13.00")
    away.visitor.press("Kirim permintaan")
    away.visitor.sees("Anda meminta waktu lain")
    away.visitor.picture("return-6-waktu-lain")
    dinkes.find(number)
    dinkes.visitor.sees("Pemohon mengusulkan")
    dinkes.propose(wished, "Jalan Letnan Karsono 1")
    away.open_case()
    away.visitor.sees("Anda sudah menyetujui waktu ini")

    site.turn_to(wished + dt.timedelta(hours=1))
    dinkes.decide(number, "Kunjungan selesai", tanggal_kunjungan=wished.date(), sesuai=True)
    dinkes.decide(number, "Tanya pemohon", pertanyaan="Praktik di lantai berapa?")
    away.track()
    away.visitor.sees("waktu berhenti")
    away.open_case()
    away.visitor.sees("Jawab pertanyaan Dinas Kesehatan")
    away.visitor.press("Jawab sekarang")
    away.visitor.sees("Praktik di lantai berapa?")
    away.visitor.type("Jawaban Anda", "Di lantai satu, tanpa tangga.")
    away.visitor.press("Kirim jawaban")
    away.visitor.sees("Dinas Kesehatan sedang menilai permohonan Anda")

    # The agency takes its time, and its inbox says so.
    for days, state, words in ((3, "soon", "ke-5 dari 6"), (2, "late", "erlambat")):
        site.turn_to(working_day(site, days))
        dinkes.inbox()
        expect(dinkes.row(number).locator(f".tag.{state}")).to_contain_text(words)
        dinkes.visitor.picture(f"return-7-{state}")
    site.turn_to(working_day(site, 3))
    away.track()
    away.visitor.sees("terlambat")
    away.visitor.picture("return-8-lacak-terlambat")
    dinkes.find(number)
    dinkes.unseal()
    dinkes.visitor.sees("Di lantai satu, tanpa tangga.")
    dinkes.write(pertimbangan="Layak.")
    dinkes.finish(number, "Rekomendasikan")
    to_signer(visit, number)
    officer(visit, "kadis.ptsp").sign(number)
    away.case_says("Selesai, dikabulkan", "Terlambat", "Surat untuk Anda")
    licence = away.visitor.downloads("Surat Izin Praktik (PDF)")
    assert papers.signature(licence).coverage.name == "ENTIRE_FILE"


def lose_one_piece(one: Citizen) -> list[str]:
    """The line breaks while the first piece of a file is on its way; the browser goes on."""
    lost: list[str] = []

    def cut(route: Any) -> None:
        if route.request.method == "PATCH" and not lost:
            lost.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    one.visitor.page.route("**/unggah/**", cut)
    return lost


def working_day(site: Site, days: int, hour: int = 10) -> dt.datetime:
    """So many working days from now, at an hour of Bondowoso (no holidays in these weeks)."""
    at = site.now().astimezone(dt.timezone(dt.timedelta(hours=7)))
    at = at.replace(hour=hour, minute=0, second=0, microsecond=0)
    while days or at.weekday() >= 5:
        at += dt.timedelta(days=1)
        days -= at.weekday() < 5
    return at
