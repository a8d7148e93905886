"""Reading arguments: one value or a list, W3C dates, pages. What cannot be meant is a 400."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from pendopo.faces.open311.faults import Fault
from pendopo.ledger import api as ledger

DAYS = 90
FIRST = 1000
"""Caps of the specification: so many days, so many requests."""
MOST_NAMED = 500
LONGEST = 8000
_W3C = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:?\d{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Range:
    """From since (included) to before (not included)."""

    since: dt.datetime
    before: dt.datetime


def one(given: QueryDict, name: str, *, most: int = 200) -> str:
    """A value without white space around it, "" when it was not sent."""
    values = given.getlist(name)
    if len(values) > 1 and len(set(values)) > 1:
        raise Fault(400, "twice", name=name)
    value = str(values[0]).strip() if values else ""
    if len(value) > most:
        raise Fault(400, "too_long", name=name, most=most)
    return value


def many(given: QueryDict, name: str) -> tuple[str, ...]:
    """A list with commas, sent once or several times."""
    texts = (part.strip() for value in given.getlist(name) for part in str(value).split(","))
    found = tuple(dict.fromkeys(text for text in texts if text))
    if len(found) > MOST_NAMED:
        raise Fault(400, "list_long", name=name, most=MOST_NAMED)
    return found


def moment(given: QueryDict, name: str) -> dt.datetime | None:
    """A date and time of the W3C note; one without a zone is refused, a bare day is UTC's."""
    text = one(given, name, most=60).replace(" ", "+")  # a plus sign that was not escaped
    if not text:
        return None
    found = _W3C.fullmatch(text)
    if found is None or (found[2] and not found[3]):
        raise Fault(400, "date", name=name)
    try:
        read = dt.datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise Fault(400, "date", name=name) from None


def window(given: QueryDict, now: dt.datetime, *, days: int | None = DAYS) -> Range:
    """start_date and end_date. Without them the last `days`; with one of them the `days` after or
    before it; both at most `days` apart. days None: as far apart as they like."""
    since, before = moment(given, "start_date"), moment(given, "end_date")
    span = dt.timedelta(days=days or DAYS)
    try:
        if since is None:
            since = (before or now) - span
        if before is None:
            before = since + span if "start_date" in given and days else now
    except OverflowError:
        raise Fault(400, "date", name="start_date") from None
    last = before + dt.timedelta(microseconds=1)  # the end is included
    if last <= since:
        raise Fault(400, "range_order")
    if days is not None and before - since > span:
        raise Fault(400, "range_long", days=days)
    return Range(since, last)


def page(given: QueryDict, *, largest: int = FIRST) -> tuple[int, int]:
    """How many to skip and how many to give. Without `page` and `page_size`: the first of all."""
    if "page" not in given and "page_size" not in given:
        return 0, largest
    number = _whole(given, "page", 1, 100_000)
    size = _whole(given, "page_size", 100, largest)
    return (number - 1) * size, size


def jurisdiction(request: HttpRequest, given: QueryDict) -> None:
    """Ours, by its code or its host; an installation has one region a host, so it may be left out.
    Raises `Fault` 404."""
    text = one(given, "jurisdiction_id")
    code = ledger.current_region()
    region = request.region  # type: ignore[attr-defined]  # set by the middleware
    if text and text not in (code, *region.hosts):
        raise Fault(404, "jurisdiction", code=code)


def plain(texts: Iterable[str]) -> bool:
    """No NUL and no lone surrogate: what a database and UTF-8 can hold."""
    try:
        return b"\x00" not in "".join(texts).encode()
    except UnicodeEncodeError:
        return False


def _whole(given: QueryDict, name: str, default: int, most: int) -> int:
    text = one(given, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise Fault(400, "page", name=name, most=most)
    return int(text)
