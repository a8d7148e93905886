"""The reference page in a real browser: axe finds nothing, nothing runs off a phone's side."""

from __future__ import annotations

import mimetypes
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
ASSETS = Path(__file__).parents[5] / "var" / "assets"
CHROMIUM = os.environ.get("PENDOPO_CHROMIUM") or shutil.which("chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM or not (ASSETS / "test/axe.min.js").is_file(),
        reason="needs chromium and built assets",
    ),
]


def _answer(route: Any, page: bytes) -> None:
    path = route.request.url.removeprefix("http://localhost")
    if path.startswith("/static/"):
        file = ASSETS / path.removeprefix("/static/")
        kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
        route.fulfill(body=file.read_bytes(), content_type=kind)
    else:
        route.fulfill(body=page, content_type="text/html; charset=utf-8")


def test_axe_and_width(anyone: Any) -> None:
    answer = anyone.get("")
    assert answer.status_code == 200
    with sync_api.sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for width in (360, 1440):
            page = chrome.new_page(viewport={"width": width, "height": 900})
            page.route("**/*", lambda route: _answer(route, answer.content))
            page.goto("http://localhost/api/v1/", wait_until="load")
            page.add_script_tag(content=(ASSETS / "test/axe.min.js").read_text(encoding="utf-8"))
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
            assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"]] == []
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(over) <= 0
            if shots := os.environ.get("PENDOPO_SHOTS"):
                page.screenshot(path=f"{shots}/api-{width}.png", full_page=True)
        chrome.close()
