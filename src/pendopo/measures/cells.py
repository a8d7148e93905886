"""Bookings into cells: one statement each for the hours, the days and the months of a batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from pendopo.ledger import api as ledger
from pendopo.measures.bookings import Amount, Bookings, Counter

DAY, MONTH = 0, 1
CellKey = tuple[int, int, int, str, str, str, dt.date, int]
_BOOK = """
INSERT INTO measures_booking AS b
    (version_id, day, hour, d1, d2, d3, value, stray, n, good, total, region_code)
SELECT *, %s FROM unnest(
    %s::bigint[], %s::date[], %s::timestamptz[], %s::text[], %s::text[], %s::text[], %s::bigint[],
    %s::boolean[], %s::bigint[], %s::bigint[], %s::text[]::numeric[])
ON CONFLICT (version_id, day, hour, d1, d2, d3, value) DO UPDATE SET
    n = b.n + excluded.n, good = b.good + excluded.good, total = b.total + excluded.total
"""
_SUM = """
INSERT INTO measures_cell AS c
    (version_id, mask, level, d1, d2, d3, period, value, n, good, total, region_code)
SELECT *, %s FROM unnest(
    %s::bigint[], %s::smallint[], %s::smallint[], %s::text[], %s::text[], %s::text[], %s::date[],
    %s::bigint[], %s::bigint[], %s::bigint[], %s::text[]::numeric[])
ON CONFLICT (version_id, mask, level, d1, d2, d3, period, value) DO UPDATE SET
    n = c.n + excluded.n, good = c.good + excluded.good, total = c.total + excluded.total
"""


def book(counted: Mapping[Counter, Bookings]) -> int:
    """Add the bookings of a batch; returns how many cells moved. In the caller's transaction."""
    hours: list[tuple[Any, ...]] = []
    cells: dict[CellKey, list[Any]] = {}
    for one, bookings in counted.items():
        width = len(one.definition.by)
        masks = range(2**width)
        days: dict[dt.datetime, dt.date] = {}
        for (place, hour), amount in bookings.items():
            if amount == (0, 0, 0):
                continue
            known = days.get(hour)
            if known is None:
                known = days[hour] = hour.astimezone(one.zone).date()
            day, d1, d2, d3, value = place
            hours.append((one.id, day, hour, d1, d2, d3, value, known != day, *amount))
            month = day.replace(day=1)
            for mask in masks:
                e1, e2, e3 = (
                    d1 if mask & 1 else "*", d2 if mask & 2 else "*", d3 if mask & 4 else "*",
                )  # fmt: skip
                _sum(cells, (one.id, mask, DAY, e1, e2, e3, day, value), amount)
                _sum(cells, (one.id, mask, MONTH, e1, e2, e3, month, value), amount)
    if not hours:
        return 0
    region = ledger.current_region()
    with connection.cursor() as cursor:
        cursor.execute(_BOOK, [region, *_columns(sorted(hours))])
        cursor.execute(_SUM, [region, *_columns((*key, *cells[key]) for key in sorted(cells))])
    return len(cells)


def _sum(cells: dict[CellKey, list[Any]], key: CellKey, amount: Amount) -> None:
    before = cells.get(key)
    if before is None:
        cells[key] = list(amount)
    else:
        before[0] += amount[0]
        before[1] += amount[1]
        before[2] += amount[2]


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    columns[-1] = list(map(str, columns[-1]))  # whole numbers and decimals alike
    return columns


def clear(version_id: int) -> None:
    """Take away every cell of a version."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM measures_booking WHERE version_id = %s", [version_id])
        cursor.execute("DELETE FROM measures_cell WHERE version_id = %s", [version_id])
