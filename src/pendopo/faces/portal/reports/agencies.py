"""How well each agency answers: shares with their interval, and no rank for too few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.filters import number, percent
from pendopo.faces.portal.page import show
from pendopo.faces.portal.reports import filters, vocabulary
from pendopo.voice import api as voice

MONTHS = 24
RECENT = 10


@dataclass(frozen=True, slots=True)
class Share:
    """part of whole, with the Wilson score interval at 95 % (Wilson 1927): low, high in per cent.
    Empty for a whole of nothing."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        if not self.whole:
            return None
        low, high = voice.wilson(successes=self.part, n=self.whole)
        return 100 * low, 100 * high

    @property
    def words(self) -> str:
        """ "82 % (71 sampai 90)"."""
        found = self.interval
        if found is None:
            return "–"
        low, high = (number(round(one)) for one in found)
        return _("%(share)s (%(low)s sampai %(high)s)") % {
            "share": percent(self.value, 0), "low": low, "high": high,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One agency. on_time: of what it answered; confirmed: of what was closed; reopened: of what
    it answered."""

    name: str
    code: str
    forwarded: int
    waiting: int
    on_time: Share
    confirmed: Share
    reopened: Share
    rated: int
    rating: float | None

    @property
    def ranked(self) -> bool:
        return self.forwarded >= voice.RANKED_FROM

    @property
    def floor(self) -> float:
        """What it is ranked by: the lower end of the confirmed share."""
        found = self.confirmed.interval
        return found[0] if found else 0.0


@open_to_all
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    asked = filters.read(request.GET, clock())
    lines = _lines(voice.agency_results(filters=asked.filters))
    ranked = sorted((one for one in lines if one.ranked), key=lambda one: -one.floor)
    few = sorted((one for one in lines if not one.ranked), key=lambda one: one.name)
    names = vocabulary.districts()
    return show(
        request,
        "reports/agencies",
        ranked=ranked,
        few=few,
        asked=asked,
        smallest=voice.RANKED_FROM,
        choices=filters.choices(names),
    )


@open_to_all
@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    found = directory.chart().by_code.get(code)
    if found is None:
        raise Http404
    mine = voice.Filters(agency_id=found.id)
    line = next(iter(_lines(voice.agency_results(filters=mine))), None)
    months = voice.agency_months(filters=mine)[-MONTHS:]
    recent = voice.reports(filters=mine, size=RECENT)
    names = vocabulary.districts()
    return show(
        request,
        "reports/agency",
        agency=found,
        line=line,
        smallest=voice.RANKED_FROM,
        months=months,
        chart=_chart(months),
        recent=[_recent(card, names) for card in recent.cards],
        total=recent.total,
    )


@open_to_all
@require_safe
def formula(request: HttpRequest) -> HttpResponse:
    example = Share(18, 20)
    return show(request, "reports/formula", smallest=voice.RANKED_FROM, example=example)


def _lines(found: tuple[voice.AgencyResult, ...]) -> list[Line]:
    chart = directory.chart()
    return [
        Line(
            name=chart.name_of(one.agency_id),
            code=chart.organisations[one.agency_id].code or "",
            forwarded=one.forwarded,
            waiting=one.waiting,
            on_time=Share(one.answered - one.answered_late, one.answered),
            confirmed=Share(one.confirmed, one.closed),
            reopened=Share(one.reopened, one.answered),
            rated=one.rated,
            rating=one.rating,
        )
        for one in found
        if one.agency_id in chart.organisations
    ]


def _recent(card: voice.ReportCard, names: dict[str, str]) -> dict[str, Any]:
    text, colour = vocabulary.status(card.status)
    return {
        "card": card, "title": vocabulary.title(card), "where": vocabulary.where(card, names),
        "status": text, "colour": colour,
    }  # fmt: skip


def _chart(months: tuple[voice.MonthResult, ...]) -> list[dict[str, Any]]:
    """Bars of at most 100 units: what was forwarded, and of it what was answered in time."""
    most = max((one.forwarded for one in months), default=1) or 1
    return [
        {
            "label": formats.date_format(one.month, "F Y"),
            "whole": round(100 * one.forwarded / most, 1),
            "part": round(100 * (one.answered - one.answered_late) / most, 1),
            "said": ngettext("%(num)s laporan", "%(num)s laporan", one.forwarded)
            % {"num": number(one.forwarded)},
            "result": one,
        }
        for one in months
    ]
