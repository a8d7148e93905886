"""A row of a list: the report it would become, or what is wrong with it and what to do."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pendopo.core.clock import Calendar
from pendopo.directory import api as directory
from pendopo.services import api as services
from pendopo.voice import places
from pendopo.voice.lapor import words
from pendopo.voice.lapor.columns import BY_NAME, plain
from pendopo.voice.lapor.reliving import relived
from pendopo.voice.lapor.says import Said, said
from pendopo.voice.lapor.sheet import RawRow
from pendopo.voice.lapor.words import Lexicon
from pendopo.voice.refusals import Refused

MOST_TEXT = 4000
_SLUG = re.compile(r"[^a-z0-9]+")
_HASHED = ("sort", "title", "text", "reported", "name", "phone", "email", "landmark")
_ASKED = {
    "isi": "text", "titik": "lat", "patokan": "landmark", "nama": "name", "telepon": "phone",
    "surel": "email",
}  # fmt: skip
"""Questions of a report's form -> the field of the list that answers them."""


@dataclass(frozen=True, slots=True)
class LaporRow:
    """A sound row. reported, disposed, answered, closed: UTC, ISO 8601, "" where the list says
    nothing; agency, topic, district, village: codes, "" for none; key: what it is known by."""

    row: int
    key: str
    number: str
    sort: services.ReportClass
    oversight: bool
    state: words.State
    visibility: str
    agency: str
    topic: str
    category: str
    district: str
    village: str
    lat: float | None
    lon: float | None
    reported: str
    disposed: str
    answered: str
    closed: str
    text: str = field(repr=False)
    answer: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    landmark: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    def at(self, name: str) -> dt.datetime | None:
        text = str(getattr(self, name))
        return dt.datetime.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a list is judged by. packages: of each class served here."""

    lexicon: Lexicon
    packages: Mapping[services.ReportClass, services.Compiled]
    calendar: Calendar
    now: dt.datetime


def key_of(raw: RawRow) -> str:
    """What a row is known by: its number there, or a keyed hash of what it says."""
    number = lapor_number(raw.cells.get("number", ""))
    if number:
        return f"n:{number.upper()}"
    told = [str(raw.cells.get(name, "")) for name in _HASHED]
    return "h:" + directory.lookup_hash("lapor", json.dumps(told, ensure_ascii=False)).hex()


def lapor_number(value: object) -> str:
    return str(value).strip().lstrip("#").replace(" ", "")


def is_lapor_number(number: str) -> bool:
    return number.isascii() and number.isalnum() and len(number) <= 40


def judge(raw: RawRow, bounds: Bounds) -> tuple[LaporRow | None, list[Said]]:
    """The report, None when something is wrong; and what there is to say of the row. It is told
    again with the engine's own moves, as it will be when it comes in."""
    judged = _Judged(raw, bounds)
    one = judged.row()
    if one is None or any(not line.note for line in judged.found):
        return None, judged.found
    try:
        relived(one, bounds)
    except services.Refused as refused:
        return None, judged.found + refusals(raw.row, refused)
    return one, judged.found


def refusals(row: int, refused: services.Refused) -> list[Said]:
    """What the form or the drawing says against a row, each under its column."""
    if refused.code != "answers":
        column = BY_NAME["state"].title.id
        return [Said(row, column, refused.code, refused.text["id"], refused.text["en"])]
    return [
        Said(row, BY_NAME[_ASKED.get(one.field, "text")].title.id, one.rule, one.message["id"],
             one.message.get("en", one.message["id"]))
        for one in refused.fields
    ]  # fmt: skip


