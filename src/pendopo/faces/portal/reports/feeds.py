"""What is new, as Atom (RFC 4287), for an area or an agency."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.page import region_name
from pendopo.faces.portal.reports import filters, vocabulary
from pendopo.voice import api as voice

ENTRIES = 50


@open_to_all
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Filters as on the list; nothing but what the list shows."""
    asked = filters.read(request.GET, clock())
    names = vocabulary.districts()
    cards = voice.reports(filters=asked.filters, size=ENTRIES).cards
    here = request.build_absolute_uri()
    listed = request.build_absolute_uri(f"{reverse('portal-reports')}?{asked.query()}")
    newest = max((_moved(card) for card in cards), default="1970-01-01T00:00:00+00:00")
    title = f"{_('Aduan warga')}, {region_name(request)}"
    body = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{escape(here)}</id><title>{escape(title)}</title><updated>{newest}</updated>",
        f"<link rel='self' href={quoteattr(here)}/><link href={quoteattr(listed)}/>",
        *(_entry(request, card, names) for card in cards),
        "</feed>",
    ]
    response = HttpResponse("\n".join(body), content_type="application/atom+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=120)
    return response


def _entry(request: HttpRequest, card: voice.ReportCard, names: dict[str, str]) -> str:
    href = request.build_absolute_uri(reverse("portal-report-public", args=[card.number]))
    status, _colour = vocabulary.status(card.status)
    agency = directory.chart().name_of(card.agency_id)
    parts = [status, vocabulary.where(card, names), agency, card.text]
    summary = ". ".join(part for part in parts if part)
    return (
        f"<entry><id>{escape(href)}</id>"
        f"<title>{escape(vocabulary.title(card))} ({card.number})</title>"
        f"<link href={quoteattr(href)}/><published>{card.reported_at.isoformat()}</published>"
        f"<updated>{_moved(card)}</updated>"
        f"<author><name>{escape(agency or region_name(request))}</name></author>"
        f"<summary>{escape(summary)}</summary></entry>"
    )


def _moved(card: voice.ReportCard) -> str:
    """When something last happened that the public sees."""
    known = (card.reported_at, card.forwarded_at, card.answered_at, card.closed_at)
    return max(at for at in known if at is not None).isoformat()
