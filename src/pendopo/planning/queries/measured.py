"""Values of linked indicators, read where they are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pendopo.measures import api as measures
from pendopo.planning.models import MeasureLink
from pendopo.planning.values import QUARTERS


@dataclass(frozen=True, slots=True)
class Counted:
    """`quarters`: of each quarter that has begun and has a number; `n`: how many facts they rest
    on; `fresh_at`: every fact up to this moment is in them; `state` as measures say it."""

    quarters: Mapping[str, Decimal]
    n: int
    fresh_at: dt.datetime | None
    state: str


def counted(links: Mapping[UUID, MeasureLink], year: int, today: dt.date) -> dict[UUID, Counted]:
    """By indicator. Two statements for all of them, none without links. A measure that knows
    services is asked for the link's service alone."""
    if not links:
        return {}
    by_service = {one.slug for one in measures.measures() if "service" in one.by}
    places: list[tuple[UUID, str]] = []
    asks: list[measures.Ask] = []
    for key, link in links.items():
        where = {"service": link.service} if link.service and link.measure in by_service else {}
        for number, quarter in enumerate(QUARTERS):
            since, until = _quarter(year, number)
            if since > today:
                break
            places.append((key, quarter))
            asks.append(measures.Ask(link.measure, since, min(until, today), where))
    found: dict[UUID, list[tuple[str, measures.Value]]] = {key: [] for key in links}
    for (key, quarter), value in zip(places, measures.values(asks), strict=True):
        found[key].append((quarter, value))
    return {key: _together(values) for key, values in found.items()}


def _quarter(year: int, number: int) -> tuple[dt.date, dt.date]:
    """First and last day; number from 0."""
    first = dt.date(year, 3 * number + 1, 1)
    after = dt.date(year + number // 3, (3 * number + 3) % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


def _together(values: list[tuple[str, measures.Value]]) -> Counted:
    ready = [(quarter, one) for quarter, one in values if one.number is not None]
    return Counted(
        quarters={quarter: one.number for quarter, one in ready if one.number is not None},
        n=sum(one.n for _quarter_name, one in ready),
        fresh_at=max((one.fresh_at for _quarter_name, one in values), default=None),
        state=values[-1][1].state if values else "ready",
    )
