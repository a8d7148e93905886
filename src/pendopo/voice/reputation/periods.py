"""Which figures an export is computed by: those that held at the end of its own time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pendopo.voice.dated import ReputationValues, in_force
from pendopo.voice.reputation.rows import Row

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def values_for(
    *, rows: Sequence[Row], values: Sequence[ReputationValues], otherwise: dt.date
) -> ReputationValues:
    """By the last day of the latest week (or month) that a row names; `otherwise` where none names
    one. So whoever has the export takes the same figures, whenever they compute."""
    days = [day for week in {row.week for row in rows} if (day := last_day(week))]
    return in_force(values, max(days, default=otherwise))


def last_day(period: str) -> dt.date | None:
    """Of `2026-W47` its Sunday, of `2026-11` its last day; None for anything else."""
    try:
        if found := _WEEK.fullmatch(period):
            return dt.date.fromisocalendar(int(found[1]), int(found[2]), 7)
        if found := _MONTH.fullmatch(period):
            year, month = int(found[1]), int(found[2])
            first = dt.date(year + (month == 12), month % 12 + 1, 1)
            return first - dt.timedelta(days=1) if 1 <= month <= 12 else None
    except ValueError:
        return None
    return None
