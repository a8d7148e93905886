"""Who calls: an application by its token, or a person of this origin by their session.

A token belongs to one application of one organisation of one region and carries scopes. A
session acts too, but for anything that writes only together with Django's CSRF token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock
from pendopo.faces.rest.problems import Problem


class Token(HttpBearer):
    """`Authorization: Bearer pdp_...` with at least one of the scopes."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = frozenset(scopes)

    def authenticate(self, request: HttpRequest, token: str) -> directory.Actor:
        who = directory.token_actor(token[:200], clock())
        if who.account_id is None:
            raise Problem(401, "token_unknown")
        if not self.scopes & who.scopes:
            raise Problem(403, "scope_missing")
        return who


class Session(APIKeyCookie):
    """A signed-in account of this region; with a CSRF token where something is written."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> directory.Actor | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise Problem(403, "csrf")
        who = actor(request)
        return who if who.account_id else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        raise NotImplementedError("the session is read by Django's middleware")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call an operation. `words` is what tests/house reads on the view."""

    words: tuple[str, ...]
    checks: Sequence[Token | Session] = ()


ALL = Access(("all",))
APPLYING = Access(("token:apply", "signed_in"), (Token("apply"), Session()))
WORKING = Access(("token:tasks", "signed_in"), (Token("tasks"), Session()))
DOING = Access(("token:apply", "token:tasks", "signed_in"), (Token("apply", "tasks"), Session()))


def caller(request: HttpRequest) -> directory.Actor:
    """Who was let in by the operation's access."""
    found: directory.Actor = request.auth  # type: ignore[attr-defined]  # put there by the guard
    return found
