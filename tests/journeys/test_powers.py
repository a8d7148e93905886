"""A village's helper records a power of attorney and applies by it; the citizen ends it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.browsing import Visitor
from tests.journeys.officers import Visit

SHOTS = os.environ.get("PENDOPO_SHOTS", "")


def shoot(visitor: Visitor, name: str) -> None:
    if SHOTS:
        visitor.page.wait_for_timeout(300)
        visitor.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def enter(visit: Visit, username: str, *, phone: bool) -> Visitor:
    """Somebody with an account who is no officer."""
    visitor = visit(username, phone=phone)
    visitor.open("/akun/login/")
    visitor.page.locator("input[name=login]").fill(username)
    visitor.page.locator("input[name=password]").fill(visitor.site.password)
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_url(lambda url: "/akun/login" not in url)
    return visitor


def walk(visit: Visit, *, phone: bool) -> None:
    size = "360" if phone else "1440"
    helper = enter(visit, "bantu.pancoran", phone=phone)
    helper.open("/masuk/")
    helper.heading("Surat kuasa")
    shoot(helper, f"powers-{size}")
    helper.open("/meja/layanan/?q=praktek%20doktr")
    shoot(helper, f"find-{size}")
    helper.page.get_by_role("link", name="Catat surat kuasa").first.click()
    helper.page.get_by_role("button", name="Catat surat kuasa").click()
    helper.sees("Nama belum diisi.")
    shoot(helper, f"new-wrong-{size}")
    helper.type("Nama pemberi kuasa", "Slamet Riyadi (contoh)")
    helper.type("NIK", "3511991208850003")
    helper.type("Nomor surat kuasa yang Anda simpan", "474/77/2026")
    helper.page.get_by_label("sudah saya lihat").check()
    shoot(helper, f"new-{size}")
    helper.page.get_by_role("button", name="Catat surat kuasa").click()
    helper.sees("tercatat")
    place = helper.path
    shoot(helper, f"power-{size}")
    helper.press("Mulai mengisi permohonan")
    helper.sees("dengan surat kuasa")
    shoot(helper, f"draft-{size}")
    number = re.search(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}", page_text(helper, place))
    assert number
    citizen = enter(visit, "warga2", phone=phone)
    citizen.open("/data-saya/#kuasa")
    citizen.sees(number[0])
    citizen.open("/kuasa/")
    shoot(citizen, f"given-{size}")
    card = citizen.page.get_by_role("button", name=f"Cabut kuasa ini {number[0]}")
    card.click()
    citizen.sees(f"Surat kuasa {number[0]} sudah berakhir")
    shoot(citizen, f"ended-{size}")
    expect(citizen.page.get_by_role("button", name=f"Cabut kuasa ini {number[0]}")).to_have_count(0)
    helper.open(place)
    helper.sees("sudah berakhir")


def page_text(visitor: Visitor, path: str) -> str:
    visitor.open(path)
    return visitor.text()


def test_a_helper_on_a_phone_and_the_citizen_who_stops_it(visit: Visit) -> None:
    walk(visit, phone=True)


def test_the_same_on_a_wide_screen(visit: Visit) -> None:
    walk(visit, phone=False)
