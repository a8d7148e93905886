"""Ids, days and ways back as forms send them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


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
    except (ValueError, OverflowError):
        return None


def way_back(request: HttpRequest, name: str, *args: object) -> str:
    """The page that the form names, if it is ours; else a page of the desk."""
    asked = request.POST.get("kembali", "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse(name, args=args if name != "desk:inbox" else ())
