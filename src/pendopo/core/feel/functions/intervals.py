"""How points and intervals lie to each other (DMN 1.5, 10.3.4.6, table 78).

Every point is a closed interval from itself to itself. A bound is a value and a hair's breadth: an
open start lies a hair after its value, an open end a hair before it. With that each relation of
the table is one comparison of bounds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pendopo.core.feel.compare import equal, less
from pendopo.core.feel.functions.registry import builtin
from pendopo.core.feel.values import Range


class _Incomparable(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Bound:
    """`side` is -1 or 1 for an end that lies without end, then the value means nothing."""

    value: object
    hair: int
    side: int = 0

    def before(self, other: "_Bound") -> bool:
        if self.side or other.side:
            return self.side < other.side
        found = less(self.value, other.value)
        if found is None:
            raise _Incomparable
        return found or (equal(self.value, other.value) is True and self.hair < other.hair)

    def same(self, other: "_Bound") -> bool:
        return not self.before(other) and not other.before(self)


@dataclass(frozen=True, slots=True)
class _Span:
    start: _Bound
    end: _Bound


def _span(value: object) -> _Span | None:
    if not isinstance(value, Range):
        return None if value is None else _Span(_Bound(value, 0), _Bound(value, 0))
    if not value.sign and (value.low is None or value.high is None):
        return None
    start = _Bound(value.low, 0 if value.low_closed else 1, -1 if value.low is None else 0)
    end = _Bound(value.high, 0 if value.high_closed else -1, 1 if value.high is None else 0)
    return _Span(start, end)


_NAMES = {
    "pp": ("point1", "point2"),
    "pr": ("point", "range"),
    "rp": ("range", "point"),
    "rr": ("range1", "range2"),
}


def _relation(name: str, shapes: str, holds: Callable[[_Span, _Span], bool]) -> None:
    """Enters a relation; `shapes` says of points (p) and intervals (r) in which order."""
    allowed = shapes.split()
    first, *others = (_NAMES[shape] for shape in allowed)

    def related(one: object, other: object) -> object:
        shape = "".join("r" if isinstance(value, Range) else "p" for value in (one, other))
        left, right = _span(one), _span(other)
        if shape not in allowed or left is None or right is None:
            return None
        try:
            return holds(left, right)
        except _Incomparable:
            return None

    builtin(name, *first, others=tuple(others))(related)


def _includes(one: _Span, other: _Span) -> bool:
    return not other.start.before(one.start) and not one.end.before(other.end)


def _finishes(one: _Span, other: _Span) -> bool:
    return one.end.same(other.end) and not one.start.before(other.start)


def _starts(one: _Span, other: _Span) -> bool:
    return one.start.same(other.start) and not other.end.before(one.end)


def _meets(one: _Span, other: _Span) -> bool:
    closed = one.end.hair == other.start.hair == 0
    return closed and one.end.same(other.start)


def _overlaps_before(one: _Span, other: _Span) -> bool:
    begins = one.start.before(other.start) and not one.end.before(other.start)
    return begins and not other.end.before(one.end)


_relation("before", "pp pr rp rr", lambda one, other: one.end.before(other.start))
_relation("after", "pp pr rp rr", lambda one, other: other.end.before(one.start))
_relation("meets", "rr", _meets)
_relation("met by", "rr", lambda one, other: _meets(other, one))
_relation(
    "overlaps",
    "rr",
    lambda one, other: not one.end.before(other.start) and not other.end.before(one.start),
)
_relation("overlaps before", "rr", _overlaps_before)
_relation("overlaps after", "rr", lambda one, other: _overlaps_before(other, one))
_relation("finishes", "pr rr", _finishes)
_relation("finished by", "rp rr", lambda one, other: _finishes(other, one))
_relation("includes", "rp rr", _includes)
_relation("during", "pr rr", lambda one, other: _includes(other, one))
_relation("starts", "pr rr", _starts)
_relation("started by", "rp rr", lambda one, other: _starts(other, one))
_relation(
    "coincides",
    "pp rr",
    lambda one, other: one.start.same(other.start) and one.end.same(other.end),
)
