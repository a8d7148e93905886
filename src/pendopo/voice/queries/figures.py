"""The figures that hold now, for pages and for whoever recomputes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.catalogue import pace as _pace
from pendopo.voice.catalogue import reputation_values
from pendopo.voice.dated import Pace, ReputationValues, in_force
from pendopo.voice.reputation import Row, values_for


@ledger.within_region
def pace(*, now: dt.datetime) -> Pace:
    """How many reports one device may send before a person looks first. No statement."""
    return _pace(directory.today(now))


@ledger.within_region
def reputation_figures(*, now: dt.datetime) -> ReputationValues:
    """What the formula of the published table counts with today. No statement."""
    return in_force(reputation_values(), directory.today(now))


def values_of(rows: Sequence[Row]) -> ReputationValues:
    """Of the current region, for an export's own time."""
    today = directory.today(ledger.clock().now())
    return values_for(rows=rows, values=reputation_values(), otherwise=today)
