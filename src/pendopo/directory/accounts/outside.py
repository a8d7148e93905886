"""Identities from outside (OpenID Connect): a fact for each account they make."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from pendopo.directory.accounts.recording import record_account
from pendopo.directory.facts import AccountCreated
from pendopo.directory.models import Account


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth: untyped
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Account:
        saved: Account = super().save_user(request, sociallogin, form)
        if form is None:  # with a form the account adapter has written "signup" already
            record_account(saved.pk, AccountCreated(way="oidc", person=None))
        return saved
