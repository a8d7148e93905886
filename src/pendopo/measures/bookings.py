"""From facts to bookings: what each fact adds to or takes from the cells of one measure. Pure.

A booking belongs to a day (when it happened, in the region's zone), an hour (when it came to be
known), the dimensions and, for medians, the value. Bookings of all facts about one thing depend
only on which facts there are, never on the order or the batches in which they came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from pendopo.ledger import api as ledger
from pendopo.measures.definition import EXACT_VALUES, SHARES, WITH_VALUE, Definition, Filter, text

MOST_BY = 3
_FINEST = Decimal("0.000001")
DIGITS = 18
"""Digits before the point that a summed value may have; more is not a number of this world."""


class Place(NamedTuple):
    """Where a booking goes. value: 0 unless the measure keeps every value."""

    day: dt.date
    d1: str
    d2: str
    d3: str
    value: int


class Amount(NamedTuple):
    """n: facts; good: those of them that are; total: the sum of their values."""

    n: int
    good: int
    total: Decimal | int

    def __add__(self, other: object) -> Amount:
        if not isinstance(other, Amount):
            return NotImplemented
        return Amount(self.n + other.n, self.good + other.good, self.total + other.total)

    def __neg__(self) -> Amount:
        return Amount(-self.n, -self.good, -self.total)


Key = tuple[Place, dt.datetime]
Bookings = dict[Key, Amount]
NOTHING = Amount(0, 0, 0)
Contribution = tuple[Place, Amount]


@dataclass(frozen=True, slots=True, eq=False)
class Counter:
    """A version of a measure, ready to count. id: of the version."""

    id: int
    definition: Definition
    zone: ZoneInfo
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        one = self.definition
        kinds = {one.fact} | ({one.start.fact} if one.start else set())
        object.__setattr__(self, "kinds", frozenset(kinds))


def add(to: Bookings, key: Key, amount: Amount) -> None:
    before = to.get(key)
    to[key] = amount if before is None else before + amount


def hour(moment: dt.datetime) -> dt.datetime:
    """The full hour (UTC) in which something came to be known."""
    return moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def counts(fact: ledger.Read, wanted: Filter) -> bool:
    """Whether the fact's own fields say so."""
    return all(suits(_own(fact, name), values) for name, values in wanted.items())


def suits(value: str, values: tuple[str, ...]) -> bool:
    """One of them; or, when they begin with "!", none of them."""
    return value in values or (values[0][:1] == "!" and "!" + value not in values)


def is_start(one: Counter, fact: ledger.Read) -> bool:
    start = one.definition.start
    return start is not None and fact.kind == start.fact and counts(fact, start.where)


def is_counted(one: Counter, fact: ledger.Read) -> bool:
    """By the part of the filter that the fact itself answers; `contribution` asks the rest."""
    found = one.definition
    if fact.kind != found.fact:
        return False
    if found.start is None:
        return counts(fact, found.where)
    return all(
        suits(_own(fact, name), values) or not _has(fact, name)
        for name, values in found.where.items()
    )


def contribution(
    one: Counter, fact: ledger.Read, start: ledger.Read | None = None
) -> Contribution | None:
    """What a counted fact books; None when it has nothing to count. It must pass `is_counted`."""
    found = one.definition
    if start is not None and not all(
        suits(_either(fact, start, name), values) for name, values in found.where.items()
    ):
        return None
    total: Decimal | int = 0
    value = 0
    if found.kind in WITH_VALUE:
        number = _lasting(found, fact, start) if found.lasting else _number(fact, found.value)
        if number is None:
            return None
        total = number
        value = int(number) if found.kind in EXACT_VALUES else 0
    good = int(found.kind in SHARES and counts(fact, found.good_ones))
    return _place(one, fact, start, value), Amount(1, good, total)


def of_thing(one: Counter, told: Iterable[ledger.Read]) -> Bookings:
    """Bookings of all facts about one thing: what changed with each, in the hour it was known."""
    booked: Bookings = {}
    start: ledger.Read | None = None
    ends: list[ledger.Read] = []
    placed: dict[Place, Amount] = {}
    every = one.definition.take == "every" and one.definition.kind != "open"
    for fact in sorted(told, key=lambda fact: (fact.recorded_at, fact.id)):
        begins = is_start(one, fact) and (start is None or _happened(fact) < _happened(start))
        ended = is_counted(one, fact)
        if begins:
            start = fact
        if ended:
            ends.append(fact)
        if every and ended and not begins:
            added = _paired(one, [fact], start)
            for place, amount in added.items():
                add(booked, (place, hour(fact.recorded_at)), amount)
                placed[place] = placed.get(place, NOTHING) + amount
        elif begins or ended:
            then = _contributions(one, ends, start)
            for place in placed.keys() | then.keys():
                amount = then.get(place, NOTHING) + -placed.get(place, NOTHING)
                if amount != NOTHING:
                    add(booked, (place, hour(fact.recorded_at)), amount)
            placed = then
    return booked


