"""Deadlines as pure functions of facts, calendar and limit; no counters, no system clock."""

from pendopo.core.clock.calendar import Calendar
from pendopo.core.clock.calendars import DayOff, DayOn, indonesia
from pendopo.core.clock.deadline import deadline
from pendopo.core.clock.law import (
    APPEAL,
    BREACH_NOTICE,
    DEEMED_DECISION,
    OBJECTION,
    PUBLIC_INFORMATION,
    PUBLIC_INFORMATION_EXTENSION,
    LegalLimit,
    decision_limit,
)
from pendopo.core.clock.limit import UNITS, Limit, Unit
from pendopo.core.clock.marks import Kind, Mark, State
from pendopo.core.clock.now import Clock, FixedClock, ShiftedClock, SystemClock
from pendopo.core.clock.reading import Colour, Reading, reading
from pendopo.core.clock.words import (
    Language,
    amount_words,
    day_name,
    limit_words,
    long_date,
    plain_date,
    reading_words,
    short_date,
)

__all__ = [
    "APPEAL",
    "BREACH_NOTICE",
    "DEEMED_DECISION",
    "OBJECTION",
    "PUBLIC_INFORMATION",
    "PUBLIC_INFORMATION_EXTENSION",
    "UNITS",
    "Calendar",
    "Clock",
    "Colour",
    "DayOff",
    "DayOn",
    "FixedClock",
    "Kind",
    "Language",
    "LegalLimit",
    "Limit",
    "Mark",
    "Reading",
    "ShiftedClock",
    "State",
    "SystemClock",
    "Unit",
    "amount_words",
    "day_name",
    "deadline",
    "decision_limit",
    "indonesia",
    "limit_words",
    "long_date",
    "plain_date",
    "reading",
    "reading_words",
    "short_date",
]
