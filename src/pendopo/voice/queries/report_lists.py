"""Lists from SP4N-LAPOR!: how far they are, and what is said of each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.lapor.columns import FIELDS
from pendopo.voice.lapor.columns import Field as ListField
from pendopo.voice.lapor.says import NOTES
from pendopo.voice.list_models import ReportColumn, ReportList, ReportListPart
from pendopo.voice.refusals import NotFound

SHOWN = 300
"""Lines of a report on one page; the file holds them all."""


@dataclass(frozen=True, slots=True)
class ReportListView:
    """`sound` rows come in, `known` are passed over, of which `numbered` bring a report of ours its
    number there and `answered` something new of it; `wrong` must be mended first. judged, done:
    rows dealt with; imported: reports made."""

    id: UUID
    status: str  # judging | checked | refused | running | done | dropped
    rows: int
    judged: int
    sound: int
    wrong: int
    known: int
    numbered: int
    answered: int
    done: int
    imported: int
    at: dt.datetime
    begun_at: dt.datetime | None
    ended_at: dt.datetime | None
    version: int

    @property
    def percent(self) -> int:
        """How far it is with what it does now."""
        through = self.judged if self.status == "judging" else self.done
        return 100 * through // self.rows if self.rows else 100


@dataclass(frozen=True, slots=True)
class ListLine:
    """What is said of a row; `note`: it stops nothing."""

    row: int
    column: str
    rule: str
    text: services.Text
    note: bool


@ledger.within_region
def report_list(*, list_id: UUID, who: directory.Actor | None, now: dt.datetime) -> ReportListView:
    """One list. Raises `NotFound`, also for whoever coordinates no reports."""
    return view_of(_of(list_id, who, now))


@ledger.within_region
def report_lists(*, who: directory.Actor, now: dt.datetime) -> tuple[ReportListView, ...]:
    """The latest lists, newest first; none for whoever coordinates no reports."""
    if not policy.coordinates_reports(who, now):
        return ()
    rows = ReportList.objects.filter(region_code=ledger.current_region())
    return tuple(view_of(row) for row in rows.order_by("-at")[:20])


@ledger.within_region
def list_lines(
    *, list_id: UUID, who: directory.Actor | None, now: dt.datetime, most: int | None = SHOWN
) -> tuple[ListLine, ...]:
    """The report of a list, row by row: what has to be mended first, then what stops nothing.
    most: None for all of it. Raises `NotFound`."""
    row = _of(list_id, who, now)
    lines = list(_lines(row))
    wrong = [one for one in lines if not one.note]
    notes = [one for one in lines if one.note]
    return tuple([*wrong, *notes][:most])


@ledger.within_region
def list_columns() -> tuple[tuple[ListField, str], ...]:
    """Every field that a list may have, and the heading that the region has chosen for it ("" for
    none)."""
    chosen = dict(ReportColumn.objects.values_list("field", "heading"))
    return tuple((one, chosen.get(one.name, "")) for one in FIELDS)


def _lines(row: ReportList) -> Iterator[ListLine]:
    parts = ReportListPart.objects.filter(batch=row).exclude(report=[]).order_by("first")
    for report in parts.values_list("report", flat=True):
        for at, column, rule, indonesian, english in report:
            text = services.Text(id=str(indonesian), en=str(english))
            yield ListLine(int(at), str(column), str(rule), text, rule in NOTES)


def _of(list_id: UUID, who: directory.Actor | None, now: dt.datetime) -> ReportList:
    row = ReportList.objects.filter(id=list_id).first()
    if row is None or (who is not None and not policy.coordinates_reports(who, now)):
        raise NotFound("list_unknown")
    return row


def view_of(row: ReportList) -> ReportListView:
    return ReportListView(
        id=row.id,
        status=row.status,
        rows=row.rows,
        judged=row.judged,
        sound=row.sound,
        wrong=row.wrong,
        known=row.known,
        numbered=row.numbered,
        answered=row.answered,
        done=row.done,
        imported=row.imported,
        at=row.at,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        version=row.version,
    )
