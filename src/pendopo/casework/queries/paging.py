"""Where a page of a list ended: soonest due first, then by id."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any
from uuid import UUID

FIRST = UUID(int=0)


def cursor(due_at: dt.datetime | None, last: UUID) -> str:
    text = json.dumps([due_at.isoformat() if due_at else "infinity", str(last)])
    return base64.urlsafe_b64encode(text.encode()).decode()


def read_cursor(text: str) -> tuple[Any, UUID]:
    """Due moment and id of the last line; anything unreadable is the beginning."""
    if not text:
        return None, FIRST
    try:
        due, last = json.loads(base64.urlsafe_b64decode(text.encode()))
        if due != "infinity":
            dt.datetime.fromisoformat(due)
        return due, UUID(last)
    except (ValueError, TypeError):
        return None, FIRST
