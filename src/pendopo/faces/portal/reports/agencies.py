"""How well each agency answers: read from the published table, with every interval and its n."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import formats
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.filters import number
from pendopo.faces.portal.page import show
from pendopo.faces.portal.reports import drawn, figures, vocabulary
from pendopo.faces.portal.reports.figures import Line
from pendopo.voice import api as voice

RECENT = 10
BY: dict[str, voice.Dimension] = {"instansi": "agency", "topik": "topic", "kecamatan": "district"}
"""What the table is by, as it stands in the address."""


@open_to_all
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    by = request.GET.get("menurut", "")
    by = by if by in BY else "instansi"
    asked = request.GET.get("bulan", "")[:7]
    found = voice.published_reputation(dimension=BY[by], month=asked)
    if asked and found is None:
        raise Http404
    lines = figures.lines(found.lines if found else (), BY[by])
    ranked = [one for one in lines if one.told.state == "ranked"]
    return show(
        request,
        "reports/agencies",
        by=by,
        found=found,
        month=found.run.month if asked and found else "",
        months=[(one, figures.month(one)) for one in found.months] if found else [],
        ranked=ranked,
        few=[one for one in lines if one.told.state == "too_few"],
        hidden=[one for one in lines if one.told.state == "suppressed"],
        picture=drawn.intervals(ranked),
        ticks=drawn.ticks(),
        smallest=_figures().ranked_from,
        shown_from=_figures().shown_from,
    )


@open_to_all
@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    found = directory.chart().by_code.get(code)
    if found is None:
        raise Http404
    record = voice.agency_record(code=code)
    standing = record.standing if record else None
    recent = voice.reports(filters=voice.Filters(agency_id=found.id), size=RECENT)
    names = vocabulary.districts() if recent.cards else {}
    return show(
        request,
        "reports/agency",
        agency=found,
        told=[str(one) for one in messages.get_messages(request)],
        run=record.run if record else None,
        line=Line(found.name, standing) if standing else None,
        smallest=_figures().ranked_from,
        shown_from=_figures().shown_from,
        history=figures.history(record.history if record else ()),
        course=drawn.course(record.history if record else ()),
        chart=_chart(record.months if record else ()),
        served=figures.rated(record.served if record else None),
        residents=figures.rated(record.residents if record else None),
        services=figures.services_of(record.services if record else (), clock()),
        recent=[_recent(card, names) for card in recent.cards],
        total=recent.total,
    )


@open_to_all
@require_safe
def formula(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "reports/formula",
        smallest=_figures().ranked_from,
        shown_from=_figures().shown_from,
        example=figures.example(),
        weights=(round(100 * _figures().fixed), round(100 * _figures().prompt)),
    )


def _figures() -> voice.ReputationValues:
    """What the formula counts with today, as the region's file says."""
    return voice.reputation_figures(now=clock())


def _recent(card: voice.ReportCard, names: dict[str, str]) -> dict[str, Any]:
    text, colour = vocabulary.status(card.status)
    return {
        "card": card, "title": vocabulary.title(card), "where": vocabulary.where(card, names),
        "status": text, "colour": colour,
    }  # fmt: skip


def _chart(months: tuple[voice.MonthResult, ...]) -> list[dict[str, Any]]:
    """Bars of at most 100 units: what was forwarded, and of it what was answered in time."""
    shown = months[-figures.MONTHS :]
    most = max((one.forwarded for one in shown), default=1) or 1
    return [
        {
            "label": formats.date_format(one.month, "F Y"),
            "whole": round(100 * one.forwarded / most, 1),
            "part": round(100 * (one.answered - one.answered_late) / most, 1),
            "said": ngettext("%(num)s laporan", "%(num)s laporan", one.forwarded)
            % {"num": number(one.forwarded)},
            "result": one,
        }
        for one in shown
    ]
