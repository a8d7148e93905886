"""The number register: taken under a lock, voided in sight, gaps explained."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.documents.actions.recording import code, record
from pendopo.documents.facts import NumbersExplained, NumberVoided
from pendopo.documents.models import Letter, NumberEntry, NumberSeries
from pendopo.documents.numbering import format_number
from pendopo.documents.refusals import Refused
from pendopo.ledger import api as ledger


def take_number(row: Letter, *, day: dt.date, now: dt.datetime) -> NumberEntry:
    """The next number of the letter's unit, classification and year, entered as used.

    The counter stays locked until the transaction ends. Fills `number`, `number_date`, `year`.
    """
    series = lock_series(row.unit, row.classification, day.year, now=now)
    series.last += 1
    series.save(update_fields=["last"])
    row.number = format_number(
        row.number_format,
        classification=row.classification,
        number=series.last,
        unit=row.unit,
        day=day,
    )
    row.number_date, row.year = day, day.year
    return NumberEntry.objects.create(
        id=uuid7(now),
        series=series,
        first=series.last,
        last=series.last,
        text=row.number,
        day=day,
        state="used",
        letter=row,
        at=now,
    )


def lock_series(unit: str, classification: str, year: int, *, now: dt.datetime) -> NumberSeries:
    """The counter's row, made when missing, locked."""
    NumberSeries.objects.bulk_create(
        [NumberSeries(id=uuid7(now), unit=unit, classification=classification, year=year)],
        ignore_conflicts=True,
    )
    return NumberSeries.objects.select_for_update().get(
        unit=unit, classification=classification, year=year
    )


def void_entry(entry: NumberEntry, *, reason: str) -> NumberVoided:
    """Mark a number void, with its reason; it is never used again. Returns the fact."""
    entry.state, entry.reason = "void", reason[:300]
    entry.save(update_fields=["state", "reason"])
    assert entry.letter_id is not None
    return NumberVoided(letter=entry.letter_id, number=entry.first, reason=code(reason))


@ledger.within_region
def explain_numbers(
    *,
    unit: str,
    classification: str,
    year: int,
    last: int,
    reason: str,
    day: dt.date,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> None:
    """Skip the counter forward to `last`, with a reason that the register shows.

    For a start in the middle of a year (numbers up to `last` stand in the paper register) or a
    block given to another register. Raises `Refused` when those numbers are already used.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    series = lock_series(unit, classification, year, now=now)
    if last <= series.last:
        raise Refused("number_taken", number=series.last)
    first, series.last = series.last + 1, last
    series.save(update_fields=["last"])
    NumberEntry.objects.create(
        id=uuid7(now),
        series=series,
        first=first,
        last=last,
        day=day,
        state="gap",
        reason=reason.strip()[:300],
        at=now,
    )
    record((series.pk, NumbersExplained(first=first, last=last)), now=now, actor=actor_id)
