"""The chart of a region's organisations and positions, remembered for some seconds.

Every step of every case asks which organisation a lane is; the answer changes a few times a
year. A process remembers it briefly, so that asking costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pendopo.directory.models import Organisation as OrganisationRow
from pendopo.directory.models import Position as PositionRow
from pendopo.directory.queries.organisations import organisation_value, position_value
from pendopo.directory.values import Organisation, Position
from pendopo.ledger import api as ledger

REMEMBER_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Chart:
    """Organisations by id and by code, positions by id and by (organisation, code)."""

    organisations: Mapping[UUID, Organisation]
    by_code: Mapping[str, Organisation]
    positions: Mapping[UUID, Position]
    by_place: Mapping[tuple[UUID, str], Position]

    def name_of(self, organisation_id: UUID | None) -> str:
        """Name for people; "" for nobody."""
        found = self.organisations.get(organisation_id) if organisation_id else None
        return found.name if found else ""


_remembered: dict[str, tuple[float, Chart]] = {}


def chart() -> Chart:
    """The chart of the current region, at most `REMEMBER_SECONDS` old."""
    region = ledger.current_region()
    known = _remembered.get(region)
    if known is not None and time.monotonic() - known[0] < REMEMBER_SECONDS:
        return known[1]
    found = _read()
    _remembered[region] = (time.monotonic(), found)
    return found


def forget_chart() -> None:
    """Read again next time (after a change in this process)."""
    _remembered.pop(ledger.current_region(), None)


@ledger.within_region
def _read() -> Chart:
    organisations = [organisation_value(row) for row in OrganisationRow.objects.all()]
    positions = [position_value(row) for row in PositionRow.objects.all()]
    return Chart(
        organisations={one.id: one for one in organisations},
        by_code={one.code: one for one in organisations if one.code},
        positions={one.id: one for one in positions},
        by_place={(one.organisation_id, one.code): one for one in positions},
    )
