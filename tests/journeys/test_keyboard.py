"""Without a mouse: an officer from sign-in to a finished task, a citizen from the home page on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor
from tests.journeys.citizens import SIP, Citizen
from tests.journeys.officers import Visit

MOST = 90  # presses of Tab until something that is there has been reached
NAME = """() => {
    const at = document.activeElement;
    const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
    return [at.getAttribute("aria-label") || label || at.innerText || "", at.id, at.name || ""];
}"""
SHOWS_FOCUS = """() => {
    const at = document.activeElement;
    if (at === document.body) return "nothing";
    const looks = () => {
        const all = [at, at.parentElement, at.parentElement.parentElement];
        if (at.labels) all.push(...at.labels);
        const parts = [null, "::before", "::after"];
        return JSON.stringify(all.map((one) => parts.map((part) => {
            const style = getComputedStyle(one, part);
            return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor,
                style.borderWidth, style.textDecoration];
        })));
    };
    const box = at.getBoundingClientRect();
    const focused = looks();
    at.blur();
    const plain = looks();
    at.focus({preventScroll: true});
    if (box.width === 0 || box.height === 0) return "has no size";
    return focused === plain ? "looks the same" : "";
}"""


def tab_to(one: Visitor, name: str, *, key: str = "Tab") -> None:
    """Press Tab until a thing of this name (or id) has the focus; it shows at every stop."""
    for _ in range(MOST):
        one.page.keyboard.press(key)
        text, element, field = one.page.evaluate(NAME)
        trouble = one.page.evaluate(SHOWS_FOCUS)
        assert not trouble, f"{one.path}: {text or element or field}: focus {trouble}"
        if name in (element, field) or text.strip().startswith(name):
            return
    raise AssertionError(f"{one.path}: Tab never reached {name}")


def enter(one: Visitor, *, stays: bool = False) -> None:
    """Press Enter; unless it `stays` on the page, the next one is there when this returns."""
    if stays:
        one.page.keyboard.press("Enter")
        return
    with one.page.expect_navigation():
        one.page.keyboard.press("Enter")


def test_officer_by_keyboard(visit: Visit) -> None:
    number = Citizen(visit("Warga", phone=True)).apply(nama="dr. Laras Wening")
    one = visit("Loket")
    page: Page = one.page
    one.open("/masuk/")
    tab_to(one, "id_login")
    page.keyboard.type("loket.ptsp")
    tab_to(one, "id_password")
    page.keyboard.type(one.site.password)
    enter(one)
    expect(page).to_have_url(f"{one.site.origin}/meja/")

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("Tim saya")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Tim saya")
    enter(one)
    expect(page).to_have_url(f"{one.site.origin}/meja/?tampilan=team")
    one.open("/meja/")

    for _ in range(60):
        page.keyboard.press("j")
        if number in str(page.evaluate("document.activeElement.innerText")):
            break
    assert number in str(page.evaluate("document.activeElement.innerText")), "J goes to every row"
    assert page.evaluate(SHOWS_FOCUS) == ""
    page.keyboard.press("x")
    expect(page.locator("input.pick:checked")).to_have_count(1)
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("j")
    enter(one)
    expect(page.locator("main .case-top").first).to_contain_text(number)
    page.keyboard.press("a")
    one.sees("Anda pegang")
    one.picture("keyboard-1-dipegang")
    tab_to(one, "Lengkap dan benar")
    one.picture("keyboard-2-fokus")
    enter(one)
    one.sees(number, "Tersimpan.")
    expect(page.locator("[data-row]", has_text=number)).to_have_count(0)


def test_citizen_by_keyboard(visit: Visit) -> None:
    one = visit("Warga")
    one.open("/")
    tab_to(one, "Langsung ke isi")
    enter(one, stays=True)
    tab_to(one, "q")
    one.page.keyboard.type("praktek doktr")
    enter(one)
    one.heading("Hasil pencarian")
    tab_to(one, SIP)
    enter(one)
    tab_to(one, "Mulai mengajukan")
    enter(one)
    tab_to(one, "Mulai mengisi")
    enter(one)
    one.heading("Catat kode ini")
    tab_to(one, "Sudah saya catat")
    enter(one)
    tab_to(one, "Mulai mengisi")
    enter(one)

    one.heading("Apa profesi Anda?")
    tab_to(one, "Simpan dan lanjutkan")
    enter(one)
    one.sees("Ada masalah")
    assert one.page.evaluate("document.activeElement.className").count("error-summary")
    one.picture("keyboard-3-galat")
    one.page.keyboard.press("Tab")
    enter(one, stays=True)
    assert one.page.evaluate("document.activeElement.name") == "profesi"
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("ArrowUp")
    tab_to(one, "Simpan dan lanjutkan")
    enter(one)
    one.heading("Apakah Anda dokter internsip?")
    tab_to(one, "internsip")
    one.page.keyboard.press("ArrowRight")
    tab_to(one, "Simpan dan lanjutkan")
    enter(one)
    one.heading("PPDS")
