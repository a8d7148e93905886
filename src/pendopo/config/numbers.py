"""What the command centre's rules read: measures, as its port asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pendopo.measures import api as measures
from pendopo.watch import api as watch


class Computed:
    """`watch.Measures` by the measures context; a measure that is not there has no number."""

    def numbers(
        self, asks: Sequence[watch.Asked], *, known_at: dt.datetime | None
    ) -> list[watch.Number]:
        found = measures.values(
            [measures.Ask(one.measure, one.since, one.until, {}, known_at) for one in asks]
        )
        return [watch.Number(one.number, one.unit.get("id", ""), one.fresh_at) for one in found]
