"""A phone is enough: signing up, signing in, a second step, and a form that knows your name."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys import axe
from tests.journeys.browsing import Visitor
from tests.journeys.citizens import DOCTOR, Citizen
from tests.journeys.officers import Visit
from tests.journeys.site import code_in

PHONE = "081355501234"
PASSWORD = "gerimis di Ijen pagi"


def test_an_account_with_nothing_but_a_phone(visit: Visit) -> None:
    one = visit("Sari", phone=True)
    looks_fine = Looks()
    one.open("/")
    one.open("/akun/signup/")
    one.page.get_by_label("Nomor ponsel").fill(PHONE)
    one.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    one.press("Buat akun")
    expect(one.page.locator("input[name=code]")).to_be_visible()
    looks_fine(one)
    one.picture("account-1-kode")
    one.page.locator("input[name=code]").fill(code_in(one.site.sms(PHONE)))
    submit(one)
    expect(one.page).to_have_url(f"{one.site.origin}/berkas-saya/")
    one.sees("Belum ada berkas")

    sari = Citizen(one)
    number = sari.apply(nama="dr. Sari Puspita", telepon=PHONE)
    one.open("/berkas-saya/")
    one.sees(number)
    one.picture("account-2-berkas-saya")

    # The first application made its sender known: here, and in the next form.
    one.open("/data-saya/")
    one.sees("dr. Sari Puspita", DOCTOR["nik"])
    looks_fine(one)
    helping = Citizen(one, {**DOCTOR, "nik": "3511014507900002", "nama": "dr. Tuti Wahyuni"})
    helping.begin()
    one.open(f"{helping.draft}langkah/diri/")
    assert one.page.locator("input[name=nama]").input_value() == "dr. Sari Puspita"

    # Then one for somebody else, whose licence it will be.
    one.choose("Untuk orang lain, dengan surat kuasa")
    one.press("Simpan dan lanjutkan")
    one.sees("Ada masalah", "Ini NIK Anda sendiri")
    looks_fine(one)
    one.picture("account-2b-untuk-orang-lain")
    one.open(helping.draft)
    one.page.locator("main a.btn.big").click()
    while "/langkah/diri/" not in one.path:
        helping.answer_page()
    one.choose("Untuk orang lain, dengan surat kuasa")
    helping.answer_page()
    helping.answer_all()
    one.sees("Untuk orang lain, dengan surat kuasa")
    theirs = helping.send()
    one.sees("Anda mengirim ini untuk orang lain")
    one.open(f"/urus/{theirs}/")
    one.sees("Anda mengurus berkas ini untuk")
    one.open("/data-saya/")
    one.sees("dr. Sari Puspita")
    one.sees_not("Tuti")

    # A second step, and signing in with it.
    one.open("/akun/2fa/")
    one.page.locator("a[href*='totp/activate']").first.click()
    if "reauthenticate" in one.path:
        looks_fine(one)
        one.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        submit(one)
    looks_fine(one)
    one.picture("account-3-totp")
    secret = secret_on(one)
    one.page.locator("input[name=code]").fill(totp(secret))
    submit(one)
    looks_fine(one)
    one.picture("account-4-pemulihan")
    for path in ("/akun/2fa/webauthn/", "/akun/2fa/webauthn/add/", "/akun/2fa/totp/deactivate/"):
        one.open(path)
        looks_fine(one)

    again = visit("Sari di komputer")
    again.open("/masuk/")
    sign_in(again, "kata sandi yang keliru")
    again.sees("Ada masalah")
    again.picture("account-5-keliru")
    looks_fine(again)
    sign_in(again, PASSWORD)
    expect(again.page.locator("input[name=code]")).to_be_visible()
    looks_fine(again)
    again.picture("account-6-langkah-kedua")
    again.page.locator("input[name=code]").fill(totp(secret, steps=1))
    submit(again)
    expect(again.page).to_have_url(f"{again.site.origin}/berkas-saya/")
    again.sees(number)


def test_the_form_knows_who_is_signed_in(visit: Visit) -> None:
    """Never asked again for what the house knows: the demo citizen is registered."""
    one = visit("Warga", phone=True)
    one.open("/masuk/")
    sign_in(one, one.site.password, "warga")
    warga = Citizen(one)
    warga.begin()
    one.open(warga.draft)
    done = one.page.locator("ul.tasks li", has_text="Data diri Anda")
    expect(done).to_contain_text("Selesai")
    done.get_by_role("link").click()
    for name in ("nama", "nik", "tempat_lahir"):
        assert one.page.locator(f"input[name={name}]").input_value(), f"{name} is not filled in"
    one.picture("account-7-terisi")


def test_a_passkey_alone_signs_in(visit: Visit) -> None:
    """The key of the phone itself, made and used through the browser's own ceremony."""
    one = visit("Warga", phone=True)
    key = Passkey(one)
    one.open("/masuk/")
    sign_in(one, one.site.password, "warga")
    one.open("/akun/2fa/webauthn/add/")
    if "reauthenticate" in one.path:
        one.page.get_by_label("Kata sandi", exact=True).fill(one.site.password)
        submit(one)
    one.page.locator("input[name=name]").fill("Ponsel")
    one.page.locator("input[name=passwordless]").check()
    one.picture("account-8-kunci-sandi")
    one.page.locator("#mfa_webauthn_add").click()
    one.sees("Kunci keamanan ditambahkan")
    one.open("/akun/2fa/webauthn/")
    one.sees("Ponsel")
    assert key.kept() == 1

    one.context.clear_cookies()
    one.open("/masuk/")
    one.press("Masuk dengan kunci sandi (passkey)")
    expect(one.page).to_have_url(f"{one.site.origin}/berkas-saya/")


class Passkey:
    """An authenticator of the browser's own kind, that says yes."""

    def __init__(self, one: Visitor) -> None:
        self._cdp = one.context.new_cdp_session(one.page)
        self._cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        found = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = found["authenticatorId"]

    def kept(self) -> int:
        """How many keys it holds."""
        found = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return len(found["credentials"])


class Looks:
    """axe on the pages that can only be reached by walking; each once."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(self, one: Visitor) -> None:
        if one.path not in self.seen:
            self.seen.add(one.path)
            size = one.page.viewport_size
            assert axe.look(one.page) == [], one.path
            if size:
                one.page.set_viewport_size(size)


def sign_in(one: Visitor, password: str, login: str = PHONE) -> None:
    one.type("Telepon, surel, atau nama pengguna", login)
    one.page.get_by_label("Kata sandi", exact=True).fill(password)
    submit(one)


def submit(one: Visitor) -> None:
    """The form's main button; the next page is there when this returns."""
    with one.page.expect_navigation():
        one.page.locator(
            "main form:has(input:not([type=hidden])) button[type=submit]"
        ).first.click()


def secret_on(one: Visitor) -> str:
    """The key that an authenticator app is given."""
    found = re.search(r"\b[A-Z2-7]{32}\b", one.page.content())
    assert found, urlsplit(one.page.url).path
    return found[0]


def totp(secret: str, steps: int = 0) -> str:
    """RFC 6238, six digits; `steps` of 30 seconds ahead: a code is taken only once."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
