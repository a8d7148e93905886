"""Rows of reports that began here: the list brings back the numbers they have got there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pendopo.core import references
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.facts import LaporNumberSet
from pendopo.voice.lapor.judging import is_lapor_number, lapor_number
from pendopo.voice.lapor.says import Said, said
from pendopo.voice.lapor.sheet import RawRow
from pendopo.voice.list_models import ReportList
from pendopo.voice.models import Report

Numbers = list[tuple[str, str]]
"""Our number, and the one there."""


def own_number(raw: RawRow) -> str:
    """Our number in a row, however it was typed; "" for a report that did not begin here."""
    typed = str(raw.cells.get("own", "")).strip()
    return references.normalise(typed) or typed[:40]


def numbers_of(rows: Sequence[RawRow]) -> tuple[Numbers, list[Said]]:
    """The numbers to keep, and what is to be said of the rows: nothing of them comes in, for the
    report is here. One statement."""
    wanted = {own_number(one) for one in rows}
    known: Mapping[str, str | None] = dict(
        Report.objects.filter(region_code=ledger.current_region(), number__in=wanted).values_list(
            "number", "lapor_number"
        )
    )
    found: Numbers = []
    told: list[Said] = []
    for one in rows:
        own, there = own_number(one), lapor_number(one.cells.get("number", ""))
        if own not in known:
            told.append(said(one.row, "own", "own_unknown"))
        elif there and not is_lapor_number(there):
            told.append(said(one.row, "number", "number"))
        elif there and known[own] not in (None, there):
            told.append(said(one.row, "number", "own_other"))
        else:
            told.append(said(one.row, "own", "known"))
            found += [(own, there)] if there and known[own] is None else []
    return found, told


def keep_numbers(batch: ReportList, numbers: Numbers, now: dt.datetime) -> int:
    """Both numbers are shown from now on; how many were new. Three statements."""
    given = dict(numbers)
    rows = list(
        Report.objects.select_for_update()
        .filter(region_code=ledger.current_region(), number__in=given, lapor_number=None)
        .order_by("pk")
    )
    for row in rows:
        row.lapor_number = given[row.number]
        row.version += 1
    if rows:
        Report.objects.bulk_update(rows, ["lapor_number", "version"])
    ledger.append(
        [
            ledger.Entry(
                fact=LaporNumberSet(number=given[row.number]),
                about=row.pk,
                actor=batch.account_id,
                organisation=policy.coordinating_agency(row),
                occurred_at=now,
            )
            for row in rows
        ],
        now=now,
    )
    return len(rows)
