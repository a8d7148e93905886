"""The public list of reports, one of them, and the list as a table to download."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import show
from pendopo.faces.portal.report import following
from pendopo.faces.portal.reports import filters, vocabulary
from pendopo.faces.portal.told import told
from pendopo.voice import api as voice

SIZE = 30


@open_to_all
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:80]
    number = references.normalise(typed) if typed else None
    if number:
        return redirect("portal-report-public", number=number)
    asked = filters.read(request.GET, clock())
    places = vocabulary.places()
    names = places.districts
    page = voice.reports(filters=asked.filters, cursor=request.GET.get("dari", "")[:80], size=SIZE)
    return show(
        request,
        "reports/list",
        rows=[row(card, names) for card in page.cards],
        total=page.total,
        first="dari" not in request.GET,
        next_query=asked.query(dari=page.next_cursor) if page.next_cursor else "",
        asked=asked,
        choices=filters.choices(names),
        names=places.villages.get(asked.filters.district or "", {}),
        typed=typed,
        title=_heading(asked, names),
        feed=feed_of(asked),
    )


def row(card: voice.ReportCard, names: dict[str, str]) -> dict[str, Any]:
    """A line of the list."""
    text, colour = vocabulary.status(card.status)
    return {
        "card": card,
        "title": vocabulary.title(card),
        "sort": vocabulary.sort(card.sort),
        "agency": directory.chart().name_of(card.agency_id),
        "where": vocabulary.where(card, names),
        "status": text,
        "colour": colour,
    }


@open_to_all
@told
@require_safe
@with_number
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A report as anyone may see it; a secret one does not exist here."""
    card = voice.report_card(number=number)
    track = casework.track(number=number, now=clock())
    context = following.about(card, track)
    return show(
        request,
        "reports/one",
        card=card,
        sort=vocabulary.sort(card.sort),
        agency=directory.chart().organisations.get(card.agency_id) if card.agency_id else None,
        open=card.status not in filters.DONE,
        **context,
    )


@open_to_all
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every report that the filters choose, secret ones without number: CSV, UTF-8."""
    asked = filters.read(request.GET, clock())
    text = voice.export_csv(filters=asked.filters)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="aduan.csv"'
    patch_cache_control(response, public=True, max_age=300)
    return response


def feed_of(asked: filters.Asked) -> str:
    """The Atom feed of the same agency, district and class."""
    kept = {name: "" for name in asked.kept if name not in ("instansi", "kecamatan", "jenis")}
    query = asked.query(**kept)
    return reverse("portal-reports-feed") + (f"?{query}" if query else "")


def _heading(asked: filters.Asked, names: dict[str, str]) -> str:
    parts = []
    if asked.filters.agency_id:
        parts.append(directory.chart().name_of(asked.filters.agency_id))
    if asked.filters.district and asked.filters.district in names:
        parts.append(_("Kecamatan %(name)s") % {"name": names[asked.filters.district]})
    return f"{_('Aduan warga')}: {', '.join(parts)}" if parts else _("Aduan warga")
