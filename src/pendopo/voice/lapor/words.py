"""Words of a list as this house means them: states, classes, privacy, places, agencies, moments."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pendopo.core.clock import Calendar
from pendopo.directory import api as directory
from pendopo.services.api import ReportClass, ReportStatus
from pendopo.voice.catalogue import topics
from pendopo.voice.facts import Visibility
from pendopo.voice.lapor.columns import plain

State = Literal["received", "working", "closed", "confirmed", "archived", "not_ours"]
STATES: dict[State, tuple[str, ...]] = {
    "received": ("belum terverifikasi", "belum diverifikasi", "belum verifikasi", "baru",
                 "tertunda", "ditunda", "received"),
    "working": ("belum ditindaklanjuti", "belum tindak lanjut", "terdisposisi", "didisposisikan",
                "diteruskan", "terverifikasi", "dalam proses", "proses", "diproses",
                "sedang diproses", "ditindaklanjuti", "working"),
    "closed": ("selesai", "ditutup", "tuntas", "closed"),
    "confirmed": ("selesai, dikonfirmasi pelapor", "dikonfirmasi", "confirmed"),
    "archived": ("arsip", "diarsipkan", "ditolak", "dihapus", "archived"),
    "not_ours": ("bukan wewenang", "bukan kewenangan", "not ours"),
}  # fmt: skip
"""What SP4N-LAPOR! and the lists made from it say of a report; ours are said too."""
_STATE = {word: state for state, words in STATES.items() for word in words}
_CLASS: dict[str, tuple[ReportClass, bool]] = {
    "": ("complaint", False),
    "pengaduan": ("complaint", False),
    "keluhan": ("complaint", False),
    "pengaduan tidak berkadar pengawasan": ("complaint", False),
    "pengaduan berkadar pengawasan": ("complaint", True),
    "complaint": ("complaint", False),
    "aspirasi": ("aspiration", False),
    "aspirasi berkadar pengawasan": ("aspiration", True),
    "saran": ("aspiration", False),
    "aspiration": ("aspiration", False),
    "permintaan informasi": ("information", False),
    "permintaan informasi berkadar pengawasan": ("information", True),
    "informasi": ("information", False),
    "information": ("information", False),
}
"""Class, and whether it calls for oversight."""
_VISIBLE: dict[str, Visibility] = {
    "": "open", "terbuka": "open", "normal": "open", "publik": "open", "tidak": "open",
    "anonim": "anonymous", "anonymous": "anonymous",
    "rahasia": "secret", "secret": "secret", "anonim, rahasia": "secret",
    "anonim dan rahasia": "secret", "open": "open",
}  # fmt: skip
_MONTHS = {
    name: at
    for at, names in enumerate(
        (("januari", "jan"), ("februari", "feb", "pebruari"), ("maret", "mar"), ("april", "apr"),
         ("mei",), ("juni", "jun"), ("juli", "jul"), ("agustus", "agu", "agt"),
         ("september", "sep", "sept"), ("oktober", "okt"), ("november", "nov", "nopember"),
         ("desember", "des")),
        start=1,
    )
    for name in names
}  # fmt: skip
_NUMERIC = re.compile(
    r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))"
    r"(?:[ t,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?)?(?: ?wib| ?wita| ?wit)?"
)
_SPELT = re.compile(
    r"(?:[a-z]+, )?(\d{1,2}) ([a-z]+)\.? (\d{4})(?:[ ,|-]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?"
    r"(?: ?wib| ?wita| ?wit)?"
)
_EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_SERIALS = (15_000, 80_000)  # 1941 to 2119: a day that Excel shows as a number
NOON = dt.time(12)
FIRST_YEAR = 2011
"""LAPOR! began in November 2011."""


def state_of(text: object) -> State | None:
    return _STATE.get(plain(text))


def class_of(text: object) -> tuple[ReportClass, bool] | None:
    return _CLASS.get(plain(text))


def visibility_of(text: object) -> Visibility | None:
    return _VISIBLE.get(plain(text))


def moment(value: Any, calendar: Calendar) -> dt.datetime | None:
    """A moment on the region's clock, in UTC; noon for a day without an hour. None for what is no
    date: years have four digits, the day comes before the month."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = _SERIALS
        if not low <= value < high:
            return None
        there = _EPOCH + dt.timedelta(days=float(value))
        return _utc(there, calendar, whole=float(value).is_integer())
    text = " ".join(str(value).lower().split())
    try:
        if found := _NUMERIC.fullmatch(text):
            year, month, day = found[1] or found[6], found[2] or found[5], found[3] or found[4]
            clock = found[7], found[8], found[9]
        elif found := _SPELT.fullmatch(text):
            year, month, day = found[3], str(_MONTHS.get(found[2], 0)), found[1]
            clock = found[4], found[5], found[6]
        else:
            return None
        hour, minute, second = (int(one or 0) for one in clock)
        there = dt.datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=dt.UTC)
    except ValueError:
        return None
    return _utc(there, calendar, whole=clock[0] is None)


def _utc(there: dt.datetime, calendar: Calendar, *, whole: bool) -> dt.datetime:
    if whole:
        there = dt.datetime.combine(there.date(), NOON, dt.UTC)
    zone = calendar.local(there).tzinfo
    return there.replace(tzinfo=zone, microsecond=0).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a region calls its agencies, topics and places; made once for a list."""

    agencies: Mapping[str, str]  # name, short name or code -> code
    topics: Mapping[str, str]  # name or code -> code
    districts: Mapping[str, str]
    villages: Mapping[tuple[str, str], str]  # (district code or "", name) -> code


def lexicon() -> Lexicon:
    """Of the current region. A name that two places share is known within its district only."""
    agencies: dict[str, str] = {}
    for one in directory.chart().organisations.values():
        if one.code:
            for word in (one.name, one.short_name, one.code):
                agencies.setdefault(plain(word), one.code)
    named: dict[str, str] = {}
    for topic in topics().topics.values():
        for word in (topic.code, topic.name.id, topic.name.en):
            named.setdefault(plain(word), topic.code)
    districts: dict[str, str] = {}
    villages: dict[tuple[str, str], str] = {}
    shared: set[str] = set()
    for place in directory.places():
        word = plain(place.name)
        if place.kind == "kecamatan":
            districts |= {word: place.code, place.code: place.code}
            continue
        villages |= {(place.parent_code, word): place.code, ("", place.code): place.code}
        if ("", word) in villages:
            shared.add(word)
        villages[("", word)] = place.code
    for word in shared:
        del villages[("", word)]
    agencies.pop("", None)
    return Lexicon(agencies, named, districts, villages)


def bare(text: str, *before: str) -> str:
    """A name without the word for what it is: "Kec. Tapen" is "tapen"."""
    word = plain(text)
    for one in before:
        if word.startswith(one):
            return word[len(one) :].strip(" .")
    return word


def target(state: State, *, oversight: bool, answered: bool) -> tuple[ReportStatus, ...]:
    """The statuses that a report has had, in turn, as the state of a list means them."""
    taken: ReportStatus = "audited" if oversight else "forwarded"
    if state == "received":
        return ()
    if state == "working":
        return (taken, "answered") if answered else (taken,)
    if state == "closed":
        return (taken, "answered", "unconfirmed")
    if state == "confirmed":
        return (taken, "answered", "confirmed")
    return (state,)
