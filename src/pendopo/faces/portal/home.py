"""The front door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.wording import language
from pendopo.faces.portal.catalogue import by_agency, by_life_event
from pendopo.faces.portal.page import show
from pendopo.services import api as services

EXAMPLES, FEW = 4, 12


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    cards = services.catalogue(language=language(), at=clock())
    return show(
        request,
        "home",
        count=len(cards),
        examples=cards[:EXAMPLES] if len(cards) > FEW else (),
        few=[_link(card) for card in cards] if len(cards) <= FEW else [],
        life_events=by_life_event(cards),
        agencies=by_agency(cards),
    )


def _link(card: services.ServiceCard) -> dict[str, str]:
    """A line of the list that a small region shows instead of a search."""
    href = reverse("portal-service", args=[card.slug])
    return {"text": card.title, "href": href, "note": card.fee}
