"""What could need a person now, from the rooms below: late cases, late orders, measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.measures import api as measures
from pendopo.watch.models import Order
from pendopo.watch.rules import Item, RuleText, Window
from pendopo.watch.rules import apply as apply

MOST = 5_000
"""Late cases looked at in one round. Were there more, no alarm of theirs would end meanwhile."""


@dataclass(frozen=True, slots=True)
class Items:
    """complete: False when there are more than `MOST`."""

    found: tuple[Item, ...]
    complete: bool


def items(rules: Iterable[RuleText], *, now: dt.datetime) -> Items:
    """Late cases and orders that some rule asks about; two statements at most."""
    asked = {one.of for one in rules}
    found: list[Item] = []
    complete = True
    if asked & {"cases", "reports"}:
        late = casework.alarms(now=now, limit=MOST)
        complete = len(late) < MOST
        found += [_case(one) for one in late]
    if "orders" in asked:
        found += [_order(row) for row in Order.objects.filter(
            status__in=("given", "accepted"), due_at__lt=now)]  # fmt: skip
    return Items(tuple(found), complete)


def values(rules: Iterable[RuleText], *, now: dt.datetime) -> dict[str, Decimal | None]:
    """The measured numbers that rules ask about, by the rule's slug, None where nothing was
    counted. One statement for all."""
    asking = [one for one in rules if one.of == "measure"]
    if not asking:
        return {}
    asks = [measures.Ask(one.measure, window_start(one.window, now), now) for one in asking]
    numbers = measures.values(asks, now=now)
    return {one.slug: found.number for one, found in zip(asking, numbers, strict=True)}


def window_start(window: Window, now: dt.datetime) -> dt.datetime:
    """The moment at which the day, week (Monday), month, quarter or year began, in the region."""
    local = directory.calendar().local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if window == "week":
        return local - dt.timedelta(days=local.weekday())
    if window == "month":
        return local.replace(day=1)
    if window == "quarter":
        return local.replace(month=(local.month - 1) // 3 * 3 + 1, day=1)
    if window == "year":
        return local.replace(month=1, day=1)
    return local


def _case(one: casework.Alarm) -> Item:
    return Item(
        subject=one.case_id,
        of="reports" if one.report else "cases",
        kind=one.kind,
        at=one.at,
        organisation_id=one.organisation_id,
        number=one.number,
        service=one.service,
    )


def _order(row: Order) -> Item:
    return Item(
        subject=row.id,
        of="orders",
        kind="late",
        at=row.due_at,
        organisation_id=row.organisation_id,
        owner_id=row.to_id,
        number=row.number,
    )
