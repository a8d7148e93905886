"""A long list from an older system is judged by a job: its file rests sealed until then, and the
page shows how far it is. A short one is judged at once, while its page waits."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from pendopo.casework import vault
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

AT_ONCE = 500
"""Rows that are judged while somebody waits (about a quarter of a second)."""
STEP = 250
"""Rows between two looks at how far it is."""
WHOLE = -1
"""Place of the part that holds the file itself."""
JUDGING = "judging"

Tell = Callable[[int], None]
"""Hears how many rows have been judged."""


def keep_file(
    parts: Any, row: Any, key: directory.DataKey, content: bytes, table: str, now: dt.datetime
) -> None:
    """The file as a sealed part of an import that waits to be judged. parts: the model of its
    parts; table: of the model, to which the seal is bound."""
    part_id = uuid7(now)
    text = base64.b64encode(content).decode()
    sealed = vault.seal(key, text, table=table, field="sealed", row=part_id)
    parts.objects.create(id=part_id, batch=row, first=WHOLE, sealed=sealed)


@ledger.within_region
def waiting(imports: Any, import_id: UUID, table: str) -> tuple[Any, bytes] | None:
    """An import that waits, and its file; None when it was judged already."""
    row = imports.objects.filter(id=import_id, status=JUDGING).first()
    if row is None:
        return None
    part = row.parts.get(first=WHOLE)
    key = directory.load_key(row.key_id)
    text = vault.unseal(key, part.sealed, table=table, field="sealed", row=part.id)
    return row, base64.b64decode(text)


def progress(imports: Any, import_id: UUID) -> Tell:
    """Shows on the page how many rows have been judged, each time in a transaction of its own."""

    @ledger.within_region
    def tell(done: int) -> None:
        imports.objects.filter(id=import_id, status=JUDGING).update(done=done)

    return tell
