"""A past hour on the wall: as known then, or as corrected since; what cannot be told says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.command.figures import Tile
from pendopo.faces.components.access import clock
from pendopo.faces.components.filters import number, percent, short_date
from pendopo.ledger import api as ledger

MOST = 20_000
"""Facts that came to be known later, looked at in one replay; with more, the tile says so."""
KINDS = ("case.submitted", "case.closed")
KNOWN, CORRECTED = "saat-itu", "kini"


@dataclass(frozen=True, slots=True)
class Moment:
    """at: the replayed moment. known: as known then, else as corrected since. place: how many facts
    the log held at that moment, as far as cases tell; None when it held none yet."""

    at: dt.datetime
    known: bool
    place: int | None

    @property
    def asked(self) -> dict[str, str]:
        """What an address says to show this moment."""
        local = directory.calendar().local(self.at)
        tells = KNOWN if self.known else CORRECTED
        return {"at": local.strftime("%Y-%m-%dT%H:%M"), "tahu": tells}

    def query(self, *, known: bool | None = None) -> str:
        """The same moment; known: the other way of telling it."""
        tells = self.known if known is None else known
        return urlencode({**self.asked, "tahu": KNOWN if tells else CORRECTED})


def moment_of(request: HttpRequest) -> Moment | None:
    """The moment in the address (region's own time); None for now, the future or nonsense."""
    asked = request.GET.get("at", "")
    try:
        at = dt.datetime.fromisoformat(asked)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=directory.calendar().local(clock()).tzinfo)
    now = clock()
    if not now - dt.timedelta(days=3660) < at < now:
        return None
    known = request.GET.get("tahu", KNOWN) != CORRECTED
    return Moment(at, known, _place(at))


def _place(at: dt.datetime) -> int | None:
    found = ledger.facts_of(kinds=KINDS, since=at - dt.timedelta(days=1), before=at, most=MOST)
    places = [one.seq for one in found if one.seq is not None]
    return max(places) + 1 if places else None


@dataclass(frozen=True, slots=True)
class _Late:
    """What happened by then and was told only later. complete: False when it was too much."""

    submitted: int
    submitted_today: int
    closed: int
    closed_today: int
    complete: bool


def _told_later(at: dt.datetime, now: dt.datetime) -> _Late:
    facts = ledger.facts_of(kinds=KINDS, since=at, before=now, most=MOST)
    calendar = directory.calendar()
    midnight = calendar.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    earlier = [one for one in facts if one.occurred_at <= at < one.recorded_at]
    sent = [one for one in earlier if one.kind == "case.submitted"]
    closed = [one for one in earlier if one.kind == "case.closed"]
    return _Late(
        submitted=len(sent),
        submitted_today=sum(one.occurred_at >= midnight for one in sent),
        closed=len(closed),
        closed_today=sum(one.occurred_at >= midnight for one in closed),
        complete=len(facts) < MOST,
    )


def context(moment: Moment, now: dt.datetime) -> dict[str, Any]:
    """What the templates draw instead of today's figures."""
    past = casework.past(at=moment.at)
    late = _told_later(moment.at, now) if moment.known else _Late(0, 0, 0, 0, True)
    return {
        "moment": moment,
        "tiles": _tiles(past, late, moment),
        "burdens": (),
        "scale": 1,
        "days": [(short_date(day, year=False), count) for day, count in past.submitted_by_day],
    }


def _tiles(past: casework.Past, late: _Late, moment: Moment) -> tuple[Tile, ...]:
    open_then = past.open - late.submitted + late.closed
    figures: Mapping[str, str | None] = {
        "open": number(open_then) if late.complete else None,
        "late": None if moment.known else number(past.late),
        "submitted": number(past.submitted_today - late.submitted_today) if late.complete else None,
    }
    titles = {
        "open": _("Berkas berjalan"),
        "late": _("Terlambat sekarang") if not moment.known else _("Terlambat"),
        "submitted": _("Masuk hari itu"),
    }
    found = [_tile(key, titles[key], figure, _why(key)) for key, figure in figures.items()]
    found.insert(2, _tile("waiting", _("Menunggu pemohon"), None, _why("waiting")))
    return (*found, _on_time(past, late, moment))


def _tile(key: str, title: str, figure: str | None, why: str) -> Tile:
    if figure is None:
        return Tile(key, title, "–", "", why, replayed=False)
    return Tile(key, title, figure, "", "")


def _why(key: str) -> str:
    if key == "late":
        return _("tidak dapat diputar ulang: batas waktu waktu itu hanya ada dalam fakta")
    return _("tidak dapat diputar ulang")


def _on_time(past: casework.Past, late: _Late, moment: Moment) -> Tile:
    title = _("Selesai tepat waktu, 30 hari")
    if moment.known and (late.closed or not late.complete):
        return _tile("on-time", title, None, _why("on-time"))
    if not past.closed_in_30_days:
        return Tile("on-time", title, "–", "", _("belum ada berkas yang selesai"))
    share = Decimal(100 * past.closed_on_time) / past.closed_in_30_days
    note = _("%(good)s dari %(all)s berkas") % {
        "good": number(past.closed_on_time),
        "all": number(past.closed_in_30_days),
    }
    figure = percent(share, 1).removesuffix("%").strip()
    return Tile("on-time", title, figure, "%", note, share=float(share))
