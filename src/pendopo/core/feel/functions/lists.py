"""Lists (DMN 1.5, 10.3.4.4); most take a list or the values themselves, positions from 1."""

from collections import Counter
from decimal import Decimal

from pendopo.core.feel.compare import conjunction, disjunction, equal, less, negate
from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.functions.numbers import truncated, whole
from pendopo.core.feel.functions.registry import builtin
from pendopo.core.feel.values import NUMBERS, SIZE, Function, Range, Unequal, number


@builtin("not", "negand")
def not_(value: object) -> object:
    return negate(value)


@builtin("list contains", "list", "element", anything=("element",))
def list_contains(items: object, element: object) -> object:
    return _holds(items, element) if isinstance(items, list) else None


@builtin("count", "list", variadic=True)
def count(items: list[object]) -> object:
    return Decimal(len(items))


@builtin("sum", "list", variadic=True)
def sum_(items: list[object]) -> object:
    if not items:
        return None
    total = Decimal(0)
    for item in items:
        if not isinstance(item, Decimal):
            return None
        total = NUMBERS.add(total, item)
    return number(total)


@builtin("mean", "list", variadic=True)
def mean(items: list[object]) -> object:
    total = sum_(items)
    if not isinstance(total, Decimal):
        return None
    return number(NUMBERS.divide(total, Decimal(len(items))))


@builtin("product", "list", variadic=True)
def product(items: list[object]) -> object:
    total = Decimal(1)
    for item in items:
        if not isinstance(item, Decimal):
            return None
        total = NUMBERS.multiply(total, item)
    return number(total) if items else None


