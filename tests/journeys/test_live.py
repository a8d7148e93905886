"""News arrives by itself: the inbox and the command centre hear of an application as it comes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.citizens import Citizen
from tests.journeys.officers import Visit, officer


def test_inbox_and_command_centre_update_by_themselves(visit: Visit) -> None:
    citizen = Citizen(visit("Dewi", phone=True))
    citizen.begin()
    citizen.answer_all()

    loket = officer(visit, "loket.ptsp")
    loket.inbox()
    bupati = officer(visit, "bupati")
    bupati.visitor.open("/pusat/")
    bupati.visitor.picture("live-1-pusat")
    figure = bupati.visitor.page.locator(".tile .figure").first
    before = whole(figure.inner_text())
    for one in (loket.visitor, bupati.visitor):
        one.page.evaluate("window.opened = true")

    number = citizen.send()
    expect(loket.row(number)).to_be_visible(timeout=5_000)
    expect(figure).not_to_have_text(str(before), timeout=5_000)
    assert whole(figure.inner_text()) == before + 1
    for one in (loket.visitor, bupati.visitor):
        assert one.page.evaluate("window.opened"), "nothing was reloaded"
    loket.visitor.picture("live-2-masuk")


def whole(text: str) -> int:
    return int(text.replace(".", ""))
