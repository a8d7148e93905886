"""What watch needs of measures, given by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pendopo.measures import api as measures
from pendopo.watch import api as watch


class Numbers:
    """Numbers of measures for alarm rules: one statement for all of them."""

    def numbers(
        self, asks: Sequence[watch.Asked], *, known_at: dt.datetime | None
    ) -> list[watch.Number]:
        found = measures.values(
            [measures.Ask(one.measure, one.since, one.until, {}, known_at) for one in asks]
        )
        return [
            watch.Number(value=one.number, unit=one.unit.get("id", ""), fresh_at=one.fresh_at)
            for one in found
        ]
