"""Signing in, my things and my data; language, statements, errors, hostile addresses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest


def text(answer: Any) -> str:
    return str(answer.content.decode())


def sign_in(client: Any, login: str, password: str = "") -> Any:
    from tests.regency import PASSWORD

    return client.post("/akun/login/", {"login": login, "password": password or PASSWORD})


@pytest.mark.parametrize(("login", "home"), [("warga", "/berkas-saya/"), ("loket.ptsp", "/meja/")])
def test_signing_in_leads_home(client: Any, login: str, home: str) -> None:
    answer = sign_in(client, login)
    assert (answer.status_code, answer["Location"]) == (302, "/masuk/"), text(answer)
    assert client.get("/masuk/")["Location"] == home


@pytest.mark.parametrize("path", ["/berkas-saya/", "/data-saya/", "/data-saya/unduh.json"])
def test_my_things_ask_to_sign_in(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302 and answer["Location"].startswith("/akun/login/?next=")


def test_account_pages_wear_our_shell(client: Any) -> None:
    for path in ("login/", "signup/", "password/reset/", "login/code/"):
        page = text(client.get(f"/akun/{path}"))
        assert 'class="foot"' in page and page.count("<h1") == 1 and "govuk-" in page, path
        assert "<style" not in page and " style=" not in page, path
    page = text(sign_in(client, "warga", "salah"))
    assert "<title>Galat:" in page and "govuk-error-summary" in page


def test_a_phone_number_is_enough_for_an_account(client: Any, regency: Any) -> None:
    form = {"phone": "0812 7777 1234", "email": "", "password1": "kopi pahit dan hujan"}
    answer = client.post("/akun/signup/", form)
    assert answer.status_code == 302, text(answer)
    page = text(client.get(answer["Location"]))
    assert page.count("<h1") == 1 and 'class="foot"' in page


@pytest.mark.parametrize(
    "path", ["2fa/", "2fa/totp/activate/", "2fa/webauthn/", "password/change/", "phone/change/",
             "email/", "logout/"]
)  # fmt: skip
def test_managing_pages_stand(client: Any, path: str) -> None:
    sign_in(client, "warga")
    answer = client.get(f"/akun/{path}", follow=True)
    assert answer.status_code == 200
    page = text(answer)
    assert 'class="foot"' in page and page.count("<h1") == 1 and " style=" not in page


def test_my_data_and_its_copy(client: Any) -> None:
    sign_in(client, "warga")
    page = text(client.get("/data-saya/"))
    assert "Siapa melihat data saya" in page and "Meminta data dihapus" in page
    answer = client.get("/data-saya/unduh.json")
    data = json.loads(answer.content)
    assert data["format"] == "pendopo-data-saya-1" and "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_draft_and_a_case_of_an_account_are_listed(client: Any, walk: Any) -> None:
    sign_in(client, "warga")
    walk.begin()
    assert walk.draft in text(client.get("/berkas-saya/"))
    assert walk.fill().endswith("/periksa/")
    walk.send()
    page = text(client.get("/berkas-saya/"))
    found = re.search(r'href="(/urus/[^"]+)"', page)
    assert found and walk.draft not in page
    assert "Jawaban yang Anda kirim" in text(client.get(found[1]))
    data = json.loads(client.get("/data-saya/unduh.json").content)
    assert data["cases"][0]["answers"]["nama_tempat"]


def signed_up(client: Any) -> str:
    """A new account, made by its owner; its user name."""
    from uuid import uuid4

    phone = f"0812{uuid4().int % 10**8:08d}"
    form = {"phone": phone, "email": "", "password1": "kopi pahit dan hujan"}
    assert client.post("/akun/signup/", form).status_code == 302
    from django.conf import settings
    from django.contrib.auth import get_user_model

    account = get_user_model().objects.get(phone__endswith=phone[1:])
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return str(account.username)


def test_the_first_application_fills_my_data_and_the_next_one(client: Any, walk: Any) -> None:
    signed_up(client)
    assert "belum punya data diri" in text(client.get("/data-saya/"))
    walk.answers |= {"nama": "dr. Kirana Larasati", "nik": "3511014507900123"}
    walk.begin()
    page = text(client.get(walk.step("diri")))
    assert "Untuk siapa permohonan ini?" in page
    assert re.search(r'value="sendiri"[^>]* checked', page)
    assert walk.fill().endswith("/periksa/")
    assert "Untuk diri saya sendiri" in text(client.get(f"{walk.draft}periksa/"))
    assert walk.send().status_code == 302
    assert "belum tersambung" not in text(client.get(f"{walk.draft}terkirim/"))
    mine = text(client.get("/data-saya/"))
    assert "dr. Kirana Larasati" in mine and "3511014507900123" in mine
    walk.begin()
    assert 'value="3511014507900123"' in text(client.get(walk.step("diri")))


def test_a_number_that_is_anothers_is_not_told(client: Any, other: Any, regency: Any) -> None:
    from pendopo.faces.portal.tests.walking import Walk

    for browser in (client, other):
        signed_up(browser)
        walk = Walk(browser, {**regency.answers(), "nik": "3511014507900124"})
        walk.begin()
        walk.fill()
        assert walk.send().status_code == 302
    page = text(other.get(f"{walk.draft}terkirim/"))
    assert "belum tersambung" in page and "Permohonan terkirim" in page
    assert "3511014507900124" not in page and "akun lain" not in page
    mine = text(other.get("/data-saya/"))
    assert "3511014507900124" not in mine and "di loket dengan membawa KTP" in mine


def test_what_is_applied_for_another_stays_theirs(client: Any, walk: Any) -> None:
    signed_up(client)
    walk.answers |= {"nama": "dr. Bening Rahayu", "untuk_siapa": "lain"}
    walk.begin()
    walk.fill()
    assert "Untuk orang lain, dengan surat kuasa" in text(client.get(f"{walk.draft}periksa/"))
    walk.send()
    assert "untuk orang lain" in text(client.get(f"{walk.draft}terkirim/"))
    mine = text(client.get("/berkas-saya/"))
    assert re.search(r"untuk d\*+ B\*+ R\*+", mine) and "Bening" not in mine
    found = re.search(r'href="(/urus/[^"]+)"', mine)
    assert found and "Anda mengurus berkas ini untuk" in text(client.get(found[1]))
    assert "belum punya data diri" in text(client.get("/data-saya/"))
    data = json.loads(client.get("/data-saya/unduh.json").content)
    assert data["person"] is None and data["cases"][0]["for_other"] is True
    assert "Bening" not in json.dumps(data)


def test_without_an_account_nobody_asks_for_whom(walk: Any) -> None:
    walk.begin()
    assert "Untuk siapa permohonan ini?" not in text(walk.client.get(walk.step("diri")))


@pytest.mark.parametrize(
    ("target", "place"),
    [("/layanan/", "/layanan/"), ("//jahat.example", "/"), ("https://jahat.example", "/"),
     ("javascript:alert(1)", "/"), ("/a\r\nX: y", "/"), ("", "/")],
)  # fmt: skip
def test_the_language_is_kept_and_leads_only_home(client: Any, target: str, place: str) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": target})
    assert (answer.status_code, answer["Location"]) == (302, place)
    assert 'lang="en"' in text(client.get("/lacak/"))
    assert client.post("/bahasa/", {"language": "xx", "next": "/"}).status_code == 302
    assert client.get("/bahasa/").status_code == 405


def test_statements_and_errors(client: Any) -> None:
    for name in ("", "aksesibilitas", "privasi", "maklumat"):
        assert client.get(f"/tentang/{name}").status_code == 200
    assert client.get("/tentang/tidak-ada").status_code == 404
    assert "Halaman tidak ditemukan" in text(client.get("/tidak-ada"))


def test_an_old_form_is_explained(client: Any) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    answer = strict.post("/bahasa/", {"language": "en"})
    assert answer.status_code == 403 and "sudah kedaluwarsa" in text(answer)


@pytest.mark.parametrize(
    "path",
    ["/lacak/%00/", "/lacak/%F0%9F%98%80/", "/urus/../x/", "/urus/%27%22/", "/verify/%00",
     "/verify/" + "A" * 3000, "/tanda-terima/x.pdf", "/tanda-terima/%2e%2e.json",
     "/urus/K7M-4QP-2XE/surat/00000000-0000-0000-0000-000000000000.pdf",
     "/verify/?kode=%00", "/buku-besar/umpan?from=%00"],
)  # fmt: skip
def test_hostile_addresses_are_never_our_fault(client: Any, path: str) -> None:
    assert client.get(path).status_code in (200, 302, 400, 404, 422)


def test_every_text_has_english() -> None:
    from pendopo.config.run import po

    portal = Path(__file__).parents[1]
    faces = portal.parent
    entries = [one for path in faces.rglob("locale/en.po") for one in po.parse(path)]
    known = {one.msgid for one in entries if one.context is None}
    sources = [
        *portal.glob("follow/*.py"),
        *portal.glob("templates/portal/follow/*.html"),
        *portal.glob("templates/errors/*.html"),
        *portal.glob("templates/*.html"),
        *portal.glob("templates/allauth/**/*.html"),
        *portal.glob("allauth/**/*.html"),
    ]
    assert sorted(texts(sources) - known) == []


def texts(sources: list[Path]) -> set[str]:
    call = re.compile(
        r'(?<![\w.])(?:_|later|ngettext|gettext)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)|'
        r'{% translate ("(?:[^"\\]|\\.)*")'
    )
    found = set()
    for path in sources:
        for one, two in call.findall(path.read_text(encoding="utf-8")):
            parts = re.findall(r'"((?:[^"\\]|\\.)*)"', one or two)
            found.add("".join(parts))
    return found


@pytest.mark.parametrize(
    "name",
    ["errors/no_region.html", "errors/400.html", "errors/403.html", "errors/404.html",
     "errors/429.html", "errors/500.html", "errors/503.html", "403_csrf.html"],
)  # fmt: skip
def test_error_pages_need_nothing(client: Any, name: str) -> None:
    """Not even a region or a session: they must stand when little else does."""
    from django.shortcuts import render
    from django.test import RequestFactory

    page = text(render(RequestFactory().get("/"), name))
    assert page.count("<h1") == 1 and 'href="/"' in page


def test_too_many_sign_ins_are_told(client: Any) -> None:
    from allauth.core import ratelimit
    from django.test import RequestFactory

    answer = ratelimit.respond_429(RequestFactory().post("/akun/login/"))
    assert answer.status_code == 429 and "Terlalu banyak percobaan" in text(answer)


def test_every_route_says_who_may_open_it(client: Any) -> None:
    from pendopo.faces.portal import follow_urls

    for route in follow_urls.urlpatterns:
        assert getattr(route.callback, "access", None) in (("all",), ("signed_in",)), route


def test_a_second_code_within_seconds_is_told_to_wait(client: Any, regency: Any) -> None:
    form = {"phone": "081277700011", "password1": "rahasia-untuk-uji"}
    assert client.post("/akun/signup/", form).status_code == 302
    client.cookies.clear()
    answer = client.post("/akun/signup/", form)
    assert answer.status_code == 429
    assert "Terlalu banyak percobaan" in text(answer)
