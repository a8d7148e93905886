"""Template files of letters, kept once per content, so that a letter renders the same later."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

from pendopo.core.identity import uuid7
from pendopo.documents.models import LetterSource
from pendopo.documents.refusals import Refused
from pendopo.documents.typesetting import UnsafeSource, check_sources
from pendopo.documents.values import Template
from pendopo.ledger import api as ledger


def keep_source(template: Template, *, now: dt.datetime) -> LetterSource:
    """The row of these files, made when they are new. Raises `Refused` for unsafe sources."""
    try:
        check_sources(template.files)
    except UnsafeSource as unsafe:
        raise Refused("letter_source", problem=str(unsafe)) from None
    if template.entry not in template.files:
        raise Refused("letter_source", problem=f"{template.entry} is missing")
    digest = source_hash(template)
    files = {path: base64.b64encode(content).decode() for path, content in template.files.items()}
    row, _ = LetterSource.objects.get_or_create(
        region_code=ledger.current_region(),
        hash=digest,
        defaults={"id": uuid7(now), "files": files},
    )
    return row


def source_hash(template: Template) -> str:
    """SHA-256 over paths and contents in order, each with its length."""
    digest = hashlib.sha256()
    for path, content in sorted(template.files.items()):
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def files_of(row: LetterSource) -> dict[str, bytes]:
    return {path: base64.b64decode(text) for path, text in row.files.items()}
