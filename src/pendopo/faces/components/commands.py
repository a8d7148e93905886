"""A form as a command: sent twice, it acts once."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest

from pendopo.ledger import api as ledger

FORM_KEY = "kunci"
"""Hidden field of every form: made when the form was shown."""
_NOT_ASKED = ("csrfmiddlewaretoken", FORM_KEY)


def new_key() -> str:
    return str(uuid4())


def command(
    request: HttpRequest, *, stands_for: UUID | None = None, apart: tuple[str, ...] = ()
) -> ledger.Command:
    """The form as a command of its sender; `stands_for` names one who has no account. apart: fields
    that say how a form came, not what it asks for: with other ones it is the same command."""
    sender = request.user.pk if request.user.is_authenticated else stands_for
    if sender is None:
        raise ValueError("a command needs a sender")
    sent = sorted(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in (*_NOT_ASKED, *apart)
    )
    return ledger.Command(
        actor=sender,
        key=_key(request.POST.get(FORM_KEY, "")),
        request=f"{request.path}?{urlencode(sent)}".encode(),
    )


def _key(given: str) -> str:
    """The form's own key; a mangled one could not be told from another, so it gets a new one."""
    fine = 8 <= len(given) <= 80 and given.isascii() and given.isprintable()
    return given if fine else new_key()
