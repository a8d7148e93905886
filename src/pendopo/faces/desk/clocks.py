"""A clock as a tag and as a ring: words, icon and colour, in working days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.core.clock import Reading, amount_words, reading_words
from pendopo.faces.components.filters import short_date, time
from pendopo.faces.components.wording import language

_COLOURS = {"on_time": "go", "soon": "soon", "late": "late"}


@dataclass(frozen=True, slots=True)
class Tag:
    """state: ok | go | soon | late | idle."""

    text: str
    state: str
    icon: str


@dataclass(frozen=True, slots=True)
class Ring:
    percent: float
    center: str
    title: str
    note: str
    state: str


def state_of(reading: Reading) -> str:
    if reading.colour == "late":
        return "late"
    if reading.state == "stopped":
        return "ok"
    return _COLOURS[reading.colour] if reading.state == "running" else "idle"


def tag(reading: Reading | None) -> Tag | None:
    """What the list shows; None where the law sets no limit."""
    if reading is None:
        return None
    state = state_of(reading)
    icon = {"late": "warning", "ok": "check", "idle": "pause"}.get(state, "clock")
    return Tag(reading_words(reading, language()), state, icon)


def tag_left(reading: Reading | None) -> Tag | None:
    """What is left rather than what is used, for a date that somebody chose."""
    found = tag(reading)
    if reading is None or found is None or found.state not in ("go", "soon"):
        return found
    return Tag(_left(reading), found.state, found.icon)


def ring(reading: Reading | None) -> Ring | None:
    """The clock as an arc: used of total, what is left, until when."""
    if reading is None:
        return None
    late = reading.colour == "late"
    return Ring(
        percent=min(100.0, reading.share * 100),
        center=f"{reading.used}/{reading.total}",
        title=reading_words(reading, language()) if late or reading.state != "running"
        else _left(reading),
        note=_("sampai %(when)s") % {"when": when(reading.due_at)} if reading.due_at else "",
        state={"go": ""}.get(state_of(reading), state_of(reading)),
    )  # fmt: skip


def _left(reading: Reading) -> str:
    if reading.left == 0:
        return _("Hari terakhir") if reading.unit.endswith("days") else _("Segera habis")
    left = amount_words(reading.left, reading.unit, language())
    return _("%(left)s lagi") % {"left": left}


def when(at: dt.datetime) -> str:
    """ "Jumat 20 Nov, 15.30"."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'l j M')}, {time(local)}"


def ago(at: dt.datetime, now: dt.datetime) -> str:
    """How long before `now` (local time), as briefly as a list needs: "2 jam", "Sen", "3 Nov"."""
    minutes = int((now - at).total_seconds() // 60)
    here, then = now.date(), at.astimezone(now.tzinfo).date()
    days = (here - then).days
    if days <= 0:
        if minutes < 60:
            return ngettext("%(n)s mnt", "%(n)s mnt", max(minutes, 1)) % {"n": max(minutes, 1)}
        return ngettext("%(n)s jam", "%(n)s jam", minutes // 60) % {"n": minutes // 60}
    if days == 1:
        return _("kemarin")
    if days < 7:
        return date_format(then, "D")
    return short_date(then, year=then.year != here.year)
