"""Spans of days, both ends inclusive; an open end is None."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: Span) -> bool:
        return (other.last is None or self.first <= other.last) and (
            self.last is None or other.first <= self.last
        )


def first_day_outside(span: Span, covers: Iterable[Span]) -> date | None:
    """The first day of `span` that no cover contains, or None when all are covered."""
    day = span.first
    for cover in sorted(covers, key=lambda one: one.first):
        if cover.first > day:
            return day
        if day in cover:
            if cover.last is None:
                return None
            day = cover.last + DAY
        if span.last is not None and day > span.last:
            return None
    return day


def first_day_inside(span: Span, covers: Iterable[Span]) -> date | None:
    """The first day of `span` that some cover contains, or None."""
    days = [max(span.first, cover.first) for cover in covers if span.overlaps(cover)]
    return min(days, default=None)
