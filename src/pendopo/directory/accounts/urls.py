"""allauth's routes, each in the region's transaction, with a fact for what it changed.

Include this instead of `allauth.urls`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.urls import urlpatterns as allauth_patterns
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver

from pendopo.directory.accounts.recording import email_fact, record_account
from pendopo.directory.facts import (
    AccountLinked,
    AccountMfaAdded,
    AccountMfaRemoved,
    AccountMfaUsed,
)
from pendopo.ledger import api as ledger

View = Callable[..., HttpResponseBase]
Traces = tuple[dict[int, tuple[str, str]], set[tuple[Any, ...]], int]


def with_facts(view: View) -> View:
    """allauth has no adapter step for second factors, addresses and links: compare instead."""

    def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ledger.region_transaction():
            account_id = request.user.pk if request.user.is_authenticated else None
            before = _traces(account_id) if account_id else None
            response = view(request, *args, **kwargs)
            if account_id and before:
                facts = _changes(account_id, before, _traces(account_id))
                if facts:
                    record_account(account_id, *facts)
            return response

    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return recorded(request, *args, **kwargs)
        except RateLimited:  # allauth leaves it to its caller: a second code within seconds
            answer: HttpResponseBase = respond_429(request)  # the project's page, allauth's way
            return answer

    return run


def _traces(account_id: UUID) -> Traces:
    factors = {
        one.pk: (str(one.type), f"{one.data}{one.last_used_at}")
        for one in Authenticator.objects.filter(user_id=account_id)
    }
    addresses = set(
        EmailAddress.objects.filter(user_id=account_id).values_list("email", "verified", "primary")
    )
    return factors, addresses, SocialAccount.objects.filter(user_id=account_id).count()


def _changes(account_id: UUID, before: Traces, after: Traces) -> list[ledger.Fact]:
    facts: list[ledger.Fact] = []
    for pk in sorted(after[0].keys() - before[0].keys()):
        facts.append(AccountMfaAdded(method=after[0][pk][0]))
    for pk in sorted(before[0].keys() - after[0].keys()):
        facts.append(AccountMfaRemoved(method=before[0][pk][0]))
    for pk in sorted(before[0].keys() & after[0].keys()):
        if before[0][pk] != after[0][pk]:
            facts.append(AccountMfaUsed(method=after[0][pk][0]))
    if before[1] != after[1]:
        facts.append(email_fact(account_id))
    if before[2] != after[2]:
        facts.append(AccountLinked(providers=after[2]))
    return facts


def _wrapped(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    return [
        URLPattern(one.pattern, with_facts(one.callback), one.default_args, one.name)
        if isinstance(one, URLPattern)
        else URLResolver(
            one.pattern,
            _wrapped(one.url_patterns),
            one.default_kwargs,
            one.app_name,
            one.namespace,
        )
        for one in patterns
    ]


urlpatterns = _wrapped(allauth_patterns)
