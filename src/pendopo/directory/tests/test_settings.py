"""The switches of sign-in as `config` sets them."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ACCOUNTS = Path(__file__).parents[2] / "config" / "accounts.py"


def settings_with(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    for name, value in environment.items():
        monkeypatch.setenv(f"PENDOPO_{name}", value)
    return runpy.run_path(str(ACCOUNTS))


@pytest.mark.parametrize(
    ("environment", "needed"),
    [
        ({"DEMO": "1"}, False),
        ({"DEMO": "0"}, True),
        ({"DEMO": "0", "OFFICERS_2FA": "0"}, False),
        ({"DEMO": "1", "OFFICERS_2FA": "1"}, True),
    ],
)
def test_officers_need_a_second_factor_unless_it_is_a_demo(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], needed: bool
) -> None:
    found = settings_with(monkeypatch, **environment)
    assert found["DIRECTORY_OFFICERS_NEED_SECOND_FACTOR"] is needed


def test_passkeys_need_https_outside_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_with(monkeypatch, DEMO="0")["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert settings_with(monkeypatch, DEMO="1")["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is True


def test_an_outside_identity_is_configured_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_with(monkeypatch)["SOCIALACCOUNT_PROVIDERS"] == {}
    found = settings_with(
        monkeypatch, OIDC_ISSUER="https://sso.example", OIDC_CLIENT="pendopo", OIDC_SECRET="s"
    )
    (app,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["client_id"] == "pendopo"
    assert app["settings"] == {"server_url": "https://sso.example"}


def test_nothing_tells_who_has_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_with(monkeypatch)
    assert found["ACCOUNT_PREVENT_ENUMERATION"] == "strict"
    assert found["SOCIALACCOUNT_EMAIL_AUTHENTICATION"] is False
    assert set(found["ACCOUNT_RATE_LIMITS"]) >= {"login_failed", "signup", "verify_phone"}


def test_django_finds_nothing_wrong(django: None) -> None:
    from django.core.checks import ERROR, run_checks

    assert [str(one) for one in run_checks() if one.level >= ERROR] == []
