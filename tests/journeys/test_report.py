"""A broken street light, from the citizen's phone to the fix that she confirms, or does not."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.browsing import Visitor
from tests.journeys.officers import Officer, Visit, officer
from tests.journeys.papers import as_file, photo

PACKAGES = ("pengaduan-masyarakat", "aspirasi-masyarakat")
AGENCY, LIAISON = "2.11.2.15.0.00.01.0000", "penghubung.dlh"
PLACE = {"latitude": -7.91355, "longitude": 113.82134}
STORY = (
    "Lampu jalan di tikungan balai desa mati sejak seminggu, gelap sekali. Rumah Pak Surya dekat."
)
FIXED = "Lampu dan kabelnya sudah diganti."


@pytest.fixture(scope="module", autouse=True)
def packages(regency: Any, site: Any) -> None:
    with ThreadPoolExecutor(1) as apart:  # this thread's loop belongs to the browser driver
        for package in PACKAGES:
            apart.submit(regency.publish, package).result()


def phone(visit: Visit, name: str) -> Visitor:
    """A phone that knows where it is."""
    one = visit(name, phone=True)
    one.context.grant_permissions(["geolocation"])
    one.context.set_geolocation(PLACE)
    return one


def report(one: Visitor, story: str = STORY) -> tuple[str, str]:
    """From the home page to the receipt; number and code as written down."""
    one.open("/")
    one.press("Laporkan masalah")
    one.heading("Laporkan masalah")
    one.type("Apa yang terjadi?", story)
    one.page.locator("#foto").set_input_files(photo("lampu"))
    one.press("Pakai lokasi saya sekarang")
    expect(one.page.locator("[data-located]")).to_contain_text("Lokasi Anda terisi")
    one.type("Alamat atau patokan", "Tiang ketiga di timur balai desa")
    one.picture("report-1-formulir")
    one.press("Kirim laporan")
    expect(one.page.locator("h1")).not_to_have_text("Laporkan masalah")
    if "masalah yang sama" in one.page.locator("h1").inner_text():
        one.picture("report-2-serupa")
        one.press("Bukan, kirim laporan saya")
    one.heading("Laporan terkirim")
    one.picture("report-3-terkirim")
    refs = one.page.locator(".panel .ref")
    assert one.page.evaluate("localStorage.getItem('report:draft')") is None
    return refs.nth(0).inner_text().strip(), refs.nth(1).inner_text().strip()


def taken() -> dict[str, Any]:
    """A photo that looks like no other."""
    out = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(out, "JPEG")
    return as_file("bukti.jpg", out.getvalue())


def forward(visit: Visit, number: str) -> None:
    """The coordinator publishes masked words and sends it to the agency."""
    one = officer(visit, "koordinator.aduan")
    one.find(number)
    one.visitor.press("Samarkan dan terbitkan isi")
    one.visitor.sees(STORY)
    words = one.visitor.page.locator("textarea[name=teks]")
    expect(words).to_have_value(re.compile("Rumah Pak •••"))
    one.visitor.picture("report-4-samarkan")
    one.visitor.press("Terbitkan", exact=True)
    one.visitor.sees("sekarang tampil untuk umum")
    with ThreadPoolExecutor(1) as apart:
        apart.submit(advise, number).result()
    one.find(number)
    page = one.visitor.page
    expect(page.locator("input[name=saran]:checked")).to_have_count(0)  # not sure enough
    page.locator("h1").click()  # the focus is in no field
    page.keyboard.press("2")
    expect(page.locator("#saran-2")).to_be_checked()
    expect(page.locator("#tugas [name=topik]")).to_have_value("jalan-rusak")
    page.locator("#tugas [name=topik]").select_option("pohon")
    expect(page.locator("#saran-sendiri")).to_be_checked()
    page.locator("h1").click()
    page.keyboard.press("1")
    expect(page.locator("#tugas [name=topik]")).to_have_value("lampu-jalan")
    expect(page.locator("#tugas [name=instansi]")).to_have_value(AGENCY)
    one.visitor.picture("report-5-verifikasi")
    page.keyboard.press("t")
    one.done(number)


def advise(number: str) -> None:
    """What the routing would have written of the report: three choices, none of them sure."""
    from pendopo.ledger import api as ledger
    from pendopo.voice.models import Report

    choices = [
        {"agency": agency, "topic": topic, "confidence": confidence, "automatic": False,
         "sensitive": False, "oversight": False}
        for agency, topic, confidence in (
            (AGENCY, "lampu-jalan", 0.52), ("1.03.0.00.0.00.01.0000", "jalan-rusak", 0.31),
            ("1.05.0.00.0.00.01.0000", "ketertiban", 0.09),
        )
    ]  # fmt: skip
    found = {"model": "abc", "choices": choices, "sensitive": []}
    with ledger.use_region("35.11"), ledger.region_transaction():
        Report.objects.filter(number=number).update(suggestion=found)


def prove(visit: Visit, number: str, picture: dict[str, Any]) -> None:
    """The liaison stands there with a phone: checks in, takes the photo, answers."""
    one = officer(visit, LIAISON, phone=True)
    one.visitor.context.grant_permissions(["geolocation"])
    one.visitor.context.set_geolocation(PLACE)
    one.find(number)
    one.visitor.press("Lapor hadir dan potret di tempat")
    one.visitor.press("Pakai lokasi saya sekarang")
    expect(one.visitor.page.locator("[data-located]")).to_contain_text("Lokasi Anda terisi")
    one.visitor.picture("report-6-hadir")
    one.visitor.press("Lapor hadir", exact=True)
    one.visitor.sees("Anda tercatat hadir")
    one.visitor.page.locator("#foto").set_input_files(picture)
    one.visitor.press("Simpan foto bukti")
    one.visitor.sees("Foto bukti tersimpan")
    answered(one, number)


def answered(one: Officer, number: str) -> None:
    one.visitor.sees("Bukti untuk topik ini: Foto di tempat kejadian")
    expect(one.visitor.page.locator("#tugas [name=bukti]")).to_have_count(0)
    one.write(jawaban=FIXED)
    one.visitor.picture("report-7-jawab")
    one.finish(number, "Jawab")


def accept(visit: Visit, number: str, flagged: str) -> None:
    """A second person compares the photos before the citizen hears of it."""
    one = officer(visit, "verifikator.aduan")
    one.find(number)
    one.visitor.until(one.visitor.path, flagged)
    expect(one.visitor.page.locator(".compare img")).to_have_count(2)
    one.visitor.picture("report-8-bandingkan")
    one.finish(number, "Terbukti, sampaikan ke pelapor")


def test_a_broken_street_light_is_proven_fixed_and_confirmed(visit: Visit) -> None:
    one = phone(visit, "Wati")
    number, code = report(one)
    one.press("Ikuti laporan ini")
    one.sees("Menunggu diperiksa", "Paling lambat")
    forward(visit, number)
    prove(visit, number, taken())
    accept(visit, number, "Tidak ada yang menonjol")

    later = phone(visit, "Wati di rumah")
    later.open("/lapor/ikuti/")
    later.type("Nomor laporan", number.lower())
    later.type("Kode", code)
    later.press("Lihat laporan")
    later.until(later.path, "menunggu konfirmasi", FIXED)
    expect(later.page.locator("ul.photos img")).to_have_count(1)
    later.picture("report-9-dijawab")
    later.press("Ya, sudah tuntas")
    later.sees("tercatat tuntas atas konfirmasi Anda")
    later.until(later.path, "Tuntas, dikonfirmasi pelapor")
    later.page.get_by_label("5, baik sekali").check()
    later.press("Kirim nilai")
    later.sees("penilaian Anda tercatat")
    later.picture("report-10-tuntas")

    anyone = visit("Siapa saja")
    anyone.open(f"/aduan/{number}/")
    anyone.sees("Tuntas, dikonfirmasi pelapor", "Rumah Pak •••", "Lampu jalan")
    anyone.sees_not("Surya", FIXED)
    anyone.picture("report-11-umum")


def test_not_fixed_goes_back_and_lateness_stays(visit: Visit) -> None:
    one = phone(visit, "Yono")
    number, _code = report(one, "Lampu jalan di depan sekolah padam, anak-anak takut lewat.")
    forward_plain(visit, number)
    before = one.site.now()
    one.site.pass_time(days=12)  # more than five working days
    try:
        one.until(f"/lapor/ikuti/{number}/", "lewat")
        late = visit("Siapa saja")
        late.until("/aduan/?waktu=terlambat", number)
        prove(visit, number, photo("lampu-lagi"))
        accept(visit, number, "mirip foto laporan ini sendiri")
        one.until(f"/lapor/ikuti/{number}/", FIXED)
        one.page.locator("summary", has_text="Belum tuntas").click()
        one.page.locator("#pesan-belum").fill("Lampunya masih mati malam ini.")
        one.press("Buka lagi laporan ini")
        one.sees("Laporan dibuka lagi")
        one.until(f"/lapor/ikuti/{number}/", "Dibuka lagi")
        one.picture("report-12-dibuka-lagi")
        late.until(f"/aduan/{number}/", "1 kali")
        late.open("/aduan/?waktu=terlambat")
        late.sees(number)
        again = officer(visit, LIAISON)
        again.find(number)
        again.unseal()
        again.visitor.sees("Lampunya masih mati")
    finally:
        one.site.turn_to(before)


def forward_plain(visit: Visit, number: str) -> None:
    one = officer(visit, "koordinator.aduan")
    one.find(number)
    one.visitor.page.locator("#tugas [name=topik]").select_option("lampu-jalan")
    one.visitor.page.locator("#tugas [name=instansi]").select_option(AGENCY)
    one.finish(number, "Teruskan")


def test_without_a_line_the_words_stay_and_go_later(visit: Visit) -> None:
    one = phone(visit, "Budi di lereng")
    one.open("/lapor/")
    one.type("Apa yang terjadi?", "Longsor kecil menutup saluran air di atas dusun kami.")
    one.type("Alamat atau patokan", "Atas dusun")
    one.context.set_offline(True)
    one.press("Kirim laporan")
    one.sees("Tidak ada sambungan", "tersimpan di ponsel ini")
    one.picture("report-13-tanpa-sambungan")
    one.context.set_offline(False)
    expect(one.page.locator("h1")).to_have_text(
        re.compile("Laporan terkirim|masalah yang sama"), timeout=30_000
    )

    again = phone(visit, "Sari di ponsel pinjaman")
    again.open("/lapor/")
    again.type("Apa yang terjadi?", "Pipa bocor di depan masjid sejak subuh.")
    again.open("/")
    again.open("/lapor/")
    again.sees("belum terkirim masih ada di ponsel ini")
    expect(again.page.get_by_label("Apa yang terjadi?")).to_have_value(re.compile("Pipa bocor"))
    again.page.get_by_label("Ini ponsel pinjaman").check()
    again.open("/lapor/")
    expect(again.page.get_by_label("Apa yang terjadi?")).to_have_value("")
