"""What a machine can tell about accessibility: axe-core, sideways scrolling, title, language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "var" / "assets" / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVER = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return "";
    const far = [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > wide + 1);
    return far.map((one) => one.outerHTML.slice(0, 120)).slice(-3).join("\\n") || "wider than 360";
}"""
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]})"""


def violations(page: Page) -> list[str]:
    """Rule and first culprit of everything axe finds on the page as it is now."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(
            SOURCE.read_text(encoding="utf-8")
        )  # by the driver: the page's CSP forbids it
    found: dict[str, Any] = page.evaluate(RUN, RULES)
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} "
        f"({one['nodes'][0].get('failureSummary', '')[:200]})"
        for one in found["violations"]
    ]


def look(page: Page) -> list[str]:
    """Everything wrong with this page: on a desk in daylight, on a phone in the dark."""
    wrong = []
    if not page.title().strip():
        wrong.append("no title")
    if page.locator("html").get_attribute("lang") not in ("id", "en"):
        wrong.append("no language")
    for width, theme in ((1440, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # from a table
        wrong += [f"{width} {theme}: {line}" for line in violations(page)]
    over = page.evaluate(OVER)
    if over:
        wrong.append(f"scrolls sideways at 360:\n{over}")
    page.set_viewport_size({"width": 1440, "height": 900})
    return wrong
