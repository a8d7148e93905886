"""Terms that end: a licence expires, a suspension with a last day is lifted. Run by the worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import F

from pendopo.casework import facts, models
from pendopo.casework.standing import EXPIRED, SUSPENDED, VALID
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger

BATCH = 200
DAY = dt.timedelta(days=1)


def mark_expired(*, now: dt.datetime) -> int:
    """Write down what the calendar has decided in the current region: licences whose last day is
    over are expired, suspensions whose last day is over are lifted. Once each, with its fact.

    Batches of 200, a transaction each; rows that somebody is deciding on are left for the next
    round. How many changed.
    """
    changed = 0
    while found := _lift_ended(now):
        changed += found
    while found := _expire(now):
        changed += found
    return changed


@ledger.within_region
def _expire(now: dt.datetime) -> int:
    """One batch; five statements whatever its size."""
    today = directory.today(now)
    over = models.Licence.objects.filter(status__in=(VALID, SUSPENDED), valid_to__lt=today)
    rows = list(over.select_for_update(skip_locked=True).order_by("id")[:BATCH])
    models.Licence.objects.filter(id__in=[row.id for row in rows]).update(
        status=EXPIRED,
        reason="term",
        since=F("valid_to") + DAY,
        until=None,
        version=F("version") + 1,
    )
    _keep(rows, "expire", now)
    ends = [(row, row.valid_to or today) for row in rows]
    _append(
        [(row, facts.LicenceExpired(licence=row.id, since=end + DAY)) for row, end in ends], now
    )
    return len(rows)


@ledger.within_region
def _lift_ended(now: dt.datetime) -> int:
    """One batch; the letter of each follows."""
    today = directory.today(now)
    over = models.Licence.objects.filter(status=SUSPENDED, until__lt=today)
    rows = list(over.select_for_update(skip_locked=True).order_by("id")[:BATCH])
    models.Licence.objects.filter(id__in=[row.id for row in rows]).update(
        status=VALID, reason="term", since=F("until") + DAY, until=None, version=F("version") + 1
    )
    _keep(rows, "lift", now)
    for row in rows:
        if row.letter_id is not None:
            documents.set_status(letter_id=row.letter_id, standing="valid", reason="term", now=now)
    ends = [(row, row.until or today) for row in rows]
    lifted = [
        (row, facts.LicenceLifted(licence=row.id, reason="term", since=end + DAY))
        for row, end in ends
    ]
    _append(lifted, now)
    return len(rows)


def _keep(rows: list[models.Licence], kind: str, now: dt.datetime) -> None:
    models.LicenceChange.objects.bulk_create(
        models.LicenceChange(
            id=uuid7(now),
            licence=row,
            kind=kind,
            reason="term",
            ground="",
            on=_first_day(row, kind),
            at=now,
        )
        for row in rows
    )


def _first_day(row: models.Licence, kind: str) -> dt.date:
    end = row.valid_to if kind == "expire" else row.until
    assert end is not None  # it is what the row was found by
    return end + DAY


def _append(found: Sequence[tuple[models.Licence, ledger.Fact]], now: dt.datetime) -> None:
    ledger.append(
        [
            ledger.Entry(
                fact=fact,
                about=row.case_id or row.id,
                organisation=row.organisation_id,
                occurred_at=now,
            )
            for row, fact in found
        ],
        now=now,
    )