class _Judged:
    """One row under judgement: gathers what is to be said."""

    def __init__(self, raw: RawRow, bounds: Bounds) -> None:
        self.raw, self.bounds = raw, bounds
        self.found: list[Said] = []

    def row(self) -> LaporRow | None:
        state = words.state_of(self.text("state"))
        if state is None:
            self.say("state", "state", known=", ".join(one[0] for one in words.STATES.values()))
        sort = words.class_of(self.text("sort"))
        if sort is None or sort[0] not in self.bounds.packages:
            self.say("sort", "class" if sort is None else "class_unserved")
        visibility = words.visibility_of(self.text("visibility"))
        if visibility is None:
            self.say("visibility", "visibility")
        number = lapor_number(self.raw.cells.get("number", ""))
        if number and not is_lapor_number(number):
            self.say("number", "number")
        if isinstance(self.raw.cells.get("number"), float):
            self.say("number", "digits")
        moments = self.moments()
        agency, district, village = self.places_and_agency()
        lat, lon = self.point()
        if not moments["reported"] or state is None or sort is None or visibility is None:
            return None
        self.needs(state, sort[1], moments, agency)
        category = self.text("category")[:80]
        return LaporRow(
            row=self.raw.row,
            key=key_of(self.raw),
            number=number,
            sort=sort[0],
            oversight=sort[1],
            state=state,
            visibility=visibility,
            agency=agency,
            topic=self.topic(category),
            category=_SLUG.sub("-", category.lower()).strip("-")[:60] or "lapor",
            district=district,
            village=village,
            lat=lat,
            lon=lon,
            text=self.whole(),
            answer=self.long("answer"),
            reason=self.long("reason", 2000),
            landmark=self.text("landmark")[:300],
            name=self.text("name")[:120],
            phone=self.phone(),
            email=self.text("email")[:254],
            **{name: at.isoformat() if at else "" for name, at in moments.items()},
        )

    def say(self, name: str, rule: str, **more: object) -> None:
        self.found.append(said(self.raw.row, name, rule, **more))

    def text(self, name: str) -> str:
        value = self.raw.cells.get(name, "")
        return " ".join(str(value).split())

    def long(self, name: str, most: int = MOST_TEXT) -> str:
        value = str(self.raw.cells.get(name, "")).strip()
        if len(value) > most:
            self.say(name, "long", most=most)
        return value[:most]

    def whole(self) -> str:
        title, told = self.text("title"), str(self.raw.cells.get("text", "")).strip()
        whole = f"{title}\n{told}" if title and not plain(told).startswith(plain(title)) else told
        if not whole:
            self.say("text", "empty")
        elif len(whole) > MOST_TEXT:
            self.say("text", "long", most=MOST_TEXT)
        return whole

    def phone(self) -> str:
        value = self.raw.cells.get("phone", "")
        text = self.text("phone")
        if isinstance(value, int) and text and not text.startswith("62"):
            return f"0{text}"  # Excel drops the zero with which a number begins
        return text[:40]

    def moments(self) -> dict[str, dt.datetime | None]:
        found: dict[str, dt.datetime | None] = {}
        for name in ("reported", "disposed", "answered", "closed"):
            value = self.raw.cells.get(name, "")
            at = words.moment(value, self.bounds.calendar) if value not in ("", "-") else None
            if at is None and value not in ("", "-"):
                self.say(name, "day")
            elif (
                at is not None
                and at > self.bounds.now
                and _day(self.bounds, at) > _day(self.bounds, self.bounds.now)
            ):
                self.say(name, "ahead")
            found[name] = min(at, self.bounds.now) if at else None
        reported = found["reported"]
        if reported is None and not self.raw.cells.get("reported"):
            self.say("reported", "empty")
        if reported is not None and reported.year < words.FIRST_YEAR:
            self.say("reported", "early", year=words.FIRST_YEAR)
        for name in ("disposed", "answered", "closed"):
            at = found[name]
            if at and reported and reported != self.bounds.now and self.before(at, reported):
                self.say(name, "order")
        return found

    def before(self, at: dt.datetime, reported: dt.datetime) -> bool:
        return _day(self.bounds, at) < _day(self.bounds, reported)

    def needs(
        self,
        state: words.State,
        oversight: bool,
        moments: Mapping[str, dt.datetime | None],
        agency: str,
    ) -> None:
        """What a state cannot be without."""
        if state in ("received", "archived", "not_ours"):
            return
        if not agency and not oversight and not self.raw.cells.get("agency"):
            self.say("agency", "agency_missing")
        if not moments["disposed"]:
            self.say("disposed", "disposed_missing")
        answer = bool(self.text("answer"))
        if answer and not moments["answered"] and not self.raw.cells.get("answered"):
            self.say("answered", "answered_missing")
        if state in ("closed", "confirmed") and not answer:
            self.say("answer", "answer_missing")

    def places_and_agency(self) -> tuple[str, str, str]:
        lexicon = self.bounds.lexicon
        agency = lexicon.agencies.get(self.text("agency").lower(), "")
        if self.text("agency") and not agency:
            self.say("agency", "agency")
        district = lexicon.districts.get(
            words.bare(self.text("district"), "kecamatan", "kec.", "kec "), ""
        )
        if self.text("district") and not district:
            self.say("district", "district")
        name = words.bare(self.text("village"), "kelurahan", "desa", "kel.", "ds.")
        village = lexicon.villages.get((district, name)) or lexicon.villages.get(("", name)) or ""
        if name and not village:
            self.say("village", "village")
        return agency, district or village.rpartition(".")[0], village

    def topic(self, category: str) -> str:
        found = self.bounds.lexicon.topics.get(plain(category), "")
        if category and not found:
            self.say("category", "category")
        return found

    def point(self) -> tuple[float | None, float | None]:
        lat, lon = self.text("lat").replace(",", "."), self.text("lon").replace(",", ".")
        if not lat and not lon:
            return None, None
        try:
            point = places.check(places.Point(float(lat), float(lon)))
        except ValueError:
            self.say("lat", "point")
        except Refused as refused:
            self.say("lat", refused.code)
        else:
            return point.lat, point.lon
        return None, None


def _day(bounds: Bounds, at: dt.datetime) -> dt.date:
    return bounds.calendar.local_date(at)
