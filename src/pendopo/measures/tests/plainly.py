"""What a measure should say, computed the slow and plain way from every fact there is."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from pendopo.ledger import api as ledger
from pendopo.measures.definition import Definition, text

ZONE = ZoneInfo("Asia/Jakarta")
TICK = {"days": Decimal("8640"), "hours": Decimal("360"), "minutes": Decimal("60")}


def compute(
    one: Definition,
    facts: Iterable[ledger.Read],
    *,
    since: dt.date,
    until: dt.date,
    where: Mapping[str, str] | None = None,
    known_at: dt.datetime | None = None,
) -> tuple[Decimal | None, int]:
    """The number and n."""
    if known_at is not None:
        full = known_at.replace(minute=0, second=0, microsecond=0)
        facts = [fact for fact in facts if fact.recorded_at < full]
    things: dict[object, list[ledger.Read]] = {}
    for fact in facts:
        things.setdefault(fact.about, []).append(fact)
    found: list[tuple[ledger.Read, ledger.Read | None]] = []
    still = 0
    for told in things.values():
        told.sort(key=lambda fact: (fact.occurred_at, fact.id))
        start = next((fact for fact in told if one.start and fact.kind == one.start.fact
                      and fits(fact, None, one.start.where)), None)  # fmt: skip
        if one.start is not None and start is None:
            continue
        after = [fact for fact in told if fact.kind == one.fact
                 and (start is None or fact.occurred_at >= start.occurred_at)]  # fmt: skip
        if one.kind == "open":
            assert start is not None
            ends = [fact for fact in after if fits(fact, None, one.where) and day(fact) <= until]
            still += day(start) <= until and not ends and fits(start, None, listed(where))
            continue
        ends = [fact for fact in after if fits(fact, start, one.where) and number(one, fact, start)
                is not None]  # fmt: skip
        ends = {"every": ends, "first": ends[:1], "last": ends[-1:]}[one.take]
        found += [(end, start) for end in ends]
    if one.kind == "open":
        return Decimal(still), still
    found = [(end, start) for end, start in found
             if since <= day(end) <= until and fits(end, start, listed(where))]  # fmt: skip
    n = len(found)
    numbers = sorted(number(one, end, start) or Decimal(0) for end, start in found)
    if one.kind == "count":
        return Decimal(n), n
    if one.kind == "sum":
        return sum(numbers, Decimal(0)), n
    if not n:
        return None, 0
    if one.kind in ("rate", "on_time_share"):
        return Decimal(100 * sum(fits(end, None, one.good_ones) for end, _ in found)) / n, n
    if one.kind == "mean":
        return sum(numbers, Decimal(0)) / n, n
    if one.kind == "median":
        return statistics.median(numbers), n
    exact = n * one.percentile / 100
    at = math.ceil(exact) - 1 if n * one.percentile % 100 else int(exact) - 1
    if n * one.percentile % 100:
        return numbers[at], n
    return (numbers[at] + numbers[at + 1]) / 2, n


def listed(where: Mapping[str, str] | None) -> dict[str, tuple[str, ...]]:
    return {name: (value,) for name, value in (where or {}).items()}


def fits(
    fact: ledger.Read, start: ledger.Read | None, wanted: Mapping[str, tuple[str, ...]]
) -> bool:
    for name, values in wanted.items():
        value = field(fact, name) or (field(start, name) if start else "")
        if values[0].startswith("!"):
            if f"!{value}" in values:
                return False
        elif value not in values:
            return False
    return True


def field(fact: ledger.Read, name: str) -> str:
    return text(fact.organisation if name == "organisation" else fact.data.get(name))


def day(fact: ledger.Read) -> dt.date:
    return fact.occurred_at.astimezone(ZONE).date()


def number(one: Definition, fact: ledger.Read, start: ledger.Read | None) -> Decimal | None:
    if one.lasting:
        assert start is not None
        seconds = Decimal((fact.occurred_at - start.occurred_at) / dt.timedelta(seconds=1))
        ticks = (seconds / TICK[one.lasting]).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return ticks / (1 if one.lasting == "minutes" else 10)
    if one.value:
        value = fact.data.get(one.value)
        return None if value is None else Decimal(value)
    return Decimal(0)
