"""A version is counted from the first fact on, page by page, and then takes over.

It may be stopped at any moment: its place moves with its cells. The last page is counted while the
reader stands still, so nothing is missing and nothing is there twice.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.measures import cells, counting
from pendopo.measures.facts import MeasureRebuilt, MeasureReplaced
from pendopo.measures.models import Version
from pendopo.measures.versions import READER, counter

PAGE = 5_000


def build(*, slug: str, now: dt.datetime) -> int | None:
    """Count the newest version that is being built until it is the current one; returns its
    number, None when there is none."""
    while True:
        with ledger.region_transaction():
            if not _step(slug):
                break
    with ledger.region_transaction():
        return _take_over(slug, now)


def _waiting(slug: str) -> Version | None:
    return (
        Version.objects.select_for_update(of=("self",))
        .filter(measure__slug=slug, state=Version.State.BUILDING)
        .order_by("-number")
        .first()
    )


def _step(slug: str) -> bool:
    """One page; False when it is near the reader."""
    row = _waiting(slug)
    if row is None:
        return False
    return _count(row, ledger.place_of(reader=READER)) == PAGE


def _count(row: Version, before: int) -> int:
    end = min(row.next_seq + PAGE, before)
    passed = max(0, end - row.next_seq)
    if passed:
        one = counter(row)
        facts = ledger.page(after=row.next_seq, before=end, kinds=one.kinds, region=row.region_code)
        if facts:
            cells.book(counting.count([one], facts))
        row.next_seq = end
        row.save(update_fields=["next_seq"])
    return passed


def _take_over(slug: str, now: dt.datetime) -> int | None:
    place = ledger.place_of(reader=READER, hold=True)  # before the row: the reader comes first
    row = _waiting(slug)
    if row is None:
        return None
    while _count(row, place):
        pass
    old = Version.objects.filter(measure_id=row.measure_id, state=Version.State.CURRENT).first()
    gone = Version.objects.filter(measure_id=row.measure_id).exclude(pk=row.pk)
    for one in gone.exclude(state=Version.State.RETIRED):
        cells.clear(one.pk)
        one.state = Version.State.RETIRED
        one.save(update_fields=["state"])
    row.state = Version.State.CURRENT
    row.save(update_fields=["state"])
    told = MeasureReplaced(slug=slug, version=row.number, before=old.number if old else None)
    ledger.append([ledger.Entry(fact=told, about=row.measure_id, occurred_at=now)], now=now)
    return row.number


def again(*, slug: str, actor: UUID | None, now: dt.datetime) -> int:
    """Count the current version anew beside its old cells; returns its number."""
    with ledger.region_transaction():
        old = Version.objects.get(measure__slug=slug, state=Version.State.CURRENT)
        twin = Version.objects.create(
            measure_id=old.measure_id,
            number=old.number + 1,
            declared_at=now,
            definition=old.definition,
            hash=old.hash,
        )
        told = MeasureRebuilt(slug=slug, version=twin.number)
        entry = ledger.Entry(fact=told, about=old.measure_id, actor=actor, occurred_at=now)
        ledger.append([entry], now=now)
    return build(slug=slug, now=now) or twin.number
