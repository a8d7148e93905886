"""All services: by words, by events of life, by agency; and the page of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.wording import language
from pendopo.faces.portal.page import show
from pendopo.faces.portal.standard import MAIN, agency_name, at_a_glance
from pendopo.faces.portal.vocabulary import life_event
from pendopo.services import api as services

LONGEST_QUERY = 200


@open_to_all
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    event, agency = request.GET.get("peristiwa", ""), request.GET.get("instansi", "")
    cards = _chosen(query, event, agency)
    return show(
        request,
        "services",
        cards=cards,
        query=query,
        agency_name=agency_name,
        heading=_heading(query, event, agency),
        found=_found(len(cards)),
        life_events=() if query or event else by_life_event(cards),
        agencies=() if query or agency else by_agency(cards),
    )


def _chosen(query: str, event: str, agency: str) -> list[services.ServiceCard]:
    """Services that the words speak of, of one event of life, of one agency."""
    tongue, now = language(), clock()
    cards = (
        services.search(text=query, language=tongue, at=now)
        if query
        else services.catalogue(language=tongue, at=now)
    )
    cards = tuple(card for card in cards if not event or event in card.life_events)
    return [card for card in cards if not agency or card.agency == agency]


@open_to_all
@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    glance = at_a_glance(slug, clock())
    if glance is None:
        raise Http404
    return show(request, "service", service=glance, main_titles=MAIN)


def by_life_event(cards: Iterable[services.ServiceCard]) -> list[dict[str, str]]:
    """Links with the number of services behind each, in the order of the alphabet."""
    counts = Counter(event for card in cards for event in card.life_events)
    return _index("peristiwa", {event: life_event(event) for event in counts}, counts)


def by_agency(cards: Iterable[services.ServiceCard]) -> list[dict[str, str]]:
    counts = Counter(card.agency for card in cards if agency_name(card.agency))
    return _index("instansi", {code: agency_name(code) for code in counts}, counts)


def _index(field: str, names: dict[str, str], counts: Counter[str]) -> list[dict[str, str]]:
    where = reverse("portal-services")
    return [
        {
            "text": name,
            "href": f"{where}?{urlencode({field: key})}",
            "note": ngettext("%(num)s layanan", "%(num)s layanan", counts[key])
            % {"num": counts[key]},
        }
        for key, name in sorted(names.items(), key=lambda pair: pair[1])
    ]


def _heading(query: str, event: str, agency: str) -> str:
    if query:
        return _("Hasil pencarian “%(query)s”") % {"query": query}
    return (life_event(event[:80]) if event else "") or agency_name(agency) or _("Semua layanan")


def _found(count: int) -> str:
    return ngettext("%(num)s layanan", "%(num)s layanan", count) % {"num": count}
