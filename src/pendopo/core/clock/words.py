"""Dates, limits and clock readings in words, Indonesian and English."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pendopo.core.clock.limit import Limit, Unit
from pendopo.core.clock.reading import Reading

Language = Literal["id", "en"]

_DAYS: Final[dict[str, list[str]]] = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_MONTHS: Final = [
    {"id": "Januari", "en": "January"},
    {"id": "Februari", "en": "February"},
    {"id": "Maret", "en": "March"},
    {"id": "April", "en": "April"},
    {"id": "Mei", "en": "May"},
    {"id": "Juni", "en": "June"},
    {"id": "Juli", "en": "July"},
    {"id": "Agustus", "en": "August"},
    {"id": "September", "en": "September"},
    {"id": "Oktober", "en": "October"},
    {"id": "November", "en": "November"},
    {"id": "Desember", "en": "December"},
]
_UNITS: Final[dict[Unit, tuple[str, str, str]]] = {
    "minutes": ("menit", "minute", "minutes"),
    "hours": ("jam", "hour", "hours"),
    "days": ("hari kalender", "calendar day", "calendar days"),
    "working_days": ("hari kerja", "working day", "working days"),
}


def day_name(day: date, language: Language = "id") -> str:
    """ "Senin" or "Monday"."""
    return _DAYS[language][day.weekday()]


def long_date(day: date, language: Language = "id") -> str:
    """ "Senin, 16 November 2026" or "Monday, 16 November 2026"."""
    return f"{day_name(day, language)}, {plain_date(day, language)}"


def plain_date(day: date, language: Language = "id") -> str:
    """ "16 November 2026", as letters write it."""
    return f"{day.day} {_MONTHS[day.month - 1][language]} {day.year}"


def short_date(day: date, language: Language = "id") -> str:
    """ "16 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][language][:3]} {day.year}"


def amount_words(amount: int, unit: Unit, language: Language = "id") -> str:
    """ "6 hari kerja" or "6 working days"."""
    indonesian, one, many = _UNITS[unit]
    word = indonesian if language == "id" else one if amount == 1 else many
    return f"{amount} {word}"


def limit_words(limit: Limit, language: Language = "id") -> str:
    """A limit in words: "6 hari kerja"."""
    return amount_words(limit.amount, limit.unit, language)


def reading_words(shown: Reading, language: Language = "id") -> str:
    """One line about a clock: "Hari kerja ke-5 dari 6", "Terlambat 2 hari kerja", ..."""
    indonesian = language == "id"
    if shown.state == "not_started":
        return "Belum dihitung" if indonesian else "Not counting yet"
    if shown.colour == "late":
        late = amount_words(shown.late_by, shown.unit, language)
        return f"Terlambat {late}" if indonesian else f"{late} late"
    if shown.state == "paused":
        return (
            "Dihentikan sementara, menunggu pemohon"
            if indonesian
            else "Paused, waiting for the applicant"
        )
    if shown.state == "stopped":
        return "Selesai tepat waktu" if indonesian else "Finished on time"
    if shown.unit in ("minutes", "hours"):
        left = amount_words(shown.left, shown.unit, language)
        return f"Sisa {left}" if indonesian else f"{left} left"
    word, one, _ = _UNITS[shown.unit]
    if shown.used == 0:
        return f"Dihitung mulai {word} berikutnya" if indonesian else f"Counts from the next {one}"
    if indonesian:
        return f"{word.capitalize()} ke-{shown.used} dari {shown.total}"
    return f"{one.capitalize()} {shown.used} of {shown.total}"
