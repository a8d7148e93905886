"""From a batch of facts to bookings, for many measures at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.measures.bookings import (
    Bookings,
    Counter,
    add,
    contribution,
    hour,
    is_counted,
    of_thing,
)

Counted = dict[Counter, Bookings]


def count(counters: Sequence[Counter], facts: Sequence[ledger.Read]) -> Counted:
    """What a batch of one region changes: `facts` in the order of the log, none left out that a
    measure listens to. At most one statement, for what was known of the same things before."""
    counted: Counted = {one: {} for one in counters}
    _alone([one for one in counters if one.definition.shared], facts, counted)
    _together([one for one in counters if not one.definition.shared], facts, counted)
    return {one: bookings for one, bookings in counted.items() if bookings}


def _alone(counters: Sequence[Counter], facts: Sequence[ledger.Read], counted: Counted) -> None:
    listening: dict[str, list[Counter]] = {}
    for one in counters:
        listening.setdefault(one.definition.fact, []).append(one)
    for fact in facts:
        ears = listening.get(fact.kind)
        if not ears:
            continue
        known = hour(fact.recorded_at)
        for one in ears:
            if not is_counted(one, fact):
                continue
            found = contribution(one, fact)
            if found is not None:
                add(counted[one], (found[0], known), found[1])


def _together(counters: Sequence[Counter], facts: Sequence[ledger.Read], counted: Counted) -> None:
    kinds = frozenset[str]().union(*(one.kinds for one in counters))
    fresh = _by_thing(fact for fact in facts if fact.kind in kinds)
    if not fresh:
        return
    first = min(fact.seq or 0 for fact in facts)
    before = _by_thing(ledger.earlier(about=sorted(fresh), kinds=sorted(kinds), before=first))
    for about, news in fresh.items():
        old = before.get(about, [])
        heard, known = {fact.kind for fact in news}, {fact.kind for fact in old}
        for one in counters:
            if one.kinds.isdisjoint(heard):
                continue
            earlier = [fact for fact in old if fact.kind in one.kinds]
            if _books(one, heard | known):
                told = [*earlier, *(fact for fact in news if fact.kind in one.kinds)]
                for key, amount in of_thing(one, told).items():
                    add(counted[one], key, amount)
            if earlier and _books(one, known):
                for key, amount in of_thing(one, earlier).items():
                    add(counted[one], key, -amount)


def _books(one: Counter, kinds: set[str]) -> bool:
    """Whether facts of these kinds can book anything: a start alone does only when it is open."""
    return one.definition.kind == "open" or one.definition.fact in kinds


def _by_thing(facts: Iterable[ledger.Read]) -> dict[UUID, list[ledger.Read]]:
    made: dict[UUID, list[ledger.Read]] = {}
    for fact in facts:
        made.setdefault(fact.about, []).append(fact)
    return made
