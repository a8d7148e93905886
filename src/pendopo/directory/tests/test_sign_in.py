"""Sign-in over HTTP: by phone, e-mail or username; codes; second factors; facts of it all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pendopo.directory.tests.late import directory, models
from pendopo.ledger import api as ledger

PASSWORD = "melati-di-tepi-sawah"
_phones = count(81200000)
BARE: dict[str, Any] = {
    # allauth's own pages: how the faces dress them is not this room's business
    "ROOT_URLCONF": "pendopo.directory.tests.urls",
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    "STORAGES": {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    },
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}


@pytest.fixture
def client(region: str, now: datetime) -> Iterator[Any]:
    """A browser at the test region's own host."""
    from django.core.cache import cache
    from django.test import Client, override_settings

    from pendopo.directory.queries.regions import forget_regions

    host = f"r{region.replace('.', '')}.localhost"
    models.Region.objects.create(code=region, name="Daerah Uji", kind="kabupaten", hosts=[host])
    forget_regions()
    cache.clear()  # rate limits of the test before
    with override_settings(**BARE):
        yield Client(HTTP_HOST=host)


def a_phone() -> str:
    return f"+62{next(_phones)}1"


def an_account(now: datetime, region: str, **more: Any) -> Any:
    name = more.pop("username", f"siti.{region}")
    return directory.create_account(username=name, password=PASSWORD, way="seed", now=now, **more)


def kinds(account_id: Any) -> list[str]:
    return [one.kind for one in ledger.facts_about(about=account_id)]


def messages_to(phone: str) -> list[str]:
    from django.conf import settings

    found = sorted(Path(settings.VAR, "outbox").glob("sms-*.txt"))
    texts = [path.read_text("utf-8").split("\n", 1) for path in found]
    return [text for number, text in texts if number == phone]


def code_to(phone: str) -> str:
    found = re.search(r"\b(\d{6})\b", messages_to(phone)[-1])
    assert found
    return found[1]


def signed_in(client: Any) -> str:
    return str(client.get("/masuk/").content.decode())


def login(client: Any, name: str, password: str = PASSWORD) -> Any:
    return client.post("/akun/login/", {"login": name, "password": password})


