"""What should be done by when: a curve in percent at the end of each month, and how far behind it
the work is. Pure: no clock, no database."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

Curve = tuple[tuple[str, Decimal], ...]
"""("2026-03", 12.5): percent planned by the end of that month."""
Standing = Literal[
    "overdue", "critical", "behind", "on_track", "finished", "handed_over", "terminated"
]
STANDINGS: Final[tuple[Standing, ...]] = (
    "overdue", "critical", "behind", "on_track", "finished", "handed_over", "terminated",
)  # fmt: skip
"""The latest first."""
LATE: Final = frozenset({"overdue", "critical"})
HALFWAY: Final = Decimal(70)
FIRST_PART, LAST_PART = Decimal(-10), Decimal(-5)
"""A contract is critical when it is more than 10 points behind while up to 70 percent are
planned, and more than 5 after that. Practice of procurement; the regulation's text was not read
for this: contoh until somebody has."""
WHOLE: Final = Decimal(100)


def checked(points: Mapping[str, Decimal], starts: dt.date, ends: dt.date) -> Curve | None:
    """In the order of months; None when a month is none or outside the contract, or a percentage
    falls, leaves 0 to 100, or is not 100 at the end. Nothing at all is a straight line."""
    if not points:
        return ()
    found: list[tuple[str, Decimal]] = []
    before = Decimal()
    for month in sorted(points):
        value = points[month]
        first = _first_of(month)
        if first is None or _month_end(first) < starts or first > ends:
            return None
        if not before <= value <= WHOLE:
            return None
        before = value
        found.append((month, value))
    return tuple(found) if found[-1][0] == f"{ends:%Y-%m}" and before == WHOLE else None


def planned(curve: Sequence[tuple[str, Decimal]], starts: dt.date, ends: dt.date,
            day: dt.date) -> Decimal:  # fmt: skip
    """Percent that should be done at the end of `day`; straight between the points of the curve."""
    if day < starts:
        return Decimal()
    if day >= ends:
        return WHOLE
    points = [(starts - dt.timedelta(days=1), Decimal())]
    for month, value in curve:
        first = _first_of(month)
        assert first is not None  # it was checked when it came in
        points.append((min(_month_end(first), ends), value))
    points.append((ends, WHOLE))
    (before, low), (after, high) = points[0], points[-1]
    for at, value in points:
        if at <= day:
            before, low = at, value
        else:
            after, high = at, value
            break
    return low + (high - low) * (day - before).days / (after - before).days


def standing(
    *, status: str, physical: Decimal, planned: Decimal, ends: dt.date, day: dt.date
) -> Standing:
    """How a contract stands on a day. status: open, finished or terminated."""
    if status == "terminated":
        return "terminated"
    if status == "finished":
        return "handed_over"
    if physical >= WHOLE:
        return "finished"
    if day > ends:
        return "overdue"
    behind = physical - planned
    if behind < (FIRST_PART if planned <= HALFWAY else LAST_PART):
        return "critical"
    return "behind" if behind < 0 else "on_track"


def months(starts: dt.date, ends: dt.date) -> tuple[str, ...]:
    """Every month that the contract touches."""
    found, at = [], starts.replace(day=1)
    while at <= ends:
        found.append(f"{at:%Y-%m}")
        at = _month_end(at) + dt.timedelta(days=1)
    return tuple(found)


def month_end(month: str) -> dt.date:
    """Last day of "2026-03". Raises ValueError."""
    first = _first_of(month)
    if first is None:
        raise ValueError(month)
    return _month_end(first)


def _first_of(month: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{month}-01") if len(month) == 7 else None
    except ValueError:
        return None


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
