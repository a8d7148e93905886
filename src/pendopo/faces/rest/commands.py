"""A request as a command: sent twice with the same key, it acts once."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest

from pendopo.faces.rest.auth import caller
from pendopo.ledger import api as ledger


def command(request: HttpRequest, key: str) -> ledger.Command:
    """The request as a command of its caller: its path and body tell a repeat from a reuse."""
    who: UUID | None = caller(request).account_id
    assert who is not None, "an operation that acts lets nobody in without an account"
    body = hashlib.sha256(request.body).hexdigest()
    return ledger.Command(actor=who, key=key, request=f"{request.path}?{body}".encode())
