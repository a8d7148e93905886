"""What contracts say of their sub-activity: the work weighted by value, the money by SP2D."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.contracts.models import Contract, Progress
from pendopo.planning.contracts.values import FieldFigures
from pendopo.planning.queries.periods import quarter_of
from pendopo.planning.values import QUARTERS

CENT = Decimal("0.01")


@ledger.within_region
def field_figures(*, plan_id: UUID, node_key: UUID, year: int, on: dt.date) -> FieldFigures | None:
    """Of the contracts of a sub-activity that ran in a year, by quarter up to `on`; None when it
    has none. Only accepted reports count; a contract that was ended early counts no more from
    the quarter of its end. Two statements."""
    contracts = list(
        Contract.objects.filter(
            plan_id=plan_id, node_key=node_key, starts_on__year__lte=year
        ).exclude(closed_on__year__lt=year)
    )
    if not contracts:
        return None
    reports = list(
        Progress.objects.filter(contract__in=contracts, status="accepted").order_by("on", "number")
    )
    physical: dict[str, Decimal] = {}
    for at, quarter in enumerate(QUARTERS):
        first = dt.date(year, 3 * at + 1, 1)
        end = dt.date(year + at // 3, (3 * at + 3) % 12 + 1, 1) - dt.timedelta(days=1)
        if first > on:
            break
        share = _weighted(contracts, reports, end)
        if share is not None:
            physical[quarter] = share
    paid: dict[str, Decimal] = {}
    for one in reports:
        if one.paid is not None and one.paid_on is not None and one.paid_on.year == year:
            quarter = quarter_of(one.paid_on.month)
            paid[quarter] = paid.get(quarter, Decimal()) + one.paid
    return FieldFigures(
        contracts=len(contracts),
        value=sum((one.value for one in contracts), Decimal()),
        physical=physical,
        paid=paid,
    )


def _weighted(contracts: list[Contract], reports: list[Progress], end: dt.date) -> Decimal | None:
    """Percent of the work by the end of a day; None while nothing was accepted by then."""
    going = [
        one for one in contracts
        if one.starts_on <= end
        and not (one.status == "terminated" and one.closed_on and one.closed_on <= end)
    ]  # fmt: skip
    last = {one.contract_id: one.physical for one in reports if one.on <= end}
    value = sum((one.value for one in going), Decimal())
    if not value or not any(one.pk in last for one in going):
        return None
    done = sum((one.value * last.get(one.pk, Decimal()) for one in going), Decimal())
    return (done / value).quantize(CENT, rounding=ROUND_HALF_UP)
