"""Ids and days as forms send them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import QueryDict


def uuid_of(text: str) -> UUID:
    """The id that was sent; an unreadable one names nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def day_of(sent: QueryDict, name: str) -> dt.date | None:
    """Day of three boxes, None when they are empty or no day."""
    part = [sent.get(f"{name}-{one}", "") for one in ("year", "month", "day")]
    try:
        return dt.date(*(int(one) for one in part))
    except ValueError:
        return None
