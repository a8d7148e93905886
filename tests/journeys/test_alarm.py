"""A late licence lights the wall, is acknowledged, followed to the desk, mended; it goes out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from playwright.sync_api import expect

from tests.journeys.officers import Visit, officer

CODE = "35.11"


def test_a_late_case_from_the_wall_to_the_desk_and_back(
    visit: Visit, site: Any, regency: Any
) -> None:
    case = late_case(site, regency)

    regent = officer(visit, "bupati").visitor
    regent.open("/pusat/")
    alarm = regent.page.locator(".alarm", has_text=case.number)
    expect(alarm).to_be_visible(timeout=30_000)
    expect(alarm).to_contain_text("belum diterima")
    regent.picture("alarm-1-dinding")
    alarm.get_by_role("link").click()
    expect(regent.page.get_by_role("link", name="Lihat jalannya berkas")).to_be_visible()
    assert regent.page.get_by_role("link", name="Buka berkas di meja kerja").count() == 0

    head = officer(visit, "kadis.dinkes").visitor
    head.open(regent.page.url.replace(site.origin, ""))
    head.page.get_by_label("Apa yang akan dilakukan?").fill("Saya minta tim menuntaskan hari ini.")
    head.press("Terima alarm")
    head.sees("Alarm diterima. Eskalasi berhenti.")
    head.picture("alarm-2-diterima")
    head.page.get_by_role("link", name="Buka berkas di meja kerja").click()
    expect(head.page.locator("main .case-top").first).to_contain_text(case.number)

    technical = officer(visit, "teknis.dinkes")
    technical.decide(case.number, "Rekomendasikan", pertimbangan="Layak.")
    regent.open("/pusat/")
    expect(alarm).to_have_count(0, timeout=30_000)
    regent.picture("alarm-3-padam")


def late_case(site: Any, regency: Any) -> Any:
    """A recommendation that began seven working days ago and had five; the licence has nine."""
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        calendar = directory.calendar()
    begun = site.now()
    for _ in range(7):
        begun -= dt.timedelta(days=1)
        while not calendar.is_working(calendar.local_date(begun)):
            begun -= dt.timedelta(days=1)
    case = regency.submit(now=begun)
    case.do("loket.ptsp", "lengkap", begun)
    return case
