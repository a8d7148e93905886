"""The way into a file without an account: a signed cookie that remembers typed codes.

It holds, for each draft of this browser, its code and (once sent) the number of its case. It is
HttpOnly and short-lived, because phones are shared; the code itself brings people back later.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import get_token

COOKIE = "berkas"
AGE = 24 * 3600
MOST = 12
_SALT = "pendopo.portal.keys"
_BROWSERS = UUID("5f0c4f1e-6a54-4b0a-9d1f-0a7d1c3a9b52")

Known = dict[str, list[str]]


def code_of(request: HttpRequest, draft_id: UUID) -> str:
    """The code of a draft that this browser began or came back to; else ""."""
    return _read(request).get(str(draft_id), ["", ""])[0]


def number_of(request: HttpRequest, draft_id: UUID) -> str:
    """The number of the case a draft of this browser became; else ""."""
    return _read(request).get(str(draft_id), ["", ""])[1]


def code_of_case(request: HttpRequest, number: str) -> str:
    """The code of a case that this browser sent or typed; else ""."""
    return next((code for code, known in _read(request).values() if number and known == number), "")


def remember(
    request: HttpRequest,
    response: HttpResponseBase,
    draft_id: UUID | str,
    code: str,
    number: str = "",
) -> None:
    """Add (or renew) one entry; the oldest go when there are more than `MOST`.

    A case opened by number and code, without its draft, is kept under its number.
    """
    known = _read(request)
    known.pop(str(draft_id), None)
    known[str(draft_id)] = [code, number]
    _write(response, dict(list(known.items())[-MOST:]))


def forget(request: HttpRequest, response: HttpResponseBase, draft_id: UUID) -> None:
    known = _read(request)
    if known.pop(str(draft_id), None):
        _write(response, known)


def browser(request: HttpRequest) -> UUID:
    """A name for a browser without an account: two of them never send the same command."""
    get_token(request)  # the secret behind it stands in a cookie of this browser alone
    return uuid5(_BROWSERS, str(request.META["CSRF_COOKIE"]))


def _read(request: HttpRequest) -> Known:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=AGE)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _write(response: HttpResponseBase, known: Known) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=_SALT, compress=True),
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