@builtin("median", "list", variadic=True)
def median(items: list[object]) -> object:
    if not items or not all(isinstance(item, Decimal) for item in items):
        return None
    ordered = sorted(item for item in items if isinstance(item, Decimal))
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return NUMBERS.divide(NUMBERS.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@builtin("mode", "list", variadic=True)
def mode(items: list[object]) -> object:
    """The numbers that occur most often, in ascending order."""
    numbers = [item for item in items if isinstance(item, Decimal)]
    if len(numbers) < len(items):
        return None
    counts = Counter(numbers)
    most = max(counts.values(), default=0)
    return sorted(item for item, times in counts.items() if times == most)


@builtin("stddev", "list", variadic=True)
def stddev(items: list[object]) -> object:
    """The standard deviation of a sample; null for fewer than two numbers."""
    numbers = [item for item in items if isinstance(item, Decimal)]
    middle = mean(items)
    if len(numbers) < len(items) or len(items) < 2 or not isinstance(middle, Decimal):
        return None
    total = Decimal(0)
    for item in numbers:
        away = NUMBERS.subtract(item, middle)
        total = NUMBERS.add(total, NUMBERS.multiply(away, away))
    return number(NUMBERS.sqrt(NUMBERS.divide(total, Decimal(len(items) - 1))))


@builtin("min", "list", variadic=True)
def min_(items: list[object]) -> object:
    return _extreme(items, lambda one, best: less(one, best))


@builtin("max", "list", variadic=True)
def max_(items: list[object]) -> object:
    return _extreme(items, lambda one, best: less(best, one))


@builtin("all", "list", variadic=True)
def all_(items: list[object]) -> object:
    return conjunction(items)


@builtin("any", "list", variadic=True)
def any_(items: list[object]) -> object:
    return disjunction(items)


@builtin("append", "list", "item", joining=True)
def append(values: list[object]) -> object:
    items, *added = values
    return [*items, *added] if isinstance(items, list) else [items, *added]


@builtin("concatenate", "list", joining=True)
def concatenate(items: list[object]) -> object:
    return _joined(items)


@builtin("union", "list", joining=True)
def union(items: list[object]) -> object:
    joined = _joined(items)
    return None if joined is None else distinct_values(joined)


@builtin("distinct values", "list")
def distinct_values(items: object) -> object:
    if not isinstance(items, list):
        return [items]
    kept: list[object] = []
    seen: set[tuple[type, object]] = set()
    for item in items:
        if isinstance(item, list | dict | Range | Unequal):
            if len(kept) * len(items) > SIZE * 20:
                raise TooMuch
            if _holds(kept, item):
                continue
        else:
            key = (type(item), item)
            if key in seen:
                continue
            seen.add(key)
        kept.append(item)
    return kept


@builtin("flatten", "list")
def flatten(items: object) -> object:
    if not isinstance(items, list):
        return None
    flat: list[object] = []
    stack = [iter(items)]
    steps = 0
    while stack:
        for item in stack[-1]:
            steps += 1
            if steps > SIZE:
                raise TooMuch
            if isinstance(item, list):
                stack.append(iter(item))
                break
            flat.append(item)
        else:
            stack.pop()
    return flat


@builtin("reverse", "list")
def reverse(items: object) -> object:
    return items[::-1] if isinstance(items, list) else None


@builtin("index of", "list", "match", anything=("match",))
def index_of(items: object, match: object) -> object:
    if not isinstance(items, list):
        return None
    return [Decimal(at) for at, item in enumerate(items, 1) if equal(item, match) is True]


@builtin("sublist", "list", "start position", "length", optional=1)
def sublist(items: object, start: object, length: object = None) -> object:
    begin = whole(start)
    if not isinstance(items, list) or not begin or abs(begin) > len(items):
        return None
    first = begin - 1 if begin > 0 else len(items) + begin
    if length is None:
        return items[first:]
    size = whole(length)
    return None if size is None or size < 1 else items[first : first + size]


@builtin("insert before", "list", "position", "newItem", anything=("newItem",))
def insert_before(items: object, position: object, item: object) -> object:
    at = _place(items, position)
    return None if at is None or not isinstance(items, list) else [*items[:at], item, *items[at:]]


@builtin(
    "list replace", "list", "position", "newItem",
    others=(("list", "match", "newItem"),), anything=("newItem",),
)  # fmt: skip
def list_replace(items: object, position: object, item: object) -> object:
    """A copy with another item at a place, or for every item that a function picks."""
    if not isinstance(items, list):
        return None
    if isinstance(position, Function):
        if len(position.parameters) != 2:
            return None
        picked = [position.call(one, item) for one in items]
        if not all(isinstance(one, bool) for one in picked):
            return None
        return [item if pick else one for one, pick in zip(items, picked, strict=True)]
    at = _place(items, position)
    return None if at is None else [*items[:at], item, *items[at + 1 :]]


@builtin("remove", "list", "position")
def remove(items: object, position: object) -> object:
    at = _place(items, position)
    return None if at is None or not isinstance(items, list) else items[:at] + items[at + 1 :]


@builtin("sort", "list", "precedes", optional=1)
def sort(items: object, precedes: object = None) -> object:
    """A merge of neighbours, so that a `precedes` that contradicts itself does no harm."""
    if not isinstance(items, list):
        return None

    def before(one: object, other: object) -> bool:
        if isinstance(precedes, Function):
            return precedes.call(one, other) is True
        return less(one, other) is True

    runs = [[item] for item in items]
    while len(runs) > 1:
        paired = [_merged(runs[at : at + 2], before) for at in range(0, len(runs), 2)]
        runs = paired
    return runs[0] if runs else []


def _merged(pair: list[list[object]], before: object) -> list[object]:
    if len(pair) == 1 or not callable(before):
        return pair[0]
    left, right = pair
    merged: list[object] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if before(right[j], left[i]):
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def _holds(items: list[object], element: object) -> bool:
    if type(element) is str:  # texts equal only texts, which is what the list itself compares
        return element in items
    return any(equal(item, element) is True for item in items)


def _joined(items: list[object]) -> list[object] | None:
    joined: list[object] = []
    for item in items:
        joined.extend(item if isinstance(item, list) else [item])
    return joined


def _place(items: object, position: object) -> int | None:
    at = truncated(position)
    if not isinstance(items, list) or not at or abs(at) > len(items):
        return None
    return at - 1 if at > 0 else len(items) + at


def _extreme(items: list[object], better: object) -> object:
    if not items or not callable(better):
        return None
    best = items[0]
    if less(best, best) is None:
        return None
    for item in items[1:]:
        wins = better(item, best)
        if wins is None:
            return None
        best = item if wins else best
    return best
