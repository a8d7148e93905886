"""The public list of reports, and one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pendopo.ledger import api as ledger
from pendopo.voice.models import Report
from pendopo.voice.places import Cell
from pendopo.voice.queries.climbing import rung_name
from pendopo.voice.refusals import NotFound
from pendopo.voice.values import Filters, Order, Page, ReportCard

LISTED = ("open", "anonymous")
"""What the public list shows; a secret report counts in results only."""
COLUMNS = (
    "case_id", "number", "sort", "status", "visibility", "oversight", "topic", "agency_id",
    "district", "village", "cell_lat", "cell_lon", "reported_at", "forwarded_at", "answered_at",
    "closed_at", "verify_late", "answer_late", "on_time", "confirmed", "reopen_count", "rating",
    "supporters", "cluster", "lapor_number", "photos", "shown", "public_text", "ladder", "rung",
    "version",
)  # fmt: skip
COUNTED_TO = 10_000
"""A list counts no further: "more than" is enough for people."""


@ledger.within_region
def reports(
    *,
    filters: Filters,
    cursor: str = "",
    size: int = 50,
    order: Order = "newest",
    skip: int = 0,
    count: bool = True,
) -> Page:
    """One page of public reports; three statements at most, however many there are.

    cursor: `next_cursor` of the page before; one that cannot be read begins anew. skip: so many
    first, for those who number their pages. count: without it the total is 0 and costs nothing.
    """
    found = matching(filters).filter(visibility__in=LISTED)
    total = found.order_by().values("pk")[:COUNTED_TO].count() if count else 0
    newest = order == "newest"
    after = _place(cursor)
    if after is not None:
        at, pk = after
        later = Q(reported_at__lt=at) | Q(reported_at=at, pk__lt=pk)
        earlier = Q(reported_at__gt=at) | Q(reported_at=at, pk__gt=pk)
        found = found.filter(later if newest else earlier)
    sign = "-" if newest else ""
    rows = list(
        found.order_by(f"{sign}reported_at", f"{sign}pk").values(*COLUMNS)[skip : skip + size + 1]
    )
    shown = rows[:size]
    if not shown:
        return Page((), total, "")
    more = f"{shown[-1]['reported_at'].isoformat()}~{shown[-1]['case_id']}"
    return Page(cards=cards(shown), total=total, next_cursor=more if len(rows) > size else "")


@ledger.within_region
def report_card(*, number: str) -> ReportCard:
    """One public report. Raises `NotFound`, for a secret one too."""
    rows = list(Report.objects.filter(number=number, visibility__in=LISTED).values(*COLUMNS))
    if not rows:
        raise NotFound("report_unknown")
    return cards(rows)[0]


def matching(filters: Filters) -> QuerySet[Report]:
    found = Report.objects.filter(region_code=ledger.current_region())
    same: dict[str, Any] = {
        name: value
        for name in ("sort", "agency_id", "topic", "district", "village", "confirmed")
        if (value := getattr(filters, name)) is not None
    }
    found = found.filter(**same)
    if filters.statuses:
        found = found.filter(status__in=filters.statuses)
    if filters.late is not None:
        late = Q(verify_late=True) | Q(answer_late=True)
        found = found.filter(late if filters.late else ~late)
    if filters.since is not None:
        found = found.filter(reported_at__gte=filters.since)
    if filters.before is not None:
        found = found.filter(reported_at__lt=filters.before)
    if filters.topics or filters.plain:
        other = ~Q(topic__in=filters.known) | Q(topic=None)
        found = found.filter(Q(topic__in=filters.topics) | Q(sort__in=filters.plain) & other)
    if filters.numbers:
        found = found.filter(number__in=filters.numbers)
    return found


def cards(rows: Iterable[dict[str, Any]]) -> tuple[ReportCard, ...]:
    """Rows as anyone may see them; one more statement when some are counted with others."""
    rows = list(rows)
    heads = {row["cluster"] for row in rows if row["cluster"]}
    numbers: dict[UUID, str] = {}
    if heads:  # a secret one heads nothing in public
        listed = Report.objects.filter(pk__in=heads, visibility__in=LISTED)
        numbers = dict(listed.values_list("pk", "number"))
    return tuple(_card(row, numbers) for row in rows)


def _card(row: dict[str, Any], numbers: dict[UUID, str]) -> ReportCard:
    has_cell = row["cell_lat"] is not None and row["cell_lon"] is not None
    return ReportCard(
        number=row["number"],
        sort=row["sort"],
        status=row["status"],
        visibility=row["visibility"],
        oversight=row["oversight"],
        topic=row["topic"],
        agency_id=row["agency_id"],
        district=row["district"],
        village=row["village"],
        cell=Cell(row["cell_lat"], row["cell_lon"]) if has_cell else None,
        reported_at=row["reported_at"],
        forwarded_at=row["forwarded_at"],
        answered_at=row["answered_at"],
        closed_at=row["closed_at"],
        late=row["verify_late"] or row["answer_late"],
        verify_late=row["verify_late"],
        answer_late=row["answer_late"],
        on_time=row["on_time"],
        confirmed=row["confirmed"],
        reopen_count=row["reopen_count"],
        rating=row["rating"],
        supporters=row["supporters"],
        cluster=numbers.get(row["cluster"], ""),
        lapor_number=row["lapor_number"] or "",
        photos=row["photos"],
        text=row["public_text"] if row["shown"] else "",
        raised_to=rung_name(row["ladder"], row["rung"]) if row["rung"] else None,
        version=row["version"],
    )


def _place(cursor: str) -> tuple[dt.datetime, UUID] | None:
    at, _tilde, pk = cursor.partition("~")
    try:
        return dt.datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
