"""Working days of the region: national holidays, cuti bersama, and dated local rules."""

from __future__ import annotations

import time
from datetime import date

from pendopo.core.clock import Calendar, calendars
from pendopo.directory.models import DayRule
from pendopo.directory.queries.regions import zone_of
from pendopo.ledger import api as ledger

YEARS_BACK, YEARS_AHEAD = 3, 3
REMEMBER_SECONDS = 15.0
_remembered: dict[str, tuple[float, Calendar]] = {}


def calendar() -> Calendar:
    """The calendar of the current region as known now, at most `REMEMBER_SECONDS` old.

    A holiday decreed today is in force for every open deadline: they are pure functions of it.
    """
    region = ledger.current_region()
    known = _remembered.get(region)
    if known is not None and time.monotonic() - known[0] < REMEMBER_SECONDS:
        return known[1]
    found = _read(region)
    _remembered[region] = (time.monotonic(), found)
    return found


def forget_calendar() -> None:
    """Read again next time (after a change in this process)."""
    _remembered.pop(ledger.current_region(), None)


@ledger.within_region
def _read(region: str) -> Calendar:
    this = ledger.clock().now().year
    rules = [
        (calendars.DayOff if row.off else calendars.DayOn)(
            date=row.day, reason=row.reason, decree=row.basis
        )
        for row in DayRule.objects.order_by("decided_at")
    ]
    return calendars.indonesia(
        range(this - YEARS_BACK, this + YEARS_AHEAD + 1),
        zone=str(zone_of(region)),
        overrides=rules,
    )


def known_until() -> date:
    """Last day the calendar knows holidays for."""
    return date(ledger.clock().now().year + YEARS_AHEAD, 12, 31)
