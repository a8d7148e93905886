"""Refusals of the rooms below, as a status and sentences; names are those of the arguments."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.open311.faults import Fault, both
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import api as voice

log = logging.getLogger(__name__)
ARGUMENTS = {
    "isi": "description", "titik": "lat, long", "patokan": "address_string", "foto": "media",
    "nama": "first_name, last_name", "telepon": "phone", "surel": "email",
    "pesan": "description", "tambahan": "description",
}  # fmt: skip
"""Questions of a report's form -> arguments of the specification."""
REFUSED = (casework.Refused, directory.Refused, documents.Refused, services.Refused, voice.Refused)
STATUSES = {"file_too_large": 413, "scanner_down": 503, "not_for_you": 403}
_SIMPLE: tuple[tuple[type[Exception], int, str], ...] = (
    (RequestDataTooBig, 413, "too_large"),
    (SuspiciousOperation, 400, "unreadable"),
    (MultiPartParserError, 400, "unreadable"),
    (UnreadablePostError, 400, "unreadable"),
    (ledger.KeyReused, 409, "key_reused"),
    (OperationalError, 503, "away"),
    (InterfaceError, 503, "away"),
)


def fault(error: Exception) -> Fault:
    """Any exception as a fault; what nobody foresaw is logged and is a 500."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, casework.Invalid):
        return Fault.saying(400, *(_field(one) for one in error.errors))
    if isinstance(error, REFUSED):
        missing = isinstance(error, (voice.NotFound, casework.NotFound))
        status = 404 if missing else STATUSES.get(error.code, 400)
        return Fault.saying(status, both(error.text["id"], error.text["en"]))
    for kind, status, word in _SIMPLE:
        if isinstance(error, kind):
            return Fault(status, word)
    log.error("open311: %s", type(error).__name__, exc_info=error)
    return Fault(500, "broken")


def _field(error: Any) -> str:
    name = ARGUMENTS.get(error.field, f"attribute[{error.field}]")
    return f"{name}: {both(error.message['id'], error.message['en'])}"
