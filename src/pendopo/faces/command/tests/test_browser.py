"""The wall in a real browser: axe, width, news, age. Requests are answered by Django's client."""

from __future__ import annotations

import json
import mimetypes
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
ROOT = Path(__file__).parents[5]
ASSETS = ROOT / "var" / "assets"
OURS = Path(__file__).parents[1] / "static"
CHROMIUM = os.environ.get("PENDOPO_CHROMIUM") or shutil.which("chromium")
ORIGIN = "http://localhost"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NEWS = 'id: 7\nevent: facts\ndata: {"seq":7,"kinds":{"case.submitted":1}}\n\n'
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM or not (ASSETS / "test/axe.min.js").is_file(),
        reason="needs chromium and built assets",
    ),
]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


class Wall:
    """A browser in front of the wall; `news` is what the stream says next, `asked` the parts."""

    def __init__(
        self, chrome: Any, django: Executor, client: Any, width: int, scripts: bool = True
    ) -> None:
        self.client, self.news, self.asked = client, "", list[str]()
        self.django = django
        self.context = chrome.new_context(
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        self.page = self.context.new_page()
        self.page.route("**/*", self._answer)
        self.page.goto(f"{ORIGIN}/pusat/", wait_until="load")

    def _answer(self, route: Any) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/static/"):
            name = path.removeprefix("/static/")
            file = OURS / name if (OURS / name).is_file() else ASSETS / name
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif path == "/events":
            news, self.news = self.news, ""
            route.fulfill(body="retry: 1000\n\n" + news, content_type="text/event-stream")
        else:
            self.asked.append(path)
            answer = self.django.submit(self.client.get, path).result()
            kind = answer.headers.get("Content-Type", "text/html")
            route.fulfill(status=answer.status_code, body=answer.content, content_type=kind)


@pytest.fixture(scope="module")
def one_thread() -> Iterator[Executor]:
    """Django answers in one thread: the browser's driver would give each request a context,
    and so a database connection, of its own."""
    with ThreadPoolExecutor(1) as one:
        yield one


@pytest.fixture
def open_wall(chrome: Any, one_thread: Executor, signed_in: Any) -> Iterator[Any]:
    walls: list[Wall] = []

    def open_it(width: int = 1440, **options: Any) -> Wall:
        walls.append(Wall(chrome, one_thread, signed_in("bupati"), width, **options))
        return walls[-1]

    yield open_it
    for wall in walls:
        wall.context.close()


@pytest.fixture
def busy(regency: Any) -> None:
    """Cases in time, cases late: every kind of alarm and colour."""
    import datetime as dt

    from pendopo.ledger import api as ledger

    now = ledger.clock().now()
    regency.submit(now=now)
    late = regency.submit(now=now - dt.timedelta(days=30))
    late.do("loket.ptsp", "lengkap", now - dt.timedelta(days=29))


@pytest.mark.parametrize("width", [360, 1440, 1920])
def test_axe_and_width(open_wall: Any, busy: None, width: int) -> None:
    wall = open_wall(width)
    wall.page.add_script_tag(content=(ASSETS / "test/axe.min.js").read_text(encoding="utf-8"))
    found = wall.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"]] == []
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert wall.page.evaluate(over) <= 0
    if shots := os.environ.get("PENDOPO_SHOTS"):
        wall.page.screenshot(path=f"{shots}/pusat-{width}.png", full_page=True)


def test_news_refreshes_the_figures_at_most_once_a_second(open_wall: Any, regency: Any) -> None:
    from pendopo.ledger import api as ledger

    wall = open_wall()
    figure = wall.page.locator(".tile .figure").first
    before = int(figure.text_content().replace(".", ""))
    regency.submit(now=ledger.clock().now())
    wall.news = NEWS * 20
    wall.page.wait_for_function(
        "before => Number(document.querySelector('.tile .figure').textContent) === before + 1",
        arg=before,
        timeout=5000,
    )
    wall.page.wait_for_timeout(300)
    assert wall.asked.count("/pusat/ubin/") == 1, "twenty events, one refresh"
    assert wall.page.locator("[data-age]").first.text_content() == "baru saja"


def test_old_figures_say_so_and_turn_grey(open_wall: Any) -> None:
    wall = open_wall()
    wall.page.clock.install()
    wall.page.reload()
    wall.page.route("**/pusat/*/", lambda route: route.abort())
    wall.page.clock.run_for(60_000)
    assert wall.page.locator(".tile.stale").count() == 6
    assert json.dumps(wall.page.locator("[data-age]").first.text_content()) == '"60 detik lalu"'


def test_without_scripts_everything_is_there(open_wall: Any, busy: None) -> None:
    wall = open_wall(360, scripts=False)
    assert wall.page.locator(".tile").count() == 6
    assert wall.page.locator(".alarm").count() >= 1
    assert wall.page.locator(".burden tbody tr").count() >= 1


def test_a_telephone_begins_with_what_is_critical_and_ends_after_four_screens(
    open_wall: Any, busy: None
) -> None:
    """Sections fold, stay as they were left when they are fetched anew, and need no script."""
    wall = open_wall(360)
    page = wall.page
    tall = "document.documentElement.scrollHeight / 780"
    assert page.evaluate(tall) <= 4
    top = {
        name: page.locator(name).first.bounding_box()["y"]
        for name in (".alarm", ".tile", "[data-fold=beban] summary")
    }
    assert list(top.values()) == sorted(top.values())
    rows = page.locator(".burden tbody tr").first
    assert not rows.is_visible()
    page.locator("[data-fold=beban] > summary").focus()
    page.keyboard.press("Enter")
    assert rows.is_visible()
    wall.news = NEWS
    page.wait_for_timeout(1500)
    assert "/pusat/beban/" in wall.asked and rows.is_visible(), "fetched anew, still open"
    assert open_wall(1440).page.locator(".burden tbody tr").first.is_visible()
    plain = open_wall(360, scripts=False).page
    plain.locator("[data-fold=beban] > summary").click()
    assert plain.locator(".burden tbody tr").first.is_visible()
