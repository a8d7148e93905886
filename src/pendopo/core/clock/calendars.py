"""Calendars of countries, built from published holidays and dated decrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

import holidays

from pendopo.core.clock.calendar import Calendar

_ESTIMATED = " (perkiraan)"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day made free by decree (SKB 3 Menteri, keputusan bupati). decree: its number."""

    date: date
    reason: str
    decree: str


@dataclass(frozen=True, slots=True)
class DayOn:
    """A day made a working day by decree, be it a holiday taken back or a weekend."""

    date: date
    reason: str
    decree: str


def indonesia(
    years: Iterable[int],
    *,
    zone: str = "Asia/Jakarta",
    cuti_bersama: bool = True,
    overrides: Iterable[DayOff | DayOn] = (),
    day_ends: time = time(15, 30),
) -> Calendar:
    """Indonesia's national calendar for `years`, names in Indonesian.

    zone: WIB Asia/Jakarta, WITA Asia/Makassar or WIT Asia/Jayapura. cuti_bersama: joint leave is
    a day off (the civil service does not work then; yearly SKB 3 Menteri). overrides are applied
    in order, the last word wins: the published lists are estimates until the SKB is signed
    (`Calendar.estimated` holds those days).
    """
    wanted = tuple(sorted(set(years)))
    return _indonesia(wanted, zone, cuti_bersama, tuple(overrides), day_ends)


@lru_cache(maxsize=256)
def _indonesia(
    years: tuple[int, ...],
    zone: str,
    cuti_bersama: bool,
    overrides: tuple[DayOff | DayOn, ...],
    day_ends: time,
) -> Calendar:
    days: dict[date, str] = {}
    estimated: set[date] = set()
    days_on: set[date] = set()
    for day, name in _published(years, cuti_bersama):
        days[day] = name.replace(_ESTIMATED, "")
        if _ESTIMATED in name:
            estimated.add(day)
    for change in overrides:
        estimated.discard(change.date)
        if isinstance(change, DayOff):
            days[change.date] = change.reason
            days_on.discard(change.date)
        else:
            days.pop(change.date, None)
            days_on.add(change.date)
    return Calendar(
        zone=zone,
        days_off=days,
        day_ends=day_ends,
        days_on=frozenset(days_on),
        estimated=frozenset(estimated),
    )


def _published(years: tuple[int, ...], cuti_bersama: bool) -> list[tuple[date, str]]:
    categories = ("public", "government") if cuti_bersama else ("public",)
    found = holidays.country_holidays("ID", years=years, categories=categories, language="id")
    return [(day, str(name)) for day, name in found.items()]
