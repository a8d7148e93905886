"""A working calendar: which days count, answered from one sorted array."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

SATURDAY_AND_SUNDAY = frozenset({5, 6})
_YEARS_AHEAD = 3  # a deadline in December may end in the year after the last known one


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an office works, in one time zone. Immutable; equal when its days are.

    zone: IANA name, e.g. "Asia/Jakarta". days_off: date -> reason, on top of the `weekend`
    (0 = Monday). days_on: days that count although they fall on the weekend (by decree).
    day_ends: local time at which a working day is over; deadlines in days fall on it.
    estimated: days off whose date is not yet decreed.
    Days outside the years of `days_off` are judged by the weekend alone.
    """

    zone: str
    days_off: Mapping[date, str] = field(default_factory=dict, hash=False)
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    day_ends: time = time(15, 30)
    days_on: frozenset[date] = frozenset()
    estimated: frozenset[date] = frozenset()
    _tz: ZoneInfo = field(init=False, repr=False, compare=False)
    _days: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _span: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.weekend <= set(range(7)) or len(self.weekend) > 6:
            raise ValueError("weekend holds weekdays 0..6 and leaves at least one working day")
        if self.day_ends.tzinfo is not None:
            raise ValueError("day_ends is a local time without zone")
        ordered = dict(sorted(self.days_off.items()))
        put = object.__setattr__
        put(self, "days_off", MappingProxyType(ordered))
        put(self, "_tz", ZoneInfo(self.zone))
        span = _span(ordered)
        put(self, "_span", span)
        put(self, "_days", tuple(n for n in range(*span) if self.is_working(date.fromordinal(n))))

    def is_working(self, day: date) -> bool:
        """Whether `day` counts as a working day."""
        if day in self.days_on:
            return True
        return day.weekday() not in self.weekend and day not in self.days_off

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day` (n >= 1); n = 0: the first one on or after `day`."""
        if n < 0:
            raise ValueError("n is 0 or more")
        if n == 0:
            day, n = day - timedelta(1), 1
        start, end = self._span
        ordinal = day.toordinal()
        if start <= ordinal < end:
            at = bisect_right(self._days, ordinal) + n - 1
            if at < len(self._days):
                return date.fromordinal(self._days[at])
            n, day = at - len(self._days) + 1, date.fromordinal(end - 1)
        while n:
            day += timedelta(1)
            n -= self.is_working(day)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and including `b`; 0 when b <= a."""
        if b <= a:
            return 0
        first, last = a.toordinal(), b.toordinal()
        start, end = self._span
        if start <= first and last < end:
            return bisect_right(self._days, last) - bisect_right(self._days, first)
        return sum(self.is_working(date.fromordinal(n)) for n in range(first + 1, last + 1))

    def local_date(self, at: datetime) -> date:
        """The date on the wall of the office at the moment `at`."""
        return at.astimezone(self._tz).date()

    def local(self, at: datetime) -> datetime:
        """The same moment in the office's zone."""
        return at.astimezone(self._tz)

    def end_of(self, day: date) -> datetime:
        """The moment (UTC) at which the office day `day` is over."""
        return datetime.combine(day, self.day_ends, self._tz).astimezone(UTC)

    def every_day(self) -> Calendar:
        """The same zone and hours with every day counted: the calendar of limits in days."""
        return _every_day(self.zone, self.day_ends)


def _span(days: Mapping[date, str]) -> tuple[int, int]:
    if not days:
        return (0, 0)
    years = [day.year for day in days]
    first, last = max(1, min(years) - 1), min(9999, max(years) + _YEARS_AHEAD)
    return date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1


@lru_cache(maxsize=64)
def _every_day(zone: str, day_ends: time) -> Calendar:
    return Calendar(zone=zone, weekend=frozenset(), day_ends=day_ends)
