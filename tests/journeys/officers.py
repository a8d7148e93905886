"""An officer at the desk: signs in, finds the file in the inbox, does the part that is theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.browsing import Visitor, fill_day

Visit = Callable[..., Visitor]
INITIALS = ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp")


@dataclass
class Officer:
    """Who stays signed in once signed in: the session is kept for the next journey."""

    visitor: Visitor
    username: str

    def sign_in(self) -> None:
        """With user name and password, at the door that everyone uses."""
        one = self.visitor
        one.open("/masuk/")
        one.type("Telepon, surel, atau nama pengguna", self.username)
        one.page.get_by_label("Kata sandi", exact=True).fill(one.site.password)
        one.page.locator("main form button[type=submit]").first.click()
        expect(one.page).to_have_url(f"{one.site.origin}/meja/")
        one.browsing.sessions[self.username] = one.context.storage_state()

    def inbox(self, view: str = "") -> None:
        self.visitor.open("/meja/" + (f"?tampilan={view}" if view else ""))

    def row(self, number: str) -> Locator:
        return self.visitor.page.locator("[data-row]", has_text=number)

    def find(self, number: str, view: str = "") -> None:
        """Open the file from the inbox."""
        self.inbox(view)
        self.row(number).get_by_role("link").click()
        expect(self.visitor.page.locator("main .case-top").first).to_contain_text(number)
        assert self.visitor.page.evaluate("window.scrollY") == 0, "the panes scroll, not the page"

    def unseal(self) -> None:
        """Open the personal data of the case for a purpose; the applicant can read who did."""
        self.visitor.page.locator("summary", has_text="Data pribadi tertutup").click()
        self.visitor.press("Lihat, tercatat")
        self.visitor.sees("Data pribadi terbuka")

    def decide(self, number: str, outcome: str, **answers: Any) -> None:
        """Open the file, write what is asked, press the outcome; the list says it is done."""
        self.find(number)
        self.write(**answers)
        self.finish(number, outcome)

    def write(self, **answers: Any) -> None:
        """Answer the questions of the task, by their names."""
        page = self.visitor.page
        for name, value in answers.items():
            if isinstance(value, bool):
                page.locator(f"#tugas [name='{name}'][value='{str(value).lower()}']").check()
            elif isinstance(value, dt.date):
                fill_day(page, name, value)
            else:
                page.locator(f"#tugas [name='{name}']").fill(value)

    def press_outcome(self, outcome: str) -> None:
        bar = self.visitor.page.locator("section.act")
        bar.get_by_role("button", name=outcome, exact=True).click()

    def finish(self, number: str, outcome: str) -> None:
        self.press_outcome(outcome)
        self.done(number)

    def propose(self, at: dt.datetime, place: str) -> None:
        """Propose day, hour and place of the visit to the applicant."""
        one = self.visitor
        fill = one.page.get_by_text("Ubah jadwal tinjauan")
        if fill.count() and not one.page.get_by_label("Jam").is_visible():
            fill.click()
        fill_day(one.page, "jadwal", at)
        one.type("Jam", f"{at:%H.%M}")
        one.type("Tempat", place)
        one.press("Kirim jadwal ke pemohon")
        one.sees("Jadwal tinjauan dikirim ke pemohon.")

    def done(self, number: str) -> None:
        """Back at the list, which says that it was kept; the task is gone from it."""
        one = self.visitor
        expect(one.page).to_have_url(f"{one.site.origin}/meja/")
        expect(one.page.locator(".notice").first).to_contain_text(f"{number}")
        one.sees("Tersimpan.")

    def sign(self, *numbers: str, passphrase: str = "") -> None:
        """All these letters in one go, the passphrase typed once."""
        one = self.visitor
        one.open("/meja/tanda-tangan/")
        for number in numbers:
            self.row(number).locator("input.pick").check()
        one.page.get_by_label("Frasa sandi tanda tangan elektronik").fill(
            passphrase or one.site.passphrase
        )
        one.press("Tandatangani yang dipilih")


def officer(visit: Visit, username: str, **options: Any) -> Officer:
    """An officer at work: signed in before, or signing in now."""
    visitor = visit(username, **options)
    known = visitor.browsing.sessions.get(username)
    one = Officer(visitor, username)
    if known:
        visitor.context.add_cookies(known["cookies"])
    else:
        one.sign_in()
    return one


def decide(visit: Visit, username: str, number: str, outcome: str, **answers: Any) -> None:
    """One officer's whole part in a file."""
    officer(visit, username).decide(number, outcome, **answers)


def initial(visit: Visit, number: str) -> None:
    """The three who initial a letter before it is signed, in their order."""
    for username in INITIALS:
        decide(visit, username, number, "Paraf")


def to_signer(visit: Visit, number: str) -> None:
    """From the drafter's desk to the head's."""
    decide(visit, "penata.ptsp", number, "Draf siap diparaf")
    initial(visit, number)
