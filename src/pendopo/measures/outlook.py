"""Where a measure will stand at the end of this year, from its own months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures.forecast import Direction, Forecast, Together, forecast
from pendopo.measures.queries import measure, series
from pendopo.measures.values import Point
from pendopo.measures.windows import ONE

YEARS = 6
"""Years before this one whose months are looked at."""
TOGETHER: dict[str, Together] = {"count": "sum", "sum": "sum", "open": "last"}
"""How months make a year; the rest (shares, medians) by their mean, which is said where shown."""


@ledger.within_region
def outlook(
    *,
    slug: str,
    target: Decimal | None = None,
    direction: Direction | None = None,
    where: Mapping[str, str] | None = None,
    now: dt.datetime,
) -> Forecast | None:
    """The year's end and the chance to reach `target`, from whole months; the month that runs is
    foretold with the rest. direction: the measure's own unless given, else `up`. None while the
    past is too short to judge a method by. Raises `Refused`. Three statements."""
    definition = measure(slug=slug).definition
    today = directory.today(now)
    months = series(
        slug=slug,
        since=dt.date(today.year - YEARS, 1, 1),
        until=today.replace(day=1) - ONE,
        step="month",
        where=where,
        now=now,
    )
    return forecast(
        _numbers(months),
        ahead=13 - today.month,
        done=min(today.month - 1, len(_numbers(months))),
        target=None if target is None else float(target),
        direction=direction or definition.direction or "up",
        together=TOGETHER.get(definition.kind, "mean"),
    )


def _numbers(months: tuple[Point, ...]) -> list[float]:
    """From the first month with anything in it; one without a number repeats the one before."""
    found: list[float] = []
    for one in months:
        if found or one.n:
            number = None if one.number is None else float(one.number)
            found.append(found[-1] if number is None and found else number or 0.0)
    return found
