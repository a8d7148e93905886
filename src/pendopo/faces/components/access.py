"""Who may open a route: every view says so itself, and it is enforced right here.

A view without one of these decorators is a defect that tests/house finds (`view.access`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

Refusal = Callable[[HttpRequest], HttpResponseBase | None]


class Known(HttpRequest):
    """A request as the middleware hands it on."""

    region: directory.Region
    actor: directory.Actor


class View(Protocol):
    """A route that says who may open it: ("all",), ("signed_in",) or the roles."""

    access: tuple[str, ...]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def open_to_all(view: Callable[..., HttpResponseBase]) -> View:
    """Anyone may open it, with or without an account."""
    return _guarded(view, ("all",), lambda request: None)


def signed_in(view: Callable[..., HttpResponseBase]) -> View:
    """Anyone with an account of this region; others are asked to sign in first."""
    return _guarded(view, ("signed_in",), _ask_to_sign_in)


def for_role(*roles: str) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Whoever holds one of the roles today, in any organisation; else 403."""

    def refuse(request: HttpRequest) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        who = actor(request)
        if not any(who.may(role) for role in roles):
            raise PermissionDenied
        return None

    return lambda view: _guarded(view, roles, refuse)


def actor(request: HttpRequest) -> directory.Actor:
    """Who acts, with the mandates of today; asked of the directory once a request."""
    known: directory.Actor | None = getattr(request, "actor", None)
    if known is None:
        account = request.user.pk if request.user.is_authenticated else None
        known = (
            directory.actor_of(account_id=account, now=clock()) if account else directory.ANONYMOUS
        )
        cast(Known, request).actor = known
    return known


def region_of(request: HttpRequest) -> directory.Region:
    """The region that the host name said; the middleware has set it."""
    return cast(Known, request).region


def clock() -> datetime:
    """The present moment (UTC) by the clock port."""
    return ledger.clock().now()


def _ask_to_sign_in(request: HttpRequest) -> HttpResponseBase | None:
    if request.user.is_authenticated:
        return None
    return redirect_to_login(request.get_full_path())


def _guarded(
    view: Callable[..., HttpResponseBase], access: tuple[str, ...], refuse: Refusal
) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return refuse(request) or view(request, *args, **kwargs)

    view_with_access = cast(View, guarded)
    view_with_access.access = access
    return view_with_access
