"""Who is signed in: the account that came with the session, and only while all of it holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings


@pytest.fixture
def browser(regency: Any) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    account = get_user_model().objects.get(username="warga")
    client = Client(HTTP_HOST="localhost")
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def signed_in(browser: Any) -> bool:
    return bool(browser.get("/berkas-saya/").status_code == 200)


def test_one_statement_reads_session_and_account(browser: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        assert signed_in(browser)
    read = [one["sql"] for one in seen if "a.password" in one["sql"]]
    assert len(read) == 1 and "FROM directory_accountsession" in read[0]
    assert not [one for one in seen if '"directory_account"' in one["sql"]], "not asked again"


def test_another_password_ends_the_session(browser: Any) -> None:
    from pendopo.directory.models import Account

    account = Account.objects.get(username="warga")
    before = account.password
    account.set_password("kata sandi yang baru")
    account.save(update_fields=["password"])
    try:
        assert not signed_in(browser)
    finally:
        Account.objects.filter(pk=account.pk).update(password=before)
    assert not signed_in(browser), "the session itself is gone"


def test_an_account_that_was_closed_is_nobody(browser: Any) -> None:
    from pendopo.directory.models import Account

    Account.objects.filter(username="warga").update(is_active=False)
    try:
        assert not signed_in(browser)
    finally:
        Account.objects.filter(username="warga").update(is_active=True)


def test_signing_out_removes_the_session(browser: Any) -> None:
    from pendopo.directory.models import AccountSession

    key = browser.session.session_key
    assert AccountSession.objects.filter(pk=key, account__username="warga").exists()
    browser.logout()
    assert not AccountSession.objects.filter(pk=key).exists()
