"""allauth's account adapter: our numbers, our messages, and a fact for each change.

Facts are written by overriding the adapter's own steps, never by signals. Each allauth view
runs in the region's transaction (`accounts.urls`), so a change and its fact stand or fall
together.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language

from pendopo.core.identity import uuid7
from pendopo.directory.accounts.fields import PhoneField
from pendopo.directory.accounts.messages import send_text
from pendopo.directory.accounts.recording import email_fact, record_account
from pendopo.directory.facts import (
    AccountCreated,
    AccountPasswordChanged,
    AccountPhoneChanged,
    AccountSignedIn,
    AccountSignedOut,
)
from pendopo.directory.models import Account
from pendopo.directory.people.numbers import normal_phone
from pendopo.directory.refusals import Refused
from pendopo.ledger import api as ledger

UNVERIFIED_FOR = timedelta(minutes=15)
"""So long an unverified number of an account that never signed in is kept from its owner."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth: untyped
    # -- making accounts ------------------------------------------------------------------
    def new_user(self, request: HttpRequest) -> Account:
        now = ledger.clock().now()
        return Account(id=uuid7(now), region_code=ledger.current_region(), created_at=now)

    def generate_unique_username(self, txts: Any, regex: str | None = None) -> str:
        """Says nothing about its owner; people sign in by phone or e-mail."""
        return "w" + secrets.token_hex(6)

    def save_user(
        self, request: HttpRequest, user: Account, form: Any, commit: bool = True
    ) -> Account:
        saved: Account = super().save_user(request, user, form, commit)
        if commit:
            record_account(saved.pk, AccountCreated(way="signup", person=None))
        return saved

    # -- signing in and out ---------------------------------------------------------------
    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        methods = {str(one["method"]) for one in get_authentication_records(request, user)}
        record_account(user.pk, AccountSignedIn(methods=tuple(sorted(methods)) or ("unknown",)))

    def logout(self, request: HttpRequest) -> None:
        account_id = request.user.pk if request.user.is_authenticated else None
        super().logout(request)
        if account_id is not None:
            record_account(account_id, AccountSignedOut())

    def set_password(self, user: Account, password: str) -> None:
        super().set_password(user, password)
        record_account(user.pk, AccountPasswordChanged())

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        confirmed = bool(super().confirm_email(request, email_address))
        record_account(email_address.user_id, email_fact(email_address.user_id))
        return confirmed

    # -- phone numbers --------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return phone

    def get_phone(self, user: Account) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: Account, phone: str, verified: bool) -> None:
        _release(phone, keeper=user)
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])
        record_account(user.pk, AccountPhoneChanged(verified=verified))

    def set_phone_verified(self, user: Account, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Account | None:
        try:
            number = normal_phone(phone)
        except Refused:
            return None
        fresh = ledger.clock().now() - UNVERIFIED_FOR
        return (
            Account.objects.filter(phone=number, region_code=ledger.current_region())
            .filter(Q(phone_verified=True) | Q(last_login__isnull=False) | Q(created_at__gt=fresh))
            .first()
        )

    def send_verification_code_sms(
        self, user: Account, phone: str, code: str, **kwargs: Any
    ) -> None:
        _send("code", phone, code=code)

    def send_account_already_exists_sms(self, phone: str) -> None:
        _send("account_exists", phone)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        _send("unknown_account", phone)


def _send(kind: str, phone: str, code: str = "") -> None:
    now = ledger.clock().now()
    send_text(kind, phone=phone, language=get_language() or "id", now=now, code=code)


def _release(phone: str, *, keeper: Account) -> None:
    """Take the number from accounts that never proved it: its owner is registering now."""
    others = Account.objects.filter(phone=phone, phone_verified=False, last_login=None)
    for other in others.exclude(pk=keeper.pk):
        other.phone = None
        other.save(update_fields=["phone"])
        record_account(other.pk, AccountPhoneChanged(verified=False))
