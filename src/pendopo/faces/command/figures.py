"""The figures of the wall, made ready from the pulse of casework; nothing is invented here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.filters import number, percent, short_date

FEWEST_DOTS, MOST_DOTS = 24, 48
"""Blocks of the picture: one per case until there are too many."""
State = Literal["", "ok", "soon", "late"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its state and its note; `values` is a small line under it."""

    key: str
    title: str
    figure: str
    unit: str
    note: str
    state: State = ""
    values: tuple[int, ...] = ()
    share: float | None = None
    threatens: str = ""  # a target behind which this work is late
    replayed: bool = True  # False: cannot be told for the moment that is shown


@dataclass(frozen=True, slots=True)
class Burden:
    """Open cases in an organisation's hands, apart by how near their limit is."""

    name: str
    open: int
    late: int
    soon: int
    oldest: dt.datetime | None
    dots: tuple[tuple[str, int], ...]
    unit: UUID | None = None  # whose page the name leads to

    @property
    def words(self) -> str:
        """The picture in words."""
        return _("%(open)s berkas, %(late)s terlambat, %(soon)s hampir lewat") % {
            "open": number(self.open),
            "late": number(self.late),
            "soon": number(self.soon),
        }


def tiles(pulse: casework.Pulse, threatens: str = "") -> tuple[Tile, ...]:
    return (
        Tile("open", _("Berkas berjalan"), number(pulse.open), "", _closed_today(pulse)),
        Tile(
            "late", _("Terlambat sekarang"), number(pulse.late), "", _where_late(pulse),
            state="late" if pulse.late else "ok", threatens=threatens,
        ),
        Tile(
            "waiting", _("Menunggu pemohon"), number(pulse.waiting_for_applicants), "",
            _("dikembalikan untuk dilengkapi"),
        ),
        _submitted(pulse),
        _on_time(pulse),
    )  # fmt: skip


def _submitted(pulse: casework.Pulse) -> Tile:
    """Today's number, and the line of fourteen days (its table stands in the large panel)."""
    days = pulse.submitted_by_day
    return Tile(
        "submitted",
        _("Masuk hari ini"),
        number(pulse.submitted_today),
        "",
        _("%(count)s dalam 14 hari") % {"count": number(sum(count for _day, count in days))},
        values=tuple(count for _day, count in days),
    )


def _on_time(pulse: casework.Pulse) -> Tile:
    """Share of the cases closed in 30 days that were closed within their limit."""
    title = _("Selesai tepat waktu, 30 hari")
    if not pulse.closed_in_30_days:
        return Tile("on-time", title, "–", "", _("belum ada berkas yang selesai"))
    share = Decimal(100 * pulse.closed_on_time) / pulse.closed_in_30_days
    note = _("%(good)s dari %(all)s berkas") % {
        "good": number(pulse.closed_on_time),
        "all": number(pulse.closed_in_30_days),
    }
    figure = percent(share, 1).removesuffix("%").strip()
    return Tile("on-time", title, figure, "%", note, share=float(share))


def _closed_today(pulse: casework.Pulse) -> str:
    return _("%(count)s selesai hari ini") % {"count": number(pulse.closed_today)}


def _where_late(pulse: casework.Pulse) -> str:
    places = sum(1 for one in pulse.burdens if one.late)
    if not places:
        return _("tidak ada berkas yang lewat batas")
    return ngettext(
        "lewat batas layanan atau langkah, di %(count)s perangkat daerah",
        "lewat batas layanan atau langkah, di %(count)s perangkat daerah",
        places,
    ) % {"count": number(places)}


def burdens(pulse: casework.Pulse) -> tuple[Burden, ...]:
    """The organisations with open cases, the most late ones first."""
    name_of = directory.chart().name_of
    most = max((one.open for one in pulse.burdens), default=0)
    return tuple(
        Burden(
            name=name_of(one.organisation_id) or _("tanpa perangkat daerah"),
            open=one.open,
            late=one.late,
            soon=one.soon,
            oldest=one.oldest,
            dots=_dots(one, most),
            unit=one.organisation_id if name_of(one.organisation_id) else None,
        )
        for one in pulse.burdens
    )


def _dots(one: casework.Burden, most: int) -> tuple[tuple[str, int], ...]:
    """Blocks by state on one scale for all; where there are many, one stands for several."""
    size = _size(most)
    counts = (("late", one.late), ("soon", one.soon), ("ok", one.open - one.late - one.soon))
    found = [(state, -(-count // size)) for state, count in counts]
    shown = sum(count for _state, count in found)
    width = max(FEWEST_DOTS, -(-most // size) + 2)  # each state is rounded up
    return (*found, ("idle", width - shown))


def _size(most: int) -> int:
    return max(1, -(-most // (MOST_DOTS - 2)))


def context(pulse: casework.Pulse, threatens: str = "") -> dict[str, Any]:
    """What the templates draw; `scale` says how many cases one block stands for. threatens: the
    targets behind late work, in words."""
    return {
        "tiles": tiles(pulse, threatens),
        "burdens": burdens(pulse),
        "scale": _size(max((one.open for one in pulse.burdens), default=0)),
        "days": [(short_date(day, year=False), count) for day, count in pulse.submitted_by_day],
    }
