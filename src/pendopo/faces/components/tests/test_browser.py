"""In a real browser: axe finds nothing, no sideways scrolling on a phone, the keyboard works.

No server: the browser's requests are answered from Django's test client and the built assets.
"""

from __future__ import annotations

import json
import mimetypes
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from pendopo.faces.components.gallery import LAYOUTS
from pendopo.faces.components.tests.test_assets import ASSETS

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM or not (ASSETS / "test/axe.min.js").is_file(),
        reason="needs chromium and built assets",
    ),
]
ORIGIN = "http://gallery.test"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@pytest.fixture
def visit(chrome: Any) -> Iterator[Open]:
    contexts = []

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/static/"):
            file = ASSETS / path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            page = Client().get(path)
            route.fulfill(
                status=page.status_code, body=page.content, content_type="text/html; charset=utf-8"
            )

    def open_page(path: str, width: int = 1440, theme: str = "light", scripts: bool = True) -> Any:
        context = chrome.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(f"{ORIGIN}/gallery/{path}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1440, "dark")])
@pytest.mark.parametrize("name", ["", *(f"{layout}-page" for layout in LAYOUTS)])
def test_axe_and_width(visit: Open, name: str, width: int, theme: str) -> None:
    page = visit(name, width, theme)
    page.add_script_tag(content=(ASSETS / "test/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"]] == []
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) <= 0


def test_focus_goes_to_the_errors_and_then_to_the_field(visit: Open) -> None:
    page = visit("question-page")
    page.wait_for_function("document.activeElement.classList.contains('govuk-error-summary')")
    page.click(".govuk-error-summary a")
    assert page.evaluate("document.activeElement.id") == "nik"


def test_desk_by_keyboard(visit: Open) -> None:
    page = visit("desk-page")
    page.wait_for_selector("body.js-enabled")
    page.keyboard.press("j")  # from the open row to the one below
    below = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("x")
    assert page.locator("input.pick:checked").count() == 1
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") != below
    page.keyboard.press("Control+k")
    page.fill("#palette input", "terlambat")
    assert page.locator("#palette li").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_menu_and_radios_without_scripts(visit: Open) -> None:
    page = visit("portal-page", 360, scripts=False)
    page.click("details.menu summary")
    assert page.locator("details.menu nav a").first.is_visible()
    page = visit("choices", 360, scripts=False)
    assert page.locator("#alamat").is_visible(), "without scripts every question can be answered"


class Receiver:
    """The other end of the upload protocol, with a line that breaks once in the middle."""

    def __init__(self) -> None:
        self.got = b""
        self.offsets: list[int] = []
        self.broken = False

    def answer(self, route: Any) -> None:
        request = route.request
        if request.method == "POST":
            assert json.loads(request.post_data)["name"] == "denah.pdf"
            route.fulfill(json={"id": "u7", "chunk_size": 4, "url": "/up/u7"})
        elif request.method == "HEAD":
            route.fulfill(headers={"Upload-Offset": str(len(self.got))})
        elif len(self.got) == 4 and not self.broken:
            self.broken = True
            self.got += request.post_data_buffer  # received, but the answer is lost
            route.abort("connectionreset")
        else:
            self.offsets.append(int(request.headers["upload-offset"]))
            self.got += request.post_data_buffer
            route.fulfill(json={"id": "u7", "name": "denah.pdf", "size": len(self.got)})


def test_upload_resumes_after_a_lost_line(visit: Open) -> None:
    page = visit("files")
    receiver = Receiver()
    page.route("**/up/**", receiver.answer)
    page.evaluate(
        """() => {
            const old = document.querySelector("pendopo-upload");
            const fresh = old.cloneNode(true);
            fresh.dataset.start = "/up/start";
            old.replaceWith(fresh);
        }"""
    )
    page.set_input_files(
        "#denah",
        {"name": "denah.pdf", "mimeType": "application/pdf", "buffer": b"0123456789"},
    )
    page.wait_for_selector("input[type=hidden][name=denah][value=u7]", state="attached")
    assert receiver.got == b"0123456789"
    assert receiver.offsets == [0, 8], "the piece whose answer was lost is not sent twice"
    page.get_by_role("button", name="Hapus denah.pdf").click()
    assert page.locator("input[type=hidden][value=u7]").count() == 0
