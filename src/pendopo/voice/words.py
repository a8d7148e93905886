"""The words of a report until the routing has read them: sealed with the case's key, then gone.

Nobody reads them here; the officer reads the case, and that is a fact.
"""

from __future__ import annotations

from uuid import UUID

from pendopo.directory import api as directory
from pendopo.voice.models import Report

_TABLE, _FIELD = "voice_report", "words"


def sealed(key: directory.DataKey, text: str, *, row: UUID) -> bytes:
    """Openable only as the words of this report."""
    bound = directory.bound_to(_TABLE, _FIELD, row)
    return bytes(directory.sealer.seal(key, text.encode(), aad=bound))


def opened(row: Report) -> str:
    """ "" when they are gone, or their key is (the reporter was erased)."""
    if row.words is None or row.words_key is None:
        return ""
    try:
        key = directory.load_key(row.words_key)
    except directory.KeyUnavailable:
        return ""
    bound = directory.bound_to(_TABLE, _FIELD, row.pk)
    return bytes(directory.sealer.open(key, bytes(row.words), aad=bound)).decode()
