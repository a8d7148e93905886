"""A person with a browser: opens pages, reads them, fills in and presses what is there."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright

from tests.journeys.site import Site

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
ARGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
)
WAIT = 10_000  # milliseconds until a page that does not come is a failure
EXPECTED = re.compile(
    r"status of (4\d\d|503)|ERR_(ABORTED|INCOMPLETE_CHUNKED|NETWORK_CHANGED|CONNECTION_RESET)"
    r"|htmx:(sendAbort|sendError|afterRequest)"
)
"""What the console says of pages that are meant to refuse, and of requests that are cut short."""


@dataclass
class Browsing:
    """One Chromium for all journeys; every visitor has cookies of their own."""

    site: Site
    browser: Any
    sessions: dict[str, Any] = field(default_factory=dict)

    def visitor(self, name: str, *, phone: bool = False, **options: Any) -> Visitor:
        context = self.browser.new_context(
            base_url=self.site.origin,
            viewport=PHONE if phone else DESK,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(WAIT)
        return Visitor(name, self, context, context.new_page())


@contextmanager
def browsing(site: Site) -> Iterator[Browsing]:
    path = os.environ.get("PENDOPO_CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is missing; ./pendopo test says how to get it"
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield Browsing(site, browser)
        browser.close()


@dataclass
class Visitor:
    """Verbs of a visitor; names of buttons, links and fields are the words on the screen."""

    name: str
    browsing: Browsing
    context: BrowserContext
    page: Page
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.context.on("console", self._hear)
        self.context.on("response", self._mind)

    @property
    def site(self) -> Site:
        return self.browsing.site

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def open(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press the one button or link of this name (the first, where the page has it twice)."""
        self.control(name, exact=exact).click()

    def control(self, name: str, *, exact: bool = False) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=exact)
        link = self.page.get_by_role("link", name=name, exact=exact)
        return button.or_(link).first

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def sees(self, *texts: str) -> None:
        """All of these words are on the screen (soon)."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(
                text, use_inner_text=True, ignore_case=True
            )

    def sees_not(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(
                text, use_inner_text=True, ignore_case=True
            )

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def downloads(self, name: str) -> bytes:
        """Press a link that gives a file, and keep its content."""
        href = self.control(name).get_attribute("href")
        assert href, f"{name} leads nowhere"
        answer = self.context.request.get(href)
        assert answer.ok, f"{href}: {answer.status}"
        return answer.body()

    def until(self, path: str, *texts: str, within: float = 20) -> None:
        """Open a page again and again until it says this: the worker needs its moment."""
        import time

        deadline = time.monotonic() + within
        while True:
            self.open(path)
            body = self.text()
            missing = [text for text in texts if text not in body]
            if not missing:
                return
            assert time.monotonic() < deadline, f"{path} never said {missing}:\n{body}"
            self.page.wait_for_timeout(300)

    def picture(self, name: str) -> None:
        """A picture of the screen for whoever wants to look (PENDOPO_SHOTS names a folder)."""
        folder = os.environ.get("PENDOPO_SHOTS")
        if folder:
            whole = "desk" not in (self.page.locator("body").get_attribute("class") or "")
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)

    def keep(self, folder: Path, name: str) -> None:
        """What was on the screen when it went wrong."""
        folder.mkdir(parents=True, exist_ok=True)
        stem = folder / f"{name}-{self.name}".replace(" ", "-")
        for count, page in enumerate(self.context.pages):
            try:
                page.screenshot(path=f"{stem}-{count}.png", full_page=True)
                said = f"{page.url}\n{page.title()}\n\n{page.locator('body').inner_text()}"
            except Exception as error:  # a page may be gone by now
                said = f"{page.url}\n{error}"
            Path(f"{stem}-{count}.txt").write_text(said, "utf-8")

    def leave(self) -> None:
        self.context.close()

    def _hear(self, message: Any) -> None:
        of_pictures = "inline style" in message.text and "PENDOPO_SHOTS" in os.environ
        if message.type == "error" and not EXPECTED.search(message.text) and not of_pictures:
            self.troubles.append(message.text)

    def _mind(self, response: Any) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status} {response.url}")


def fill_day(page: Page, name: str, day: dt.date) -> None:
    """A date goes into three boxes."""
    for unit in ("day", "month", "year"):
        page.locator(f"[name='{name}-{unit}']").fill(str(getattr(day, unit)))