def behind(
    one: Counter, told: Iterable[ledger.Read], until: dt.date
) -> list[tuple[ledger.Read, Place]]:
    """Of all facts about one thing those that count, each with where it is counted. Of an `open`
    measure: the start, when nothing has ended it up to the day `until`."""
    facts = sorted(told, key=_happened)
    start = next((fact for fact in facts if is_start(one, fact)), None)
    ends = [fact for fact in facts if is_counted(one, fact)]
    if one.definition.kind == "open":
        cells = _open(one, ends, start)
        open_still = sum(amount.n for place, amount in cells.items() if place.day <= until)
        return [(start, _place(one, start, None, 0))] if start and open_still else []
    able = [(end, place) for end in ends for place in _paired(one, [end], start)]
    if one.definition.take == "every" or not able:
        return able
    return able[:1] if one.definition.take == "first" else able[-1:]


def _contributions(
    one: Counter, ends: list[ledger.Read], start: ledger.Read | None
) -> dict[Place, Amount]:
    found = one.definition
    if found.kind == "open":
        return _open(one, ends, start)
    if found.take == "every" or not ends:
        return _paired(one, ends, start)
    able = [end for end in ends if _paired(one, [end], start)]
    if not able:
        return {}
    pick: Callable[..., ledger.Read] = min if found.take == "first" else max
    return _paired(one, [pick(able, key=_happened)], start)


def _paired(
    one: Counter, ends: list[ledger.Read], start: ledger.Read | None
) -> dict[Place, Amount]:
    made: dict[Place, Amount] = {}
    for end in ends:
        if one.definition.start is not None and (
            start is None or end.occurred_at < start.occurred_at
        ):
            continue
        found = contribution(one, end, start)
        if found is not None:
            made[found[0]] = made.get(found[0], NOTHING) + found[1]
    return made


def _open(one: Counter, ends: list[ledger.Read], start: ledger.Read | None) -> dict[Place, Amount]:
    """One more from the start on, one less from the end on."""
    if start is None:
        return {}
    made = {_place(one, start, None, 0): Amount(1, 0, 0)}
    after = [end for end in ends if end.occurred_at >= start.occurred_at]
    if after:
        day = _day(one, min(after, key=_happened))
        place = _place(one, start, None, 0)._replace(day=day)
        made[place] = made.get(place, NOTHING) + Amount(-1, 0, 0)
    return made


def _place(one: Counter, fact: ledger.Read, start: ledger.Read | None, value: int) -> Place:
    names = one.definition.by
    found = [_either(fact, start, name) for name in names] + ["*"] * (MOST_BY - len(names))
    return Place(_day(one, fact), found[0], found[1], found[2], value)


def _day(one: Counter, fact: ledger.Read) -> dt.date:
    return fact.occurred_at.astimezone(one.zone).date()


def _happened(fact: ledger.Read) -> tuple[dt.datetime, UUID]:
    return fact.occurred_at, fact.id


def _has(fact: ledger.Read, name: str) -> bool:
    return fact.organisation is not None if name == "organisation" else name in fact.data


def _own(fact: ledger.Read, name: str) -> str:
    return text(fact.organisation if name == "organisation" else fact.data.get(name))


def _either(fact: ledger.Read, start: ledger.Read | None, name: str) -> str:
    return _own(fact, name) or (_own(start, name) if start is not None else "")


def _number(fact: ledger.Read, name: str) -> Decimal | int | None:
    """A numeric field; None when it is absent or no number that can be summed."""
    value = fact.data.get(name)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else None
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite() or number.adjusted() >= DIGITS:
        return None
    return number.quantize(_FINEST, rounding=ROUND_HALF_UP)


_TICKS = {"days": dt.timedelta(days=1) / 10, "hours": dt.timedelta(minutes=6),
          "minutes": dt.timedelta(minutes=1)}  # fmt: skip
SCALE = {"days": 10, "hours": 10, "minutes": 1}
"""Ticks of a unit: distances are kept as whole ticks."""


def _lasting(found: Definition, fact: ledger.Read, start: ledger.Read | None) -> int | None:
    """Ticks from start to fact, half up."""
    if start is None:
        return None
    ticks = Decimal((fact.occurred_at - start.occurred_at) // dt.timedelta(microseconds=1)) / (
        _TICKS[found.lasting] // dt.timedelta(microseconds=1)
    )
    return int(ticks.quantize(Decimal(1), rounding=ROUND_HALF_UP))
