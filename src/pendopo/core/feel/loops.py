"""for, some, every and filters: all that goes round, under one allowance."""

from collections.abc import Callable
from collections.abc import Iterator as Turns
from dataclasses import dataclass
from decimal import Decimal

from pendopo.core.feel.compare import conjunction, disjunction, less
from pendopo.core.feel.functions.numbers import whole
from pendopo.core.feel.moments import day_at, days, is_day
from pendopo.core.feel.scope import Scope
from pendopo.core.feel.values import Range, bounded

Run = Callable[[Scope], object]


@dataclass(frozen=True, slots=True)
class Iterator:
    """`name in start`, or `name in start..end` counting up or down."""

    name: str
    start: Run
    end: Run | None


def collected(iterators: list[Iterator], body: Run, scope: Scope) -> object:
    """for ... return; `partial` is the list so far. Null when something cannot be gone through."""
    made: list[object] = []
    inner = Scope({"partial": made}, scope)
    try:
        for turn in _turns(iterators, inner):
            made.append(body(turn))
    except _NoList:
        return None
    return bounded(made)


def quantified(iterators: list[Iterator], body: Run, scope: Scope, some: bool) -> object:
    """some ... satisfies, or every ... satisfies; stops at the first that decides."""
    values: list[object] = []
    try:
        for turn in _turns(iterators, scope):
            value = body(turn)
            if value is some:
                return some
            if value is not None and not isinstance(value, bool):
                scope.note("A condition gives no boolean.")
                return None
            values.append(value)
    except _NoList:
        return None
    return disjunction(values) if some else conjunction(values)


def filtered(base: object, condition: Run, scope: Scope) -> object:
    """base[condition]: the item at a place (from 1, or from the end when negative), or the items
    that meet the condition. One value counts as a list of itself."""
    if base is None:
        return []
    items = base if isinstance(base, list) else [base]
    if not items:
        place = condition(scope)
        return None if isinstance(place, Decimal) else []
    kept: list[object] = []
    for item in items:
        scope.spend()
        inner = Scope({"item": item, **item} if isinstance(item, dict) else {"item": item}, scope)
        found = condition(inner)
        if isinstance(found, Decimal) and item is items[0]:
            at = whole(found)
            if not at or abs(at) > len(items):
                return None
            return items[at - 1 if at > 0 else at]
        if found is True:
            kept.append(item)
    return kept


class _NoList(Exception):
    pass


def _turns(iterators: list[Iterator], scope: Scope) -> Turns[Scope]:
    first, *others = iterators
    for value in _values(first, scope):
        scope.spend()
        inner = Scope({first.name: value}, scope)
        if others:
            yield from _turns(others, inner)
        else:
            yield inner


def _values(iterator: Iterator, scope: Scope) -> Turns[object]:
    start = iterator.start(scope)
    if iterator.end is not None:
        return _counted(start, iterator.end(scope))
    if isinstance(start, Range):
        if start.low_closed and start.high_closed and less(start.high, start.low) is False:
            return _counted(start.low, start.high)
        raise _NoList
    if start is None:
        raise _NoList
    return iter(start if isinstance(start, list) else [start])


def _counted(start: object, end: object) -> Turns[object]:
    if is_day(start) and is_day(end):
        first, last = days(start), days(end)
        step = 1 if first <= last else -1
        return (day_at(at) for at in range(first, last + step, step))
    low, high = whole(start), whole(end)
    if low is None or high is None:
        raise _NoList
    step = 1 if low <= high else -1
    return (Decimal(at) for at in range(low, high + step, step))
