"""The public export: every report with its agency and results, and the table made from it alone.

A secret report is a row without number, place in time or words; the agency's result stays. What
would point at it is withheld, and a filter sees only what is left, so that no filter finds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.judging import DOUBTS
from pendopo.voice.models import Proof, Report
from pendopo.voice.queries.figures import values_of
from pendopo.voice.queries.listing import LISTED, matching
from pendopo.voice.reputation import Row, Table, compute, write_export
from pendopo.voice.reputation.rows import Outcome
from pendopo.voice.values import Filters

SMALLEST = 5
"""Rows of secret reports keep district, topic and week only where at least so many reports of the
agency share them; else the district goes first, then the topic, then the week becomes a month."""
_FIELDS = (
    "case_id", "agency_id", "topic", "district", "reported_at", "sort", "status", "number",
    "answered_at", "forwarded_at", "answer_late", "reopen_count", "rating", "proof", "visibility",
)  # fmt: skip
_ENDS: dict[str, Outcome] = {
    "confirmed": "confirmed",
    "unconfirmed": "unconfirmed",
    "answered": "unconfirmed",  # until the reporter says something
    "not_ours": "closed_without_fix",
    "archived": "closed_without_fix",
    "withdrawn": "closed_without_fix",
}


@ledger.within_region
def export_rows(*, filters: Filters) -> tuple[Row, ...]:
    """All reports as public rows, oldest first, secret ones last; four statements at most.

    A filter on the village leaves secret reports out; one on the time asks of them whether their
    week or month begins within it.
    """
    asked = matching(filters).filter(visibility__in=LISTED)
    listed = list(asked.order_by("reported_at", "pk").values(*_FIELDS))
    kept = Report.objects.filter(region_code=ledger.current_region())
    secret = list(kept.exclude(visibility__in=LISTED).values(*_FIELDS))
    doubts = _doubts()
    codes = {one.id: one.code for one in directory.chart().organisations.values()}
    return (
        *(_row(one, codes, doubts) for one in listed),
        *_without_traces(secret, codes, doubts, filters),
    )


def export_csv(*, filters: Filters) -> str:
    """The same as a file; docs/reference/reputation.md tells its columns."""
    return write_export(export_rows(filters=filters))


def reputation(*, filters: Filters) -> Table:
    """How well agencies answer, from the rows of the public export and nothing else, so that
    whoever has the file gets the same. Not for every page view: it reads all reports."""
    rows = export_rows(filters=filters)
    return compute(rows=rows, values=values_of(rows))


def _row(one: dict[str, Any], codes: dict[UUID, str], doubts: dict[UUID, tuple[str, ...]]) -> Row:
    answered, forwarded = one["answered_at"], one["forwarded_at"]
    minutes = None
    if answered and forwarded:
        minutes = max(0, int((answered - forwarded).total_seconds() // 60))
    nobodys = one["status"] == "not_ours"
    return Row(
        number=str(one["number"]),
        agency="" if nobodys else codes.get(one["agency_id"], ""),
        topic=one["topic"] or "",
        district=one["district"] or "",
        on_time=False if one["answer_late"] else (True if answered else None),
        outcome=_outcome(one),
        reopen_count=int(one["reopen_count"]),
        rating=one["rating"],
        flags=doubts.get(one["case_id"], ()),
        week=_week(one["reported_at"]),
        sort=str(one["sort"]),
        answered_after_minutes=minutes,
        proof_kind=one["proof"] or "",
    )


def _outcome(one: dict[str, Any]) -> Outcome:
    """What came of it so far; an answer that was sent back is `reopened` until the next one."""
    if one["status"] in _ENDS:
        return _ENDS[one["status"]]
    return "reopened" if one["reopen_count"] else "open"


def _without_traces(
    secret: list[dict[str, Any]],
    codes: dict[UUID, str],
    doubts: dict[UUID, tuple[str, ...]],
    filters: Filters,
) -> Iterator[Row]:
    """Rows of secret reports, in an order that says nothing of when they came."""
    if not secret or filters.village:
        return
    agencies = {one["agency_id"] for one in secret if one["agency_id"]}
    own = Report.objects.filter(region_code=ledger.current_region(), agency_id__in=agencies)
    crowd: Counter[tuple[object, ...]] = Counter()
    for shared in own.values("agency_id", "reported_at", "topic", "district").iterator():
        crowd.update(_keys(shared))
    found = []
    for one in secret:
        full, by_topic, by_week = (crowd[key] for key in _keys(one))
        first = _monday(one["reported_at"])
        row = _row(one, codes, doubts)
        if full < SMALLEST:
            row = replace(row, district="")
        if by_topic < SMALLEST:
            row = replace(row, topic="")
        if by_week < SMALLEST:
            first = directory.calendar().local_date(one["reported_at"]).replace(day=1)
            row = replace(row, week=f"{first:%Y-%m}")
        row = replace(row, number="", answered_after_minutes=None, proof_kind="")
        if _asked(row, one, first, filters):
            found.append(row)
    found.sort(key=repr)
    for place, row in enumerate(found, start=1):
        yield replace(row, number=f"secret-{place}")


def _asked(row: Row, one: dict[str, Any], first: date, filters: Filters) -> bool:
    """Whether what is left of a secret report is what was asked for."""
    begins = directory.calendar().local_date
    return (
        (filters.sort is None or row.sort == filters.sort)
        and (not filters.statuses or one["status"] in filters.statuses)
        and (filters.agency_id is None or one["agency_id"] == filters.agency_id)
        and (filters.topic is None or row.topic == filters.topic)
        and (filters.district is None or row.district == filters.district)
        and (filters.late is None or (row.on_time is False) == filters.late)
        and (filters.confirmed is None or (row.outcome == "confirmed") == filters.confirmed)
        and (filters.since is None or first >= begins(filters.since))
        and (filters.before is None or first < begins(filters.before))
    )


def _keys(one: Mapping[str, Any]) -> Iterable[tuple[object, ...]]:
    """Whom a report shares agency and week with: by district and topic, by topic, at all."""
    week, agency = _monday(one["reported_at"]), one["agency_id"]
    return (
        (agency, week, one["topic"], one["district"]),
        (agency, week, one["topic"]),
        (agency, week),
    )


def _monday(at: datetime) -> date:
    day = directory.calendar().local_date(at)
    return day - timedelta(days=day.weekday())


def _week(at: datetime) -> str:
    """The week on the region's calendar, as ISO 8601 writes it."""
    year, week, _ = directory.calendar().local_date(at).isocalendar()
    return f"{year}-W{week:02d}"


def _doubts() -> dict[UUID, tuple[str, ...]]:
    """Marks of doubt about the photos of each report's latest proof."""
    photos = Proof.objects.filter(region_code=ledger.current_region(), taken_at__isnull=False)
    latest: dict[UUID, UUID | None] = {}
    marks: dict[UUID, set[str]] = {}
    for report, task, flags in photos.order_by("-taken_at", "-pk").values_list(
        "report_id", "task_id", "flags"
    ):
        if latest.setdefault(report, task) == task:
            marks.setdefault(report, set()).update(DOUBTS.intersection(flags))
    return {report: tuple(sorted(one)) for report, one in marks.items()}