def test_a_citizen_registers_with_a_phone_alone(client: Any, region: str) -> None:
    phone = a_phone()
    local = "0" + phone[3:]
    answer = client.post("/akun/signup/", {"phone": local, "password1": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/akun/phone/verify/")
    assert signed_in(client) == ""
    answer = client.post("/akun/phone/verify/", {"code": code_to(phone)})
    assert answer.status_code == 302
    account = models.Account.objects.get(phone=phone)
    assert signed_in(client) == account.username
    assert account.region_code == region and account.phone_verified
    assert phone[3:] not in account.username
    assert kinds(account.pk) == [
        "account.phone_changed",
        "account.created",
        "account.phone_changed",
        "account.signed_in",
    ]


def test_a_wrong_code_does_not_sign_in(client: Any) -> None:
    phone = a_phone()
    client.post("/akun/signup/", {"phone": phone, "password1": PASSWORD})
    wrong = "000000" if code_to(phone) != "000000" else "111111"
    for _ in range(3):
        client.post("/akun/phone/verify/", {"code": wrong})
    client.post("/akun/phone/verify/", {"code": code_to(phone)})  # three tries are all
    assert signed_in(client) == ""


def test_phone_or_email_but_one_of_them(client: Any) -> None:
    answer = client.post("/akun/signup/", {"password1": PASSWORD})
    assert answer.status_code == 200
    assert "Isi nomor telepon atau alamat surel." in answer.content.decode()


@pytest.mark.parametrize("way", ["username", "phone", "phone as written", "email"])
def test_three_ways_to_say_who_you_are(client: Any, region: str, now: datetime, way: str) -> None:
    from allauth.account.models import EmailAddress

    phone = a_phone()
    email = f"siti{region}@contoh.id"
    account = an_account(now, region, phone=phone, email=email)
    models.Account.objects.filter(pk=account.id).update(phone_verified=True)
    EmailAddress.objects.filter(user_id=account.id, email=email).update(verified=True)
    name = {
        "username": account.username,
        "phone": phone,
        "phone as written": f"0{phone[3:6]}-{phone[6:]}",
        "email": email.upper(),
    }[way]
    assert login(client, name).status_code == 302
    assert signed_in(client) == account.username
    fact = ledger.facts_about(about=account.id, kinds=("account.signed_in",))[0]
    assert fact.data == {"methods": ["password"]}
    assert fact.actor == account.id
    client.post("/akun/logout/")
    assert signed_in(client) == ""
    assert kinds(account.id)[-1] == "account.signed_out"


def test_an_unverified_phone_must_be_verified_first(
    client: Any, region: str, now: datetime
) -> None:
    phone = a_phone()
    account = an_account(now, region, phone=phone)
    assert login(client, account.username).url == "/akun/phone/verify/"
    assert signed_in(client) == ""


def test_officers_without_a_phone_sign_in(client: Any, region: str, now: datetime) -> None:
    account = an_account(now, region)
    assert login(client, account.username).status_code == 302
    assert signed_in(client) == account.username


def test_a_wrong_password_says_nothing_and_is_limited(
    client: Any, region: str, now: datetime
) -> None:
    account = an_account(now, region)
    unknown = login(client, "nobody-at-all", "wrong-password-x").content.decode()
    known = login(client, account.username, "wrong-password-x").content.decode()

    def errors(page: str) -> list[str]:
        found: list[str] = re.findall(r'<ul class="errorlist[^>]*>.*?</ul>', page, re.DOTALL)
        return found

    assert errors(unknown) == errors(known) != []
    for _ in range(5):
        login(client, account.username, "wrong-password-x")
    login(client, account.username)  # right, but too late
    assert signed_in(client) == ""
    assert kinds(account.id) == ["account.created"]


def test_a_known_phone_is_not_told_apart_at_sign_up(
    client: Any, region: str, now: datetime
) -> None:
    phone = a_phone()
    account = an_account(now, region, phone=phone)
    models.Account.objects.filter(pk=account.id).update(phone_verified=True)
    known = client.post("/akun/signup/", {"phone": phone, "password1": PASSWORD})
    fresh = client.post("/akun/signup/", {"phone": a_phone(), "password1": PASSWORD})
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert "sudah mempunyai akun" in messages_to(phone)[-1]
    assert models.Account.objects.filter(phone=phone).count() == 1


def test_the_owner_of_a_number_gets_it_back_from_a_squatter(
    client: Any, region: str, now: datetime
) -> None:
    phone = a_phone()
    squatter = an_account(now, region, username=f"squat.{region}", phone=phone)
    an_hour_ago = ledger.clock().now().replace(year=2020)
    models.Account.objects.filter(pk=squatter.id).update(created_at=an_hour_ago)
    client.post("/akun/signup/", {"phone": phone, "password1": PASSWORD})
    client.post("/akun/phone/verify/", {"code": code_to(phone)})
    assert models.Account.objects.get(phone=phone).pk != squatter.id
    assert kinds(squatter.id)[-1] == "account.phone_changed"


def test_a_code_opens_the_account_of_who_forgot_the_password(
    client: Any, region: str, now: datetime
) -> None:
    phone = a_phone()
    account = an_account(now, region, phone=phone)
    models.Account.objects.filter(pk=account.id).update(phone_verified=True)
    client.post("/akun/login/code/", {"phone": phone})
    client.post("/akun/login/code/confirm/", {"code": code_to(phone)})
    assert signed_in(client) == account.username


def test_changing_the_password_is_a_fact_and_keeps_the_session(
    client: Any, region: str, now: datetime
) -> None:
    account = an_account(now, region)
    login(client, account.username)
    new = "kopi-arabika-ijen-raung"
    client.post(
        "/akun/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert kinds(account.id)[-1] == "account.password_changed"
    assert signed_in(client) == account.username
    client.post("/akun/logout/")
    assert login(client, account.username, new).status_code == 302


def test_totp_is_sealed_asked_for_and_recorded(client: Any, region: str, now: datetime) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    account = an_account(now, region)
    login(client, account.username)
    assert "/akun/reauthenticate/" in client.get("/akun/2fa/totp/activate/").url
    client.post("/akun/reauthenticate/", {"password": PASSWORD})
    client.get("/akun/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]

    def code() -> str:
        counter = next(iter(yield_hotp_counters_from_time()))
        return str(format_hotp_value(hotp_value(secret, counter)))

    client.post("/akun/2fa/totp/activate/", {"code": code()})
    factor = Authenticator.objects.get(user_id=account.id, type="totp")
    assert secret not in str(factor.data)
    assert TOTP(factor).instance.data != {"secret": secret}
    assert sorted(kinds(account.id)[-2:]) == ["account.mfa_added", "account.mfa_added"]
    client.post("/akun/logout/")
    answer = login(client, account.username)
    assert answer.url == "/akun/2fa/authenticate/" and signed_in(client) == ""
    from django.core.cache import cache

    cache.clear()  # a code works once; the activation used this one
    client.post("/akun/2fa/authenticate/", {"code": code()})
    assert signed_in(client) == account.username
    assert directory.actor_of(account.id, now).second_factor
    fact = ledger.facts_about(about=account.id, kinds=("account.signed_in",))[-1]
    assert fact.data == {"methods": ["mfa", "password"]}


def test_an_account_of_another_region_is_nobody_here(
    client: Any, region: str, now: datetime
) -> None:
    with ledger.use_region("89.96"):
        account = an_account(now, "89.96")
    login(client, account.username)
    assert signed_in(client) == ""


def test_a_passkey_challenge_is_offered_to_anyone(client: Any) -> None:
    answer = client.get("/akun/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
    options = answer.json()["request_options"]["publicKey"]
    assert len(options["challenge"]) > 20
    assert options.get("allowCredentials", []) == []  # names nobody's keys


def test_an_address_added_later_is_a_fact(client: Any, region: str, now: datetime) -> None:
    account = an_account(now, region)
    login(client, account.username)
    client.post("/akun/reauthenticate/", {"password": PASSWORD})
    client.post("/akun/email/", {"action_add": "", "email": f"baru{region}@contoh.id"})
    fact = ledger.facts_about(about=account.id, kinds=("account.email_changed",))[-1]
    assert fact.data == {"addresses": 1, "verified": 0}
