"""The red thread from end to end: late work lights the wall, is walked up to the mission and down
again, is put right, and the number that the mission promised moves by itself."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.officers import Visit, initial, officer
from tests.journeys.site import ROOT, wait_for
from tests.journeys.test_alarm import CODE, late_case

TARGET = "Meningkatnya akses dan mutu pelayanan kesehatan"
INDICATOR = "Tenaga kesehatan berizin praktik"


def test_from_a_late_licence_to_the_mission_and_back(visit: Visit, site: Any, regency: Any) -> None:
    planned(site)
    case = late_case(site, regency)

    regent = officer(visit, "bupati").visitor
    page = regent.page
    regent.open("/pusat/")
    alarm = page.locator(".alarm", has_text=case.number)
    number = wait_for(lambda: alarm_of(case.number), "the alarm", within=30)
    regent.picture("benang-1-dinding")
    if alarm.count():  # the wall names the most urgent ones; other late work may be ahead of it
        expect(alarm).to_contain_text(f"mengancam sasaran: {TARGET}")
        alarm.get_by_role("link").click()
    else:
        regent.open(f"/pusat/alarm/{number}/")
    walk = page.locator("ol.benang")
    expect(walk.locator("li").last).to_contain_text(case.number)
    expect(walk.locator("li", has_text="Misi M1").locator("small").last).to_contain_text(
        "terlambat"
    )
    regent.picture("benang-2-naik")
    regent.press("Lihat misinya")
    regent.heading("Misi dan sasarannya, kini")
    row = page.locator("tr[data-indicator]", has_text=INDICATOR)
    expect(row).to_contain_text("diukur")

    page.locator("section.mission", has_text=TARGET).get_by_role("heading").get_by_role(
        "link"
    ).click()
    down = page.locator("section", has_text="Pekerjaan di baliknya, sekarang").last
    expect(down).to_contain_text("terlambat")
    down.get_by_role("link", name=INDICATOR).click()
    regent.heading(TARGET)
    regent.picture("benang-3-turun")

    put_right(visit, case.number)
    regent.open("/pusat/misi/")
    expect(row.locator(".basis")).to_be_visible()
    page.evaluate("window.opened = true")
    before, shown = counted(), row.locator(".basis").inner_text()
    head = officer(visit, "kadis.ptsp")
    head.sign(case.number)
    wait_for(lambda: counted() > before, "the licence in the measure", within=30)
    seconds = until(row.locator(".basis"), lambda text: text != shown)
    assert seconds <= 1, f"the number took {seconds:.2f} s after the worker had read the fact"
    expect(row.locator(".basis")).to_contain_text(f"{counted()} catatan")
    assert page.evaluate("window.opened"), "nothing was reloaded"
    regent.picture("benang-4-bergerak")
    regent.open("/pusat/")
    expect(alarm).to_have_count(0, timeout=30_000)


def alarm_of(number: str) -> Any:
    """The alarm about a case, once a rule has seen it; None until then."""
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    with ledger.use_region(CODE):
        found = watch.alarms(limit=10_000).cards
    return next((one.id for one in found if one.number == number), None)


def planned(site: Any) -> None:
    """The demo's measures and its plan, in this database; both stay."""
    from pendopo.config.seeding import plans
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    with ledger.use_region(CODE):
        for slug in ("laporan-tepat-waktu", "permohonan-tepat-waktu"):
            measure = measures.load(ROOT / f"packages/measures/{slug}.yaml")
            measures.declare(measure, actor=None, now=site.now())
        plans.load(ROOT / "packages/regions/bondowoso", now=site.now(), say=print)
    wait_for(lambda: state() == "ready", "the measure counted for the first time", within=60)


def value() -> Any:
    """Of the site's year, the doctors' licences alone."""
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    with ledger.use_region(CODE):
        return measures.value(
            slug="permohonan-tepat-waktu", since=dt.date(2026, 1, 1),
            until=dt.date(2026, 12, 31), where={"service": "sip-dokter"},
        )  # fmt: skip


def state() -> str:
    return str(value().state)


def counted() -> int:
    """How many decided applications the number rests on."""
    return int(value().n)


def put_right(visit: Visit, number: str) -> None:
    """Everything of the late file up to the signature."""
    officer(visit, "teknis.dinkes").decide(number, "Rekomendasikan", pertimbangan="Layak.")
    officer(visit, "penata.ptsp").decide(number, "Draf siap diparaf")
    initial(visit, number)


def until(place: Locator, fine: Callable[[str], bool], *, within: float = 10) -> float:
    """Seconds until the text is as wanted, looked at as often as the browser answers."""
    begun = time.monotonic()
    while not fine(place.inner_text()):
        assert time.monotonic() - begun < within, "it never moved"
    return time.monotonic() - begun
